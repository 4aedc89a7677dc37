// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { plainHtml } from './plain-html.ts'

it('keeps structure and text, and nothing that acts, asks or styles', () => {
  const html =
    '<style>td{color:red}</style><table onclick="x()" style="color:red"><tr><td colspan="2" rowspan="x">A &amp; B</td></tr></table>' +
    '<img src="http://evil.example/x.png" onerror="y()"><a href="javascript:z()">link <b>text</b></a><script>w()</script>'
  expect(plainHtml(html)).toBe('<table><tbody><tr><td colspan="2">A &amp; B</td></tr></tbody></table>link <b>text</b>')
})

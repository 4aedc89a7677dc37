// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { correctedHtml } from './corrected-html.ts'
import { openDocumentState, withLocal } from '../model/document-state.ts'
import { line, recognition, rectangle } from '../model/testing.ts'

const cell = (column: number, text: string) => ({
  row: 0,
  column,
  rowSpan: 1,
  columnSpan: 1,
  text,
  quad: rectangle(100 * column, 200, 90, 20),
  confidence: 0.9,
})

const read = recognition({
  kind: 'document-structure',
  fields: [],
  lines: [line('采购会议纪要', [20, 20])],
  tables: [{ page: 0, quad: rectangle(0, 200, 200, 20), rows: 1, columns: 2, cells: [cell(0, '钢笔'), cell(1, '12')] }],
  html: '<script>x()</script><h1 onclick="y()">采购会议纪要</h1><table><tr><td>钢笔</td><td>12</td></tr></table><img src="http://evil.example/a">',
})

it('is structure and text alone, with what was corrected in it', () => {
  const state = withLocal(openDocumentState(read, [], 0), {
    id: '00000000-0000-4000-8000-000000000001',
    recognitionId: read.id,
    label: 'test',
    changes: [
      { type: 'value', item: 'line:0', from: '采购会议纪要', to: '采购会议<记录>' },
      { type: 'value', item: 'cell:0:1', from: '12', to: '72' },
    ],
  })
  const html = correctedHtml(state)
  expect(html).toBe(
    '<h1>采购会议&lt;记录&gt;</h1><table border="1" cellspacing="0" cellpadding="6"><tbody><tr><td>钢笔</td><td>72</td></tr></tbody></table>',
  )
})

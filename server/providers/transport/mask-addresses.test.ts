import { expect, test } from 'vitest'
import { maskAddresses } from './mask.ts'

const address = 'https://b.example/k.jpg?OSSAccessKeyId=LTAI0123456789&Expires=1767225600&Signature=abcdEFGH%2Bijkl%3D'

test.each([
  [
    'JSON',
    `{"ImageURL":"${address}","Text":"1"}`,
    '{"ImageURL":"https://b.example/k.jpg?OSSAccessKeyId=••••6789&Expires=1767225600&Signature=abcd…","Text":"1"}',
  ],
  [
    'XML',
    `<U>${address.replaceAll('&', '&amp;')}</U>`,
    '<U>https://b.example/k.jpg?OSSAccessKeyId=••••6789&amp;Expires=1767225600&amp;Signature=abcd…</U>',
  ],
  [
    'JSON with escapes',
    `{"U":"${address.replaceAll('&', String.raw`\u0026`)}"}`,
    String.raw`{"U":"https://b.example/k.jpg?OSSAccessKeyId=••••6789\u0026Expires=1767225600\u0026Signature=abcd…"}`,
  ],
])('signed addresses in %s cannot be called', (_, text, masked) => expect(maskAddresses(text)).toBe(masked))

test('everything else stays as it came', () => {
  const text = '{"Signature":"张三","Policy":"保险单","a":"x=1&Signatures=2"}'
  expect(maskAddresses(text)).toBe(text)
})

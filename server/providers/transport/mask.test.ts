import { expect, test } from 'vitest'
import { createMask, maskHeader } from './mask.ts'

const secret = 'S3cr/t+Key=with&odd<chars>"\\ü'
const identifier = 'LTAI5tExampleKeyId'
const signature = 'q8Fq3/Zk+1bXHh0mW9sT2w=='
const mask = createMask({ secrets: [secret], identifiers: [identifier], sensitive: [signature] })

const strict = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
const lower = (text: string) => text.replace(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase())

/** The forms in which a value turns up in requests and answers. */
const forms: [string, (value: string) => string][] = [
  ['as it is', (value) => value],
  ['in a query', encodeURIComponent],
  ['in a query, RFC 3986', strict],
  ['in a query, lower-case escapes', (value) => lower(strict(value))],
  ['in a form', (value) => strict(value).replaceAll('%20', '+')],
  ['in a string to sign, escaped twice', (value) => strict(strict(value))],
  ['in JSON', (value) => JSON.stringify(value).slice(1, -1)],
  ['in JSON with escaped slashes', (value) => JSON.stringify(value).slice(1, -1).replaceAll('/', '\\/')],
  ['in XML', (value) => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')],
]

test.each(forms)('masks %s', (_, write) => {
  expect(mask(`a ${write(secret)} b`)).toBe('a ••• b')
  expect(mask(`a ${write(signature)} b`)).toBe('a q8Fq… b')
  expect(mask(`a ${write(identifier)} b`)).toBe('a ••••eyId b')
})

test.each([0, 1, 2, 3, 4])('masks what is inside Base64, %i bytes from its start', (before) => {
  for (const value of [secret, identifier, signature]) {
    for (const encoding of ['base64', 'base64url'] as const) {
      const text = Buffer.from(`${'x'.repeat(before)}${value}:y`).toString(encoding)
      const masked = mask(`Basic ${text}`)
      expect(masked).toMatch(/•••|…/)
      const decoded = Buffer.from(masked.replace(/^Basic |[•…]+/g, ''), 'base64').toString()
      expect(decoded).not.toContain(value.slice(2, -2))
    }
  }
})

test('a token that holds a key id is masked as a token', () => {
  const both = createMask({ secrets: [], identifiers: ['AKIDabcdefgh'], sensitive: ['tokenAKIDabcdefghtail'] })
  expect(both('x=tokenAKIDabcdefghtail&y=AKIDabcdefgh')).toBe('x=toke…&y=••••efgh')
})

test('short values show nothing of themselves, and empty ones mask nothing', () => {
  const short = createMask({ secrets: [''], identifiers: ['abcdefg'], sensitive: ['1234567', ''] })
  expect(short('abcdefg 1234567 rest')).toBe('•••• … rest')
})

test('leaves other text alone', () => {
  const text = '{"Data":{"Name":"张三","Number":"110101199003072316"},"RequestId":"q8Fq"}'
  expect(mask(text)).toBe(text)
})

test.each([
  [
    '{"EncodedPolicy":"eyJleHBpcmF0aW9uIjoi","Signature":"abcdefghijk="}',
    '{"EncodedPolicy":"eyJl…","Signature":"abcd…"}',
  ],
  ['{"data": {"SecurityToken" : "CAIS-long-token\\"x"}}', '{"data": {"SecurityToken" : "CAIS…"}}'],
  ['<Signature>abcdefghijk=</Signature>', '<Signature>abcd…</Signature>'],
  ['https://a.test/o?Expires=1&Signature=abc%2Fdefghi&x=1', 'https://a.test/o?Expires=1&Signature=abc%…&x=1'],
  [
    'SDK-HMAC-SHA256 Access=AK, SignedHeaders=host, Signature=0123456789abcdef',
    'SDK-HMAC-SHA256 Access=AK, SignedHeaders=host, Signature=0123…',
  ],
])('what answers hand out is masked by its name: %s', (text, expected) => {
  expect(createMask({ secrets: [], identifiers: [], sensitive: [] })(text)).toBe(expected)
  expect(mask(text)).toBe(expected)
})

test('masks headers that are a token as a whole', () => {
  expect(maskHeader(mask, 'X-Subject-Token', 'MIIFjwYJKoZIhvc')).toBe('MIIF…')
  expect(maskHeader(mask, 'x-acs-security-token', 'CAISexampletoken')).toBe('CAIS…')
  expect(maskHeader(mask, 'set-cookie', 'session=12345678')).toBe('sess…')
  expect(maskHeader(mask, 'content-type', 'application/json')).toBe('application/json')
  expect(maskHeader(mask, 'x-auth-token', signature)).toBe('q8Fq…')
})

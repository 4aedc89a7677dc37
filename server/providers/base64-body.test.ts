import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { base64Length, encodeBase64Body, openBase64Body } from './base64-body.ts'

const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const plain = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
const urlSafe = (bytes: Uint8Array) => plain(bytes).replaceAll('+', '-').replaceAll('/', '_')

test('is what JSON.stringify of the Base64 would be, and its hash', () => {
  fc.assert(
    fc.property(
      fc.array(fc.uint8Array({ maxLength: 200 }), { minLength: 1, maxLength: 4 }),
      fc.string(),
      (pictures, name) => {
        const parts = pictures.flatMap((picture, at) => [at === 0 ? '{"images":["' : '","', picture])
        const { body, sha256 } = encodeBase64Body([...parts, `"],"name":${JSON.stringify(name)}}`])
        expect(body.toString()).toBe(JSON.stringify({ images: pictures.map(plain), name }))
        expect(sha256).toBe(digest(body))
      },
    ),
  )
})

test('pads and hashes pictures of many pieces, in both alphabets', () => {
  const picture = new Uint8Array(100_001).map((_, at) => (at * 7919) >> 3)
  const standard = encodeBase64Body(['{"image":"', picture, '"}'])
  expect(standard.body.equals(Buffer.from(JSON.stringify({ image: plain(picture) })))).toBe(true)
  const safe = encodeBase64Body([picture], 'url-safe')
  expect(safe.body.toString()).toBe(urlSafe(picture))
  expect(safe.body.toString()).toMatch(/[-_]/)
  expect(safe.sha256).toBe(digest(safe.body))
})

test('a view into a larger buffer is encoded alone', () => {
  const all = Buffer.from('abcdefgh')
  expect(encodeBase64Body([all.subarray(2, 5)]).body.toString()).toBe(plain(Buffer.from('cde')))
})

test('pieces of any length that arrive one after the other make the same body', () => {
  const chunks = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 12 })
  fc.assert(
    fc.property(chunks, fc.constantFrom('standard' as const, 'url-safe' as const), (pieces, alphabet) => {
      const picture = Buffer.concat(pieces)
      const open = openBase64Body('{"image":"', picture.length, '"}', { alphabet })
      for (const piece of pieces) {
        // Whoever reads may use the memory again.
        const lent = Buffer.from(piece)
        open.write(lent)
        lent.fill(0)
      }
      expect(open.end()).toEqual(encodeBase64Body(['{"image":"', picture, '"}'], alphabet))
    }),
  )
})

test('a picture that is longer or shorter than announced is no picture', () => {
  const long = openBase64Body('', 4, '')
  long.write(Buffer.from('abc'))
  expect(() => long.write(Buffer.from('de'))).toThrow(RangeError)
  const short = openBase64Body('', 4, '')
  short.write(Buffer.from('abc'))
  expect(() => short.end()).toThrow('Only 3 of the announced 4 bytes')
})

test.each([
  [0, 0],
  [1, 4],
  [3, 4],
  [4, 8],
])('%i bytes are %i characters', (bytes, characters) => {
  expect(base64Length(bytes)).toBe(characters)
})

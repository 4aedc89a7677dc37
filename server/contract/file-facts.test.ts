import fc from 'fast-check'
import sharp, { type Sharp } from 'sharp'
import { describe, expect, test } from 'vitest'
import { factsOf } from './file-facts.ts'
import type { Format } from './limits.ts'

const picture = sharp({ create: { width: 37, height: 21, channels: 3, background: '#345' } })
const facts = (bytes: Uint8Array) => factsOf(bytes, bytes.length)
const text = (content: string) => Buffer.from(content, 'latin1')

function tiff(little: boolean, directories: [width: number, height: number][], next?: number): Buffer {
  const file = Buffer.alloc(8 + directories.length * 30)
  const u16 = (value: number, at: number) => (little ? file.writeUInt16LE(value, at) : file.writeUInt16BE(value, at))
  const u32 = (value: number, at: number) => (little ? file.writeUInt32LE(value, at) : file.writeUInt32BE(value, at))
  file.write(little ? 'II' : 'MM', 0, 'latin1')
  u16(42, 2)
  u32(8, 4)
  for (const [index, [width, height]] of directories.entries()) {
    const at = 8 + index * 30
    u16(2, at)
    u16(256, at + 2)
    u16(3, at + 4)
    u32(1, at + 6)
    u16(width, at + 10)
    u16(257, at + 14)
    u16(4, at + 16)
    u32(1, at + 18)
    u32(height, at + 22)
    u32(index + 1 < directories.length ? at + 30 : (next ?? 0), at + 26)
  }
  return file
}

function bmp(headerSize: number, width: number, height: number): Buffer {
  const file = Buffer.alloc(64)
  file.write('BM', 0, 'latin1')
  file.writeUInt32LE(headerSize, 14)
  if (headerSize === 12) {
    file.writeUInt16LE(width, 18)
    file.writeUInt16LE(height, 20)
  } else {
    file.writeInt32LE(width, 18)
    file.writeInt32LE(height, 22)
  }
  return file
}

describe('format and size', () => {
  test.each([
    ['jpeg', () => picture.clone().jpeg()],
    [
      'jpeg',
      () =>
        picture
          .clone()
          .withMetadata({ exif: { IFD0: { Copyright: 'x'.repeat(3000) } } })
          .jpeg({ progressive: true }),
    ],
    ['png', () => picture.clone().png()],
    ['gif', () => picture.clone().gif()],
    ['webp', () => picture.clone().webp()],
    ['webp', () => picture.clone().webp({ lossless: true })],
    ['webp', () => picture.clone().withMetadata().webp()],
    ['tiff', () => picture.clone().tiff()],
    ['tiff', () => picture.clone().tiff({ bigtiff: true, compression: 'deflate' })],
  ] as [Format, () => Sharp][])('of a real %s', async (format, make) => {
    const bytes = await make().toBuffer()
    expect(facts(bytes)).toEqual({ format, bytes: bytes.length, width: 37, height: 21, pages: 1 })
  })

  test.each([
    [12, 7, 9],
    [40, 7, -9],
    [124, 7, 9],
  ])('of a BMP with a header of %i bytes', (headerSize, width, height) => {
    expect(facts(bmp(headerSize, width, height))).toMatchObject({ format: 'bmp', width: 7, height: 9 })
  })

  test.each([true, false])('and pages of a TIFF, either end first (little: %s)', (little) => {
    const found = facts(
      tiff(little, [
        [100, 50],
        [200, 300],
        [10, 10],
      ]),
    )
    expect(found).toMatchObject({ format: 'tiff', width: 200, height: 300, pages: 3 })
  })

  test('a TIFF whose directories run in a circle ends', () => {
    expect(
      facts(
        tiff(
          true,
          [
            [1, 1],
            [2, 2],
          ],
          8,
        ),
      ),
    ).toMatchObject({ pages: 2 })
  })

  test('pages behind the bytes at hand are not known', () => {
    const bytes = tiff(true, [
      [5, 6],
      [7, 8],
    ])
    expect(factsOf(bytes.subarray(0, 40), bytes.length)).toMatchObject({
      format: 'tiff',
      width: 5,
      height: 6,
      pages: null,
    })
  })

  test('a PDF is one although something stands before its header; mark-up that quotes one is not', () => {
    expect(facts(text('\r\n\r\n%PDF-1.7\n'))).toEqual({
      format: 'pdf',
      bytes: 13,
      width: null,
      height: null,
      pages: null,
    })
    expect(facts(text('<html>%PDF-1.7</html>')).format).toBeNull()
    expect(facts(text(`${' '.repeat(1020)}%PDF-1.7`)).format).toBeNull()
  })

  test.each([
    ['heic', 'heic', 'mif1'],
    ['heix', 'mif1', 'heic'],
    ['mif1', 'heic', 'miaf'],
    ['msf1', 'hevc', 'mif1'],
  ])('HEIC is told by its brands (%s)', (major, ...compatible) => {
    const brands = compatible.join('')
    expect(facts(text(`\0\0\0${String.fromCharCode(16 + brands.length)}ftyp${major}\0\0\0\0${brands}`)).format).toBe(
      'heic',
    )
  })

  test('AVIF and MP4 are not HEIC', async () => {
    expect(facts(await picture.clone().avif().toBuffer()).format).toBeNull()
    expect(facts(text('\0\0\0\x14ftypmif1\0\0\0\0avif')).format).toBeNull()
    expect(facts(text('\0\0\0\x14ftypisom\0\0\0\0mp42'))).toMatchObject({
      format: 'mp4',
      width: null,
      durationMs: null,
    })
  })

  test('an AVI says its size, rate and length in its main header', () => {
    const little = (...values: number[]) =>
      values
        .map((value) => String.fromCharCode(value & 255, (value >> 8) & 255, (value >> 16) & 255, value >>> 24))
        .join('')
    const main = little(200_000, 0, 0, 0, 15, 0, 1, 0, 640, 360, 0, 0, 0, 0)
    const avi = `RIFF${little(100)}AVI LIST${little(68)}hdrlavih${little(56)}${main}`
    expect(facts(text(avi))).toMatchObject({
      format: 'avi',
      width: 640,
      height: 360,
      durationMs: 3000,
      framesPerSecond: 5,
    })
    expect(facts(text(avi.slice(0, 40)))).toMatchObject({ format: 'avi', width: null, durationMs: null })
  })
})

describe('what is no picture', () => {
  test.each([
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'],
    ['SVG with a declaration', '<?xml version="1.0"?><svg/>'],
    ['HTML', '<!doctype html><title>BM</title>'],
    ['text that begins with BM', 'BM is an abbreviation, and this text is long enough to hold a header.'],
    ['a RIFF that is a sound', 'RIFF\x10\0\0\0WAVEfmt '],
    ['nothing', ''],
  ])('%s', (_, content) => {
    expect(facts(text(content))).toMatchObject({ format: null, width: null, height: null, pages: null })
  })
})

test('is total: cut off anywhere or filled with junk, it answers and never throws', async () => {
  const files = await Promise.all([
    picture.clone().jpeg().toBuffer(),
    picture.clone().png().toBuffer(),
    picture.clone().gif().toBuffer(),
    picture.clone().webp().toBuffer(),
    picture.clone().tiff().toBuffer(),
    picture.clone().tiff({ bigtiff: true, compression: 'deflate' }).toBuffer(),
  ])
  for (const file of files) {
    for (let length = 0; length <= Math.min(file.length, 400); length += 1) {
      expect(factsOf(file.subarray(0, length), file.length).bytes).toBe(file.length)
    }
  }
  const heads = [...files, bmp(40, 1, 1), tiff(true, [[1, 1]])].map((file) => file.subarray(0, 12))
  fc.assert(
    fc.property(fc.constantFrom(...heads), fc.uint8Array({ maxLength: 300 }), (head, junk) => {
      const bytes = Buffer.concat([head, junk])
      expect(factsOf(bytes, bytes.length).bytes).toBe(bytes.length)
    }),
    { numRuns: 500 },
  )
})

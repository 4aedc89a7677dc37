import { describe, expect, test } from 'vitest'
import { decodeBmp } from './bmp-image.ts'

const red = [255, 0, 0, 255]
const green = [0, 255, 0, 255]
const blue = [0, 0, 255, 255]
const black = [0, 0, 0, 255]

interface Spec {
  width: number
  height: number
  bits: number
  compression?: number
  headerSize?: number
  /** As the file has them: blue, green, red(, 0). */
  palette?: number[]
  masks?: number[]
  /** Bytes between the palette and the pixels: the file's offset must be believed. */
  gap?: number
  pixels: number[]
}

function bmp({
  width,
  height,
  bits,
  compression = 0,
  headerSize = 40,
  palette = [],
  masks = [],
  gap = 0,
  pixels,
}: Spec) {
  const header = Buffer.alloc(14 + headerSize)
  header.write('BM', 0, 'latin1')
  header.writeUInt32LE(headerSize, 14)
  if (headerSize === 12) {
    header.writeUInt16LE(width, 18)
    header.writeUInt16LE(height, 20)
    header.writeUInt16LE(bits, 24)
  } else {
    header.writeInt32LE(width, 18)
    header.writeInt32LE(height, 22)
    header.writeUInt16LE(bits, 28)
    header.writeUInt32LE(compression, 30)
    header.writeUInt32LE(headerSize === 12 ? 0 : palette.length / 4, 46)
  }
  const maskBytes = Buffer.alloc(masks.length * 4)
  for (const [index, mask] of masks.entries()) maskBytes.writeUInt32LE(mask, index * 4)
  if (headerSize > 40) maskBytes.copy(header, 54)
  const parts = [header, ...(headerSize > 40 ? [] : [maskBytes]), Buffer.from(palette), Buffer.alloc(gap)]
  const file = Buffer.concat([...parts, Buffer.from(pixels)])
  file.writeUInt32LE(file.length - pixels.length, 10)
  return file
}

/** Rows from top to bottom, each a list of pixels. */
function rows(file: Buffer): number[][][] {
  const { width, height, data } = decodeBmp(file)
  return Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_, x) => [...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 4)]),
  )
}

/** 0 black, 1 red, 2 green, 3 blue. */
const palette = [0, 0, 0, 0, 0, 0, 255, 0, 0, 255, 0, 0, 255, 0, 0, 0]

describe('a BMP of', () => {
  test('24 bits, rows upwards and padded', () => {
    const pixels = [255, 0, 0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0, 0, 0, 0]
    expect(rows(bmp({ width: 2, height: 2, bits: 24, pixels }))).toEqual([
      [green, black],
      [blue, red],
    ])
  })

  test('24 bits, rows downwards', () => {
    const pixels = [255, 0, 0, 0, 0, 0, 255, 0]
    expect(rows(bmp({ width: 1, height: -2, bits: 24, pixels }))).toEqual([[blue], [red]])
  })

  test('1 bit, of a width that fills no byte', () => {
    const pixels = [0b10000000, 0b01000000, 0, 0]
    const [row] = rows(bmp({ width: 10, height: 1, bits: 1, palette: palette.slice(0, 8), pixels }))
    expect(row).toEqual([red, ...Array.from({ length: 8 }, () => black), red])
  })

  test('4 bits, of an odd width', () => {
    const pixels = [0x12, 0x30, 0, 0, 0x32, 0x10, 0, 0]
    expect(rows(bmp({ width: 3, height: 2, bits: 4, palette, pixels }))).toEqual([
      [blue, green, red],
      [red, green, blue],
    ])
  })

  test('8 bits, with a gap before the pixels', () => {
    expect(rows(bmp({ width: 3, height: 1, bits: 8, palette, gap: 6, pixels: [1, 2, 3, 0] }))).toEqual([
      [red, green, blue],
    ])
  })

  test('8 bits with an index beyond its palette', () => {
    expect(rows(bmp({ width: 1, height: 1, bits: 8, palette, pixels: [200, 0, 0, 0] }))).toEqual([[black]])
  })

  test('16 bits, 5 a channel by default and 5-6-5 by masks', () => {
    const pixels = [0x00, 0x7c, 0xe0, 0x03]
    expect(rows(bmp({ width: 2, height: 1, bits: 16, pixels }))).toEqual([[red, green]])
    const masks = [0xf800, 0x07e0, 0x001f]
    const fields = { width: 2, height: 1, bits: 16, compression: 3, masks, pixels: [0x00, 0xf8, 0xe0, 0x07] }
    expect(rows(bmp(fields))).toEqual([[red, green]])
  })

  test('32 bits without and with an alpha channel, and with one that was never filled', () => {
    expect(rows(bmp({ width: 1, height: 1, bits: 32, pixels: [0, 0, 255, 0] }))).toEqual([[red]])
    const masks = [0xff0000, 0xff00, 0xff, 0xff000000]
    const withAlpha = { width: 2, height: 1, bits: 32, compression: 3, headerSize: 124, masks }
    expect(rows(bmp({ ...withAlpha, pixels: [0, 0, 255, 128, 255, 0, 0, 255] }))).toEqual([[[255, 0, 0, 128], blue]])
    expect(rows(bmp({ ...withAlpha, pixels: [0, 0, 255, 0, 255, 0, 0, 0] }))).toEqual([[red, blue]])
  })

  test('8 bits in runs: encoded, absolute with padding, end of line, jump', () => {
    const pixels = [2, 1, 0, 3, 2, 3, 1, 0, 0, 0, 0, 2, 3, 0, 1, 2, 0, 1]
    expect(rows(bmp({ width: 5, height: 2, bits: 8, compression: 1, palette, pixels }))).toEqual([
      [black, black, black, green, black],
      [red, red, green, blue, red],
    ])
  })

  test('4 bits in runs, with an odd count and an absolute part', () => {
    const pixels = [3, 0x12, 0, 3, 0x32, 0x10, 0, 1]
    expect(rows(bmp({ width: 6, height: 1, bits: 4, compression: 2, palette, pixels }))).toEqual([
      [red, green, red, blue, green, red],
    ])
  })

  test('OS/2, whose palette has three bytes a colour', () => {
    const core = {
      width: 2,
      height: 1,
      bits: 1,
      headerSize: 12,
      palette: [0, 0, 255, 255, 0, 0],
      pixels: [0x40, 0, 0, 0],
    }
    expect(rows(bmp(core))).toEqual([[red, blue]])
  })
})

describe('a BMP that is refused', () => {
  const plain: Spec = { width: 2, height: 2, bits: 24, pixels: Array.from({ length: 16 }, () => 0) }
  test.each([
    ['cut off in its pixels', { pixels: [1, 2, 3] }, 'image-truncated'],
    ['cut off in its runs', { bits: 8, compression: 1, palette, pixels: [2, 1] }, 'image-truncated'],
    ['without any pixel', { pixels: [] }, 'image-truncated'],
    ['of a depth that does not exist', { bits: 7 }, 'image-undecodable'],
    ['that wraps a PNG', { compression: 5 }, 'image-undecodable'],
    ['whose runs do not fit its depth', { bits: 24, compression: 1 }, 'image-undecodable'],
    ['without height', { height: 0 }, 'image-undecodable'],
  ] as [string, Partial<Spec>, string][])('%s', (_, changes, code) => {
    expect(() => decodeBmp(bmp({ ...plain, ...changes }))).toThrow(
      expect.objectContaining({ problem: expect.objectContaining({ code }) as unknown }),
    )
  })

  test('run away beyond its picture changes nothing outside of it', () => {
    const pixels = [255, 1, 255, 2, 0, 1]
    expect(rows(bmp({ width: 2, height: 1, bits: 8, compression: 1, palette, pixels }))).toEqual([[red, red]])
  })
})

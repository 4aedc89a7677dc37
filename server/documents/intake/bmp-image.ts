import { truncated, undecodable } from './problems.ts'
import type { RawPage } from './raw-page.ts'

type Palette = Uint8Array

/** Where a channel stands in a pixel, and the factor that brings its greatest value to 255. */
interface Channel {
  mask: number
  shift: number
  factor: number
}

interface Header {
  width: number
  height: number
  topDown: boolean
  bits: number
  compression: number
  /** Four bytes a colour: red, green, blue, unused. */
  palette: Palette
  pixels: number
  masks: readonly [Channel, Channel, Channel, Channel]
}

const compressions = { none: 0, rle8: 1, rle4: 2, bitFields: 3, alphaBitFields: 6 }

function channelOf(mask: number): Channel {
  if (mask === 0) return { mask: 0, shift: 0, factor: 0 }
  const shift = 31 - Math.clz32(mask & -mask)
  return { mask: mask >>> 0, shift, factor: 255 / (mask >>> shift) }
}

/** [MS-WMF] 2.2.2: BITMAPCOREHEADER (12 bytes) and every BITMAPINFOHEADER since. */
function readHeader(view: DataView): Header {
  const headerSize = view.getUint32(14, true)
  const isCore = headerSize === 12
  const rawHeight = isCore ? view.getUint16(20, true) : view.getInt32(22, true)
  const width = isCore ? view.getUint16(18, true) : view.getInt32(18, true)
  const bits = view.getUint16(isCore ? 24 : 28, true)
  const compression = isCore ? compressions.none : view.getUint32(30, true)
  if (width <= 0 || rawHeight === 0 || ![1, 4, 8, 16, 24, 32].includes(bits)) throw undecodable('bmp')
  if (!Object.values(compressions).includes(compression)) throw undecodable('bmp')
  const hasFields = compression === compressions.bitFields || compression === compressions.alphaBitFields
  const fieldAt = 14 + 40
  const field = (index: number) => view.getUint32(fieldAt + index * 4, true)
  const defaults = bits === 16 ? [0x7c00, 0x03e0, 0x001f, 0] : [0xff0000, 0xff00, 0xff, 0]
  const hasAlpha = compression === compressions.alphaBitFields || headerSize >= 56
  const masks = hasFields ? [field(0), field(1), field(2), hasAlpha ? field(3) : 0] : defaults
  // With a plain info header the masks stand between header and palette; later headers hold them.
  const fieldBytes = hasFields && headerSize === 40 ? (compression === compressions.alphaBitFields ? 16 : 12) : 0
  return {
    width,
    height: Math.abs(rawHeight),
    topDown: rawHeight < 0,
    bits,
    compression,
    palette: bits <= 8 ? readPalette(view, 14 + headerSize + fieldBytes, isCore, bits) : new Uint8Array(),
    pixels: view.getUint32(10, true),
    masks: masks.map(channelOf) as unknown as Header['masks'],
  }
}

function readPalette(view: DataView, at: number, isCore: boolean, bits: number): Palette {
  const stride = isCore ? 3 : 4
  const claimed = isCore ? 0 : view.getUint32(46, true)
  const colours = Math.min(claimed || 1 << bits, 1 << bits)
  // Always the full number of entries: an index beyond the claimed ones is black.
  const palette = new Uint8Array(4 << bits)
  for (let index = 0; index < colours; index += 1) {
    for (const channel of [0, 1, 2]) palette[index * 4 + channel] = view.getUint8(at + index * stride + 2 - channel)
  }
  return palette
}

type Put = (x: number, row: number, index: number) => void

/** Run-length coding of 4 and 8 bits (BI_RLE4, BI_RLE8): pairs of count and value, with escapes. Places never written stay colour 0. */
function readRuns(view: DataView, { bits, pixels, height }: Header, put: Put): void {
  let [at, x, row] = [pixels, 0, 0]
  const indexAt = (byte: number, step: number) => (bits === 8 ? byte : step % 2 === 0 ? byte >> 4 : byte & 15)
  while (row < height) {
    const count = view.getUint8(at)
    const value = view.getUint8(at + 1)
    at += 2
    if (count > 0) {
      for (let step = 0; step < count; step += 1) put(x++, row, indexAt(value, step))
    } else if (value === 0) {
      x = 0
      row += 1
    } else if (value === 1) {
      return
    } else if (value === 2) {
      x += view.getUint8(at)
      row += view.getUint8(at + 1)
      at += 2
    } else {
      for (let step = 0; step < value; step += 1) {
        const offset = bits === 8 ? step : step >> 1
        put(x++, row, indexAt(view.getUint8(at + offset), step))
      }
      const bytes = bits === 8 ? value : (value + 1) >> 1
      at += bytes + (bytes % 2)
    }
  }
}

function readIndexed(view: DataView, header: Header, put: Put): void {
  const { width, height, bits, pixels } = header
  const stride = Math.ceil((width * bits) / 32) * 4
  const perByte = 8 / bits
  const mask = (1 << bits) - 1
  for (let row = 0; row < height; row += 1) {
    for (let x = 0; x < width; x += 1) {
      const byte = view.getUint8(pixels + row * stride + Math.floor(x / perByte))
      put(x, row, (byte >> (8 - bits * ((x % perByte) + 1))) & mask)
    }
  }
}

function readDirect(view: DataView, header: Header, data: Uint8Array, rowOf: (row: number) => number): void {
  const { width, height, bits, pixels, masks } = header
  const stride = Math.ceil((width * bits) / 32) * 4
  const step = bits / 8
  const hasAlpha = masks[3].mask !== 0
  for (let row = 0; row < height; row += 1) {
    let to = rowOf(row) * width * 4
    let from = pixels + row * stride
    for (let x = 0; x < width; x += 1, from += step, to += 4) {
      if (bits === 24) {
        data[to] = view.getUint8(from + 2)
        data[to + 1] = view.getUint8(from + 1)
        data[to + 2] = view.getUint8(from)
        data[to + 3] = 255
        continue
      }
      const pixel = bits === 16 ? view.getUint16(from, true) : view.getUint32(from, true)
      for (let channel = 0; channel < 3; channel += 1) {
        const { mask, shift, factor } = masks[channel]!
        data[to + channel] = Math.round(((pixel & mask) >>> shift) * factor)
      }
      const { mask, shift, factor } = masks[3]
      data[to + 3] = hasAlpha ? Math.round(((pixel & mask) >>> shift) * factor) : 255
    }
  }
}

/** Some writers leave the alpha channel they declared at zero all over; they mean an opaque picture. */
function makeOpaqueIfInvisible(data: Uint8Array): void {
  for (let at = 3; at < data.length; at += 4) if (data[at] !== 0) return
  for (let at = 3; at < data.length; at += 4) data[at] = 255
}

/**
 * A BMP of 1, 4, 8, 16, 24 or 32 bits, plain, run-length coded or with bit fields, either way up. The caller has checked its size.
 * @throws {ProblemError} `image-truncated` or `image-undecodable`
 */
export function decodeBmp(bytes: Uint8Array): RawPage {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    const header = readHeader(view)
    const { width, height, topDown, bits, compression, palette } = header
    const isRuns = compression === compressions.rle8 || compression === compressions.rle4
    if (isRuns && bits !== (compression === compressions.rle8 ? 8 : 4)) throw undecodable('bmp')
    const rowBytes = Math.ceil((width * bits) / 32) * 4
    // The last row's padding is sometimes left out.
    const needed = header.pixels + rowBytes * (height - 1) + Math.ceil((width * bits) / 8)
    if (!isRuns && needed > bytes.length) throw truncated('bmp')
    const data = new Uint8Array(width * height * 4)
    const rowOf = (row: number) => (topDown ? row : height - 1 - row)
    const put: Put = (x, row, index) => {
      if (x >= width || row >= height) return
      const to = (rowOf(row) * width + x) * 4
      data[to] = palette[index * 4]!
      data[to + 1] = palette[index * 4 + 1]!
      data[to + 2] = palette[index * 4 + 2]!
      data[to + 3] = 255
    }
    if (isRuns) {
      for (let row = 0; row < height; row += 1) for (let x = 0; x < width; x += 1) put(x, row, 0)
      readRuns(view, header, put)
    } else if (bits <= 8) {
      readIndexed(view, header, put)
    } else {
      readDirect(view, header, data, rowOf)
      if (header.masks[3].mask !== 0) makeOpaqueIfInvisible(data)
    }
    return { width, height, data, photographic: bits >= 16 && width * height > 4_000_000 }
  } catch (error) {
    if (error instanceof RangeError) throw truncated('bmp')
    throw error
  }
}

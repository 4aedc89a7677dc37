import { crc32, deflateSync } from 'node:zlib'
import sharp, { type Sharp } from 'sharp'
import type { ObjectStore } from '../../storage/index.ts'

/** Files for tests, made in code: nothing binary is kept in the repository. */

export interface PdfPageSpec {
  /** Points. */
  width?: number
  height?: number
  rotate?: 0 | 90 | 180 | 270
  /** Content stream; F1 is Helvetica, F2 a Chinese font that is not embedded. */
  content?: string
}

/** A PDF with a cross-reference table whose offsets are right. */
export function makePdf(pages: PdfPageSpec[], trailerExtra = ''): Buffer {
  const objects: string[] = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, index) => `${7 + index * 2} 0 R`).join(' ')}] >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [5 0 R] >>',
    '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /FontDescriptor 6 0 R' +
      ' /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> >>',
    '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [0 -200 1000 900] /ItalicAngle 0' +
      ' /Ascent 880 /Descent -120 /CapHeight 880 /StemV 80 >>',
  ]
  for (const [index, { width = 200, height = 100, rotate = 0, content = '' }] of pages.entries()) {
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Rotate ${rotate} /Contents ${8 + index * 2} 0 R` +
        ' /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>',
      `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    )
  }
  let file = '%PDF-1.7\n'
  const offsets: number[] = []
  for (const [index, body] of objects.entries()) {
    offsets.push(file.length)
    file += `${index + 1} 0 obj\n${body}\nendobj\n`
  }
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const size = objects.length + 1
  return Buffer.from(
    `${file}xref\n0 ${size}\n0000000000 65535 f \n${table}` +
      `trailer\n<< /Size ${size} /Root 1 0 R ${trailerExtra} >>\nstartxref\n${file.length}\n%%EOF\n`,
    'latin1',
  )
}

/** Left half red, right half blue, upper part lighter: shows every turn and mirroring. */
export function quarters(width: number, height: number): Sharp {
  const data = Buffer.alloc(width * height * 3)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * 3
      data[at + (x < width / 2 ? 0 : 2)] = 220
      data[at + 1] = y < height / 2 ? 120 : 0
    }
  }
  return sharp(data, { raw: { width, height, channels: 3 } })
}

/** The picture of `quarters` as a BMP of 24 bits whose rows run upwards. */
export function makeBmp(width: number, height: number, bits: 24 = 24): Buffer {
  const rowBytes = Math.ceil((width * bits) / 32) * 4
  const file = Buffer.alloc(54 + rowBytes * height)
  file.write('BM', 0, 'latin1')
  file.writeUInt32LE(file.length, 2)
  file.writeUInt32LE(54, 10)
  file.writeUInt32LE(40, 14)
  file.writeInt32LE(width, 18)
  file.writeInt32LE(height, 22)
  file.writeUInt16LE(1, 26)
  file.writeUInt16LE(bits, 28)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = 54 + (height - 1 - y) * rowBytes + x * 3
      file[at + (x < width / 2 ? 2 : 0)] = 220
      file[at + 1] = y < height / 2 ? 120 : 0
    }
  }
  return file
}

const refuse = () => Promise.reject(new Error('this test stores nothing'))

/** For tests that only decode. */
export const unusedStore: ObjectStore = {
  bucket: 'none',
  grant: () => {
    throw new Error('this test stores nothing')
  },
  acceptPost: refuse,
  put: refuse,
  read: refuse,
  size: refuse,
  move: refuse,
  delete: refuse,
  sweep: refuse,
}

function pngChunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const chunk = Buffer.alloc(body.length + 8)
  chunk.writeUInt32BE(data.length, 0)
  body.copy(chunk, 4)
  chunk.writeUInt32BE(crc32(body), body.length + 4)
  return chunk
}

/** A grey PNG that claims this size, whatever its (deflated) data hold. */
export function makePng(width: number, height: number, data: Uint8Array): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header[8] = 8
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([signature, pngChunk('IHDR', header), pngChunk('IDAT', data), pngChunk('IEND', Buffer.alloc(0))])
}

/** A deflated grey TIFF whose pages claim these sizes; `data` in place of a strip of zeros (of one megabyte at most). */
export function makeTiff(pages: { width: number; height: number; data?: Buffer }[]): Buffer {
  const head = Buffer.from([0x49, 0x49, 42, 0, 8, 0, 0, 0])
  const parts: Buffer[] = [head]
  let at = head.length
  for (const [index, { width, height, data }] of pages.entries()) {
    const strip = data ?? deflateSync(Buffer.alloc(Math.min(width * height, 1_000_000)))
    const entries: [tag: number, value: number][] = [
      [256, width],
      [257, height],
      [258, 8],
      [259, 8],
      [262, 1],
      [273, at + 2 + 9 * 12 + 4],
      [277, 1],
      [278, height],
      [279, strip.length],
    ]
    const directory = Buffer.alloc(2 + entries.length * 12 + 4)
    directory.writeUInt16LE(entries.length, 0)
    for (const [position, [tag, value]] of entries.entries()) {
      directory.writeUInt16LE(tag, 2 + position * 12)
      directory.writeUInt16LE(4, 4 + position * 12)
      directory.writeUInt32LE(1, 6 + position * 12)
      directory.writeUInt32LE(value, 10 + position * 12)
    }
    const padded = Buffer.concat([strip, Buffer.alloc(strip.length % 2)])
    const next = at + directory.length + padded.length
    directory.writeUInt32LE(index + 1 < pages.length ? next : 0, directory.length - 4)
    parts.push(directory, padded)
    at = next
  }
  return Buffer.concat(parts)
}

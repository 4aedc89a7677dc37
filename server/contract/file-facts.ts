import type { FileFacts, Format } from './limits.ts'
import { aviFacts, mp4Facts } from './video-facts.ts'

type Size = Pick<FileFacts, 'width' | 'height' | 'pages' | 'durationMs' | 'framesPerSecond'>

const unknownSize: Size = { width: null, height: null, pages: null }
const onePage = (width: number, height: number): Size => ({ width, height, pages: 1 })

const ascii = (bytes: Uint8Array, from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to))

function startsWith(bytes: Uint8Array, ...signature: number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte)
}

/** ITU-T T.81 annex B: segments up to the frame header (SOF0..15 without DHT, JPG and DAC). The size is that of the picture as it is stored. */
function jpegSize(view: DataView): Size {
  let offset = 2
  while (offset < view.byteLength) {
    if (view.getUint8(offset) !== 0xff) return unknownSize
    const marker = view.getUint8(offset + 1)
    if (marker === 0xff) {
      // Fill bytes may precede any marker.
      offset += 1
    } else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) {
      offset += 2
    } else if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) {
      return onePage(view.getUint16(offset + 7), view.getUint16(offset + 5))
    } else if (marker === 0xd9 || marker === 0xda) {
      return unknownSize
    } else {
      offset += 2 + view.getUint16(offset + 2)
    }
  }
  return unknownSize
}

/** ISO/IEC 15948, 11.2.1: IHDR comes first. */
function pngSize(view: DataView): Size {
  return onePage(view.getUint32(16), view.getUint32(20))
}

/** BITMAPCOREHEADER (12 bytes) has sizes of 16 bits; in every later one a negative height means "top row first". */
function bmpSize(view: DataView): Size {
  if (view.getUint32(14, true) === 12) return onePage(view.getUint16(18, true), view.getUint16(20, true))
  return onePage(Math.abs(view.getInt32(18, true)), Math.abs(view.getInt32(22, true)))
}

/** The logical screen; only the first frame of an animation is read. */
function gifSize(view: DataView): Size {
  return onePage(view.getUint16(6, true), view.getUint16(8, true))
}

const uint24 = (view: DataView, offset: number) => view.getUint16(offset, true) | (view.getUint8(offset + 2) << 16)

/** RFC 9649: the first chunk is VP8 (lossy), VP8L (lossless) or VP8X (extended). */
function webpSize(view: DataView): Size {
  switch (String.fromCharCode(...[12, 13, 14, 15].map((offset) => view.getUint8(offset)))) {
    case 'VP8 ':
      return onePage(view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff)
    case 'VP8L': {
      const bits = view.getUint32(21, true)
      return onePage((bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1)
    }
    case 'VP8X':
      return onePage(uint24(view, 24) + 1, uint24(view, 27) + 1)
    default:
      return unknownSize
  }
}

/** Far more directories than any limit on pages; a longer chain is counted no further. */
const maxDirectories = 10_000

interface TiffLayout {
  little: boolean
  /** BigTIFF: offsets of 8 bytes, entries of 20. */
  big: boolean
}

function tiffOffset(view: DataView, at: number, { little, big }: TiffLayout): number {
  return big ? Number(view.getBigUint64(at, little)) : view.getUint32(at, little)
}

/** Width and height of one directory, and where the next one is (0 = none). Throws RangeError outside the bytes. */
function tiffDirectory(view: DataView, at: number, layout: TiffLayout) {
  const { little, big } = layout
  const count = big ? Number(view.getBigUint64(at, little)) : view.getUint16(at, little)
  const entries = at + (big ? 8 : 2)
  const entrySize = big ? 20 : 12
  const size: { width: number | null; height: number | null } = { width: null, height: null }
  // TIFF 6.0: tags ascend, and 256 (width) and 257 (height) are among the first; the bound keeps a lie about `count` cheap.
  for (let index = 0; index < Math.min(count, 64); index += 1) {
    const entry = entries + index * entrySize
    const tag = view.getUint16(entry, little)
    if (tag !== 256 && tag !== 257) continue
    const value = entry + (big ? 12 : 8)
    const isShort = view.getUint16(entry + 2, little) === 3
    size[tag === 256 ? 'width' : 'height'] = isShort ? view.getUint16(value, little) : view.getUint32(value, little)
  }
  return { ...size, next: tiffOffset(view, entries + count * entrySize, layout) }
}

/** TIFF 6.0 section 2. The size is that of the largest page found; pages are known only when the whole chain lies in the bytes. */
function tiffSize(view: DataView): Size {
  const little = view.getUint8(0) === 0x49
  const layout: TiffLayout = { little, big: view.getUint16(2, little) === 43 }
  const found: Size = { width: null, height: null, pages: null }
  const seen = new Set<number>()
  try {
    let at = tiffOffset(view, layout.big ? 8 : 4, layout)
    while (at !== 0 && !seen.has(at) && seen.size < maxDirectories) {
      const { width, height, next } = tiffDirectory(view, at, layout)
      seen.add(at)
      if (width !== null && height !== null && width * height >= (found.width ?? 0) * (found.height ?? 0)) {
        found.width = width
        found.height = height
      }
      at = next
    }
    found.pages = seen.size
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
  }
  return found
}

/** Sizes of the info headers that BMP has had: core, OS/2, Windows 3, its variants, 4 and 5. A text that begins with "BM" has none. */
const bmpHeaders = [12, 16, 40, 52, 56, 64, 108, 124]

/** ISO/IEC 23008-12: brands of pictures coded with HEVC. `mif1` and `msf1` say only "a HEIF", so AVIF must be ruled out. */
function isHeic(bytes: Uint8Array): boolean {
  if (bytes.length < 12 || ascii(bytes, 4, 8) !== 'ftyp') return false
  const boxSize = Math.min(new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0), bytes.length, 256)
  const brands = [ascii(bytes, 8, 12)]
  for (let offset = 16; offset + 4 <= boxSize; offset += 4) brands.push(ascii(bytes, offset, offset + 4))
  if (brands.some((brand) => /^(hei[cxms]|hev[cxms])$/.test(brand))) return true
  return /^m[is]f1$/.test(brands[0]!) && !brands.some((brand) => brand.startsWith('avi'))
}

function isBmp(bytes: Uint8Array, view: DataView): boolean {
  return startsWith(bytes, 0x42, 0x4d) && bytes.length >= 26 && bmpHeaders.includes(view.getUint32(14, true))
}

/** Pages are pictures of it: the one that stands for the video. */
function ofVideo(read: typeof aviFacts): (view: DataView) => Size {
  return (view) => {
    const { codec: _, ...facts } = read(view)
    return { ...facts, pages: 1 }
  }
}

/** ISO/IEC 14496-12, 4.3: brands of files with moving pictures; pictures coded like them (AVIF, HEIC) have their own. */
function isMp4(bytes: Uint8Array): boolean {
  return (
    ascii(bytes, 4, 8) === 'ftyp' && /^(isom|iso\d|mp4\d|avc1|dash|M4V |qt  |mmp4|3gp\d)$/.test(ascii(bytes, 8, 12))
  )
}

/** The format by what the bytes say, never by a name. Null for everything that intake does not know (SVG, HTML, AVIF, text ...). */
function formatOf(bytes: Uint8Array, view: DataView): Format | null {
  if (startsWith(bytes, 0xff, 0xd8, 0xff)) return 'jpeg'
  if (startsWith(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'png'
  if (/^GIF8[79]a/.test(ascii(bytes, 0, 6))) return 'gif'
  if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP') return 'webp'
  if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'AVI ') return 'avi'
  if (isMp4(bytes)) return 'mp4'
  if (startsWith(bytes, 0x49, 0x49, 0x2a, 0) || startsWith(bytes, 0x4d, 0x4d, 0, 0x2a)) return 'tiff'
  if (startsWith(bytes, 0x49, 0x49, 0x2b, 0) || startsWith(bytes, 0x4d, 0x4d, 0, 0x2b)) return 'tiff'
  if (isHeic(bytes)) return 'heic'
  if (isBmp(bytes, view)) return 'bmp'
  // ISO 32000-1, annex H.3.4.1: the header may stand anywhere within the first 1024 bytes. Mark-up that quotes it is still mark-up.
  const head = ascii(bytes, 0, 1024)
  return head.includes('%PDF-') && !/^[\s\u00ef\u00bb\u00bf]*</.test(head) ? 'pdf' : null
}

const sizes: Partial<Record<Format, (view: DataView) => Size>> = {
  jpeg: jpegSize,
  png: pngSize,
  bmp: bmpSize,
  gif: gifSize,
  webp: webpSize,
  tiff: tiffSize,
  avi: ofVideo(aviFacts),
  mp4: ofVideo(mp4Facts),
}

/**
 * What can be said of a file without decoding it, to check it against limits before anything is sent. Total: junk and truncated bytes give
 * nulls, never an error.
 * @param bytes the head of the file (64 KiB say; a JPEG's size may stand further behind) or all of it
 * @param totalBytes the length of the whole file
 */
export function factsOf(bytes: Uint8Array, totalBytes: number): FileFacts {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const format = formatOf(bytes, view)
  let size = unknownSize
  try {
    size = (format && sizes[format]?.(view)) ?? unknownSize
  } catch (error) {
    // Cut off before the place where the size stands.
    if (!(error instanceof RangeError)) throw error
  }
  return { format, bytes: totalBytes, ...size }
}

/** Kept: APP14 "Adobe" says how colours are coded, without it a picture may turn green. Everything else in APPn and COM is metadata. */
const adobe = 0xee

/** Baseline, extended sequential and progressive Huffman: what every browser shows (ITU-T T.81, table B.1). */
const commonFrames = [0xc0, 0xc1, 0xc2]

const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)

/** After a start of scan: the offset of the next marker that is neither a restart nor a stuffed byte. */
function endOfScan(bytes: Uint8Array, from: number): number {
  let at = bytes.indexOf(0xff, from)
  while (at !== -1 && at + 1 < bytes.length) {
    const next = bytes[at + 1]!
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at
    at = bytes.indexOf(0xff, next === 0xff ? at + 1 : at + 2)
  }
  return -1
}

/**
 * The same picture, byte for byte where pixels are concerned, without EXIF, XMP, ICC, comments, thumbnails and whatever follows its end. Null when
 * the structure is not the common one: the caller then encodes anew.
 */
export function stripJpeg(bytes: Uint8Array): Uint8Array | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const parts: Uint8Array[] = [bytes.subarray(0, 2)]
  let at = 2
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return null
    const marker = bytes[at + 1]!
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (marker === 0xd9) break
    const end = at + 2 + view.getUint16(at + 2)
    if (end > bytes.length) return null
    if (isFrame(marker) && (!commonFrames.includes(marker) || bytes[at + 4] !== 8)) return null
    const isMetadata = (marker >= 0xe0 && marker <= 0xef && marker !== adobe) || marker === 0xfe
    if (marker === 0xda) {
      const next = endOfScan(bytes, end)
      if (next === -1) return null
      parts.push(bytes.subarray(at, next))
      at = next
    } else {
      if (!isMetadata) parts.push(bytes.subarray(at, end))
      at = end
    }
  }
  if (bytes[at] !== 0xff || bytes[at + 1] !== 0xd9) return null
  parts.push(bytes.subarray(at, at + 2))
  return Buffer.concat(parts)
}

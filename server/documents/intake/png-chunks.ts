const signatureSize = 8

/** ISO/IEC 15948: what the pixels need. tRNS is not among them: a picture with transparency is flattened and encoded anew. */
const neededChunks = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND'])

/** The type `IEND` as a number. */
const iend = 0x49454e44

/**
 * The same picture without texts, EXIF, profiles, times, further frames and whatever follows its end. Null when it is not whole or holds
 * transparency: the caller then encodes anew (or finds out that it is damaged).
 */
export function stripPng(bytes: Uint8Array): Uint8Array | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const parts: Uint8Array[] = [bytes.subarray(0, signatureSize)]
  for (let at = signatureSize; at + 12 <= bytes.length;) {
    const end = at + 12 + view.getUint32(at)
    if (end > bytes.length) return null
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8))
    if (type === 'tRNS') return null
    if (neededChunks.has(type)) parts.push(bytes.subarray(at, end))
    if (type === 'IEND') return Buffer.concat(parts)
    at = end
  }
  return null
}

/** No end where the chunks lead to: bytes are missing. */
export function isPngCutOff(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = signatureSize
  while (at + 12 <= bytes.length) {
    if (view.getUint32(at + 4) === iend) return false
    at += 12 + view.getUint32(at)
  }
  return true
}

/** The file as its header claims it is longer than what there is (RFC 9649: the RIFF size counts from byte 8). */
export function isWebpCutOff(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return bytes.length < 12 || view.getUint32(4, true) + 8 > bytes.length
}

/**
 * The same still picture as a simple WebP, without EXIF, XMP and profile. Null when it is animated, transparent or not whole: the caller then
 * encodes anew.
 */
export function stripWebp(bytes: Uint8Array): Uint8Array | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 12; at + 8 <= bytes.length;) {
    const type = String.fromCharCode(...bytes.subarray(at, at + 4))
    const size = view.getUint32(at + 4, true)
    const end = at + 8 + size + (size % 2)
    if (type === 'ANIM' || type === 'ALPH' || at + 8 + size > bytes.length) return null
    if (type === 'VP8 ' || type === 'VP8L') {
      const chunk = Buffer.concat([bytes.subarray(at, at + 8 + size), Buffer.alloc(size % 2)])
      const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1')
      head.writeUInt32LE(4 + chunk.length, 4)
      return Buffer.concat([head, chunk])
    }
    at = end
  }
  return null
}

import { createHash } from 'node:crypto'

/**
 * A JSON body with pictures in it as Base64, in one buffer of its final size. Neither the Base64 nor the body is ever a JavaScript string that is
 * escaped or hashed as one: JSON.stringify of 13 MB costs three times as much as encoding them (PERFORMANCE.md, "Proxying a 10 MB image").
 * @param parts strings are literal JSON text (UTF-8), Uint8Arrays are encoded in place
 * @param alphabet `url-safe` is `-` and `_` for `+` and `/`; both are padded
 * @returns the body and the lower-case hexadecimal SHA-256 of its bytes
 */
export function encodeBase64Body(
  parts: readonly (string | Uint8Array)[],
  alphabet: 'standard' | 'url-safe' = 'standard',
): { body: Buffer; sha256: string } {
  const length = parts.reduce(
    (sum, part) => sum + (typeof part === 'string' ? Buffer.byteLength(part) : base64Length(part.byteLength)),
    0,
  )
  const body = Buffer.allocUnsafeSlow(length)
  let at = 0
  for (const part of parts)
    at += typeof part === 'string' ? body.write(part, at, 'utf8') : writeBase64(body, at, part, alphabet)
  return { body, sha256: createHash('sha256').update(body).digest('hex') }
}

/** Characters of padded Base64 of so many bytes. */
export function base64Length(bytes: number): number {
  return Math.ceil(bytes / 3) * 4
}

// A multiple of three, so that no piece but the last is padded; small enough that its string stays in the processor's cache.
const pieceBytes = 48 * 1024

/** Encodes `bytes` into `target` from `at` on and gives the number of characters written. */
function writeBase64(target: Buffer, at: number, bytes: Uint8Array, alphabet: 'standard' | 'url-safe'): number {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let end = at
  for (let start = 0; start < source.length; start += pieceBytes)
    end += target.write(source.toString('base64', start, Math.min(start + pieceBytes, source.length)), end, 'latin1')
  if (alphabet === 'url-safe') makeUrlSafe(target, at, end)
  return end - at
}

/** In place: + becomes - and / becomes _ (RFC 4648, section 5), the padding stays. */
function makeUrlSafe(target: Buffer, start: number, end: number): void {
  for (let at = start; at < end; at += 1) {
    const char = target[at]
    if (char === 0x2b) target[at] = 0x2d
    else if (char === 0x2f) target[at] = 0x5f
  }
}

import { factsOf } from '../../../contract/file-facts.ts'
import { limitsOf, type CapabilityId } from '../limits.ts'
import type { Fault } from './codes.ts'

/**
 * Bytes of Base64 in either alphabet, padded or not; null for other characters (a data: prefix, line breaks), both alphabets in one text, or a length that none
 * has (seed-facts/ctyun/common.json, `imageEncoding`).
 */
export function decodeEitherBase64(text: string): Buffer | null {
  const digits = text.replace(/={1,2}$/, '')
  const isPadded = digits.length !== text.length
  if (!/^(?:[A-Za-z0-9+/]*|[A-Za-z0-9_-]*)$/.test(digits) || digits === '' || digits.length % 4 === 1) return null
  if (isPadded && text.length % 4 !== 0) return null
  return Buffer.from(digits, 'base64')
}

/** A picture of a request, or what is wrong with it by the limits of its API. */
export function pictureOf(capability: CapabilityId, text: unknown): { bytes: Buffer } | { fault: Fault } {
  const bytes = typeof text === 'string' ? decodeEitherBase64(text) : null
  if (bytes === null) return { fault: 'bad-base64' }
  const limits = limitsOf[capability]
  if (bytes.byteLength > limits.maxBytes) return { fault: 'file-too-large' }
  const { format, width, height } = factsOf(bytes, bytes.byteLength)
  if (format === null || !limits.formats.includes(format)) return { fault: 'unsupported-format' }
  if (width === null || height === null) return { fault: 'undecodable-picture' }
  const isWithin = [width, height].every((side) => side >= limits.minSidePixels && side <= limits.maxSidePixels)
  return isWithin ? { bytes } : { fault: 'bad-dimensions' }
}

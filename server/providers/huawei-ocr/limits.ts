import type { Format, Limits } from '../../contract/limits.ts'

/** Of the picture in Base64, bytes (seed-facts/huawei-ocr, `maxBase64Bytes`; 1 MB = 1048576). */
export const maxBase64Bytes = 10 * 1024 * 1024

/** Of the picture itself: whole groups of four signs carry three bytes each. */
const maxBytes = Math.floor(maxBase64Bytes / 4) * 3

/** Bank cards name no JPEG in the document, but JPG, which is the same format (facts, `bankcard-formats`). */
const formats: Format[] = ['jpeg', 'png', 'bmp', 'tiff']

const minSidePixels = 15

/** Inclusive bounds by the last part of the operation's path. */
export const limitsOf = {
  passport: { formats, maxBytes, minSidePixels, maxSidePixels: 4096 },
  'emirates-id-card': { formats, maxBytes, minSidePixels, maxSidePixels: 8192 },
  bankcard: { formats, maxBytes, minSidePixels, maxSidePixels: 8192 },
} as const satisfies Record<string, Limits>

/** Last part of an operation's path. */
export type Operation = keyof typeof limitsOf

/** `SDK-HMAC-SHA256`: the clock difference that the gateway allows, milliseconds (PROTOCOLS.md, 5.1). */
export const allowedSkewMs = 15 * 60 * 1000

/** A key is locked for this long after more than five wrong signatures in a row (seed-facts/huawei-ocr/common.json, `lockOut`). */
export const lockMs = 5 * 60 * 1000

/** How long a token of the identity service is good (common.json, `lifetimeSeconds`). */
export const tokenLifeMs = 24 * 60 * 60 * 1000

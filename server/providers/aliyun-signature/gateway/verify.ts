import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import {
  byteOrder,
  formPairs,
  parametersOf,
  parsePairs,
  percentEncode,
  splitTarget,
  type Pair,
  type WireRequest,
} from './parameters.ts'

export interface GatewayCredentials {
  accessKeyId: string
  accessKeySecret: string
}

/** Why a call is refused, in the terms of seed-facts/aliyun-viapi/errors.json. */
export interface Refusal {
  status: number
  code: string
  message: string
}

/** S4, 9.1: more than 15 minutes of clock difference is an error, and a nonce may not come again within 15 minutes. */
export const freshnessMs = 15 * 60 * 1000

const refuse = (status: number, code: string, message: string): Refusal => ({ status, code, message })

/** Whether two texts are equal, in a time that does not tell where they differ. */
export function sameText(first: string, second: string): boolean {
  const [left, right] = [Buffer.from(first), Buffer.from(second)]
  return left.byteLength === right.byteLength && timingSafeEqual(left, right)
}

/** `Timestamp` and `x-acs-date`: UTC to the second. Null for what is no such time. */
function parseTime(text: string | undefined): Date | null {
  if (text === undefined || !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(text)) return null
  const time = new Date(text)
  return Number.isNaN(time.getTime()) ? null : time
}

function checkKey(accessKeyId: string | undefined, known: string): Refusal | null {
  if (!accessKeyId) return refuse(400, 'MissingAccessKeyId', 'AccessKeyId is mandatory for this action.')
  if (accessKeyId === known) return null
  return refuse(404, 'InvalidAccessKeyId.NotFound', 'Specified access key is not found.')
}

function checkClock(name: string, text: string | undefined, now: Date): Refusal | null {
  const time = parseTime(text)
  // Invention: the document has no code for a time that is missing or no time at all.
  if (!time) return refuse(400, 'InvalidParameter', `${name} must be UTC in the form YYYY-MM-DDThh:mm:ssZ.`)
  if (Math.abs(time.getTime() - now.getTime()) <= freshnessMs) return null
  return refuse(400, 'InvalidTimeStamp.Expired', 'Specified time stamp or date value is expired.')
}

// Invention: which code stands for an absent or a wrong signing parameter.
const parameterError = (message: string) => refuse(400, 'InvalidParameter', message)

/** Steps 1 to 4 of PROTOCOLS.md section 1: all parameters but Signature, sorted in byte order, escaped, and escaped once more. */
export function rpcStringToSign(request: WireRequest): string {
  const { query } = splitTarget(request.target)
  const parameters = new Map<string, string>([...parsePairs(query), ...formPairs(request)])
  parameters.delete('Signature')
  const canonical = [...parameters]
    .sort(([first], [second]) => byteOrder(first, second))
    .map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
    .join('&')
  return `${request.method.toUpperCase()}&%2F&${percentEncode(canonical)}`
}

/** Step 5: HMAC-SHA1 under the secret and one `&`. */
export function rpcSignature(stringToSign: string, accessKeySecret: string): string {
  return createHmac('sha1', `${accessKeySecret}&`).update(stringToSign, 'utf8').digest('base64')
}

/**
 * Signature version 1.0 in all three layouts (PROTOCOLS.md section 1), re-derived from the request as it came.
 * @returns null = somebody with the secret made this request, at most 15 minutes from `now`; nonces are the caller's to remember
 */
export function verifyRpc(request: WireRequest, credentials: GatewayCredentials, now: Date): Refusal | null {
  const parameters = parametersOf(request)
  const unknown = checkKey(parameters.get('AccessKeyId'), credentials.accessKeyId)
  if (unknown) return unknown
  if (parameters.get('SignatureMethod') !== 'HMAC-SHA1') return parameterError('SignatureMethod must be HMAC-SHA1.')
  if (parameters.get('SignatureVersion') !== '1.0') return parameterError('SignatureVersion must be 1.0.')
  if (!parameters.get('SignatureNonce')) return parameterError('SignatureNonce is mandatory for this action.')
  const stale = checkClock('Timestamp', parameters.get('Timestamp'), now)
  if (stale) return stale
  const signature = parameters.get('Signature')
  if (!signature) return parameterError('Signature is mandatory for this action.')
  const stringToSign = rpcStringToSign(request)
  if (sameText(signature, rpcSignature(stringToSign, credentials.accessKeySecret))) return null
  return refuse(
    400,
    'SignatureDoesNotMatch',
    `Specified signature is not matched with our calculation. server string to sign is:${stringToSign}`,
  )
}

export interface Acs3Authorization {
  accessKeyId: string
  signedHeaders: readonly string[]
  signature: string
}

/** `ACS3-HMAC-SHA256 Credential=..,SignedHeaders=..,Signature=..` (PROTOCOLS.md section 2, step 7). Null for anything else. */
export function parseAcs3(header: string | undefined): Acs3Authorization | null {
  const match = /^ACS3-HMAC-SHA256 +Credential=([^,]*), *SignedHeaders=([^,]*), *Signature=([0-9a-f]*) *$/i.exec(
    header ?? '',
  )
  if (!match) return null
  const [, accessKeyId = '', names = '', signature = ''] = match
  return { accessKeyId, signedHeaders: names.split(';').filter((name) => name !== ''), signature }
}

const hash = (data: string | Uint8Array) => createHash('sha256').update(data).digest('hex')

/** Step 3: what must be signed: `host`, `content-type` where there is one, and every `x-acs-*`. */
function mustBeSigned(headers: WireRequest['headers']): string[] {
  return Object.keys(headers).filter((name) => name === 'host' || name === 'content-type' || name.startsWith('x-acs-'))
}

/** Steps 1 to 4 of PROTOCOLS.md section 2. @param escapeNames false: as the SDK core does, which leaves names in the query as they are */
export function acs3CanonicalRequest(
  request: WireRequest,
  signedHeaders: readonly string[],
  escapeNames = true,
): string {
  const { path, query } = splitTarget(request.target)
  const canonicalQuery = parsePairs(query)
    .sort(([first], [second]) => byteOrder(first, second))
    .map(([name, value]: Pair) => `${escapeNames ? percentEncode(name) : name}=${percentEncode(value)}`)
    .join('&')
  const names = [...signedHeaders].sort(byteOrder)
  const headers = names.map((name) => `${name}:${(request.headers[name] ?? '').trim()}\n`).join('')
  return [request.method.toUpperCase(), path, canonicalQuery, headers, names.join(';'), hash(request.body)].join('\n')
}

/** Step 5. */
export const acs3StringToSign = (canonicalRequest: string) => `ACS3-HMAC-SHA256\n${hash(canonicalRequest)}`

/** Step 6: no `&` after the secret here. */
export function acs3Signature(stringToSign: string, accessKeySecret: string): string {
  return createHmac('sha256', accessKeySecret).update(stringToSign, 'utf8').digest('hex')
}

/**
 * ACS3-HMAC-SHA256 (PROTOCOLS.md section 2), re-derived from the request as it came, with the headers that the client names; it must name all
 * that matter. @returns null = it holds, at most 15 minutes from `now`; nonces are the caller's to remember
 */
export function verifyAcs3(request: WireRequest, credentials: GatewayCredentials, now: Date): Refusal | null {
  const { headers } = request
  const authorization = parseAcs3(headers.authorization)
  if (!authorization) return parameterError('Authorization must be in the form of ACS3-HMAC-SHA256.')
  const unknown = checkKey(authorization.accessKeyId, credentials.accessKeyId)
  if (unknown) return unknown
  if (!headers['x-acs-signature-nonce']) return parameterError('x-acs-signature-nonce is mandatory for this action.')
  const stale = checkClock('x-acs-date', headers['x-acs-date'], now)
  if (stale) return stale
  const mismatch = (detail: string) =>
    refuse(400, 'SignatureDoesNotMatch', `Specified signature does not match our calculation. ${detail}`)
  const left = mustBeSigned(headers).filter((name) => !authorization.signedHeaders.includes(name))
  if (left.length > 0) return mismatch(`These headers are not signed: ${left.join(', ')}.`)
  if (headers['x-acs-content-sha256']?.toLowerCase() !== hash(request.body)) {
    return mismatch('x-acs-content-sha256 is not the SHA-256 of the body.')
  }
  const canonical = [true, false].map((escape) => acs3CanonicalRequest(request, authorization.signedHeaders, escape))
  const holds = canonical.some((text) =>
    sameText(authorization.signature.toLowerCase(), acs3Signature(acs3StringToSign(text), credentials.accessKeySecret)),
  )
  if (holds) return null
  const [text = ''] = canonical
  return mismatch(`server StringToSign is [${acs3StringToSign(text)}], server CanonicalRequest is [${text}]`)
}

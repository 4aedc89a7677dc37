import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { StandInRequest } from '../../stand-in.ts'

/** What arrived, as it came over the wire. */
export type Arrived = Pick<StandInRequest, 'method' | 'target' | 'headers' | 'body'>

export type Verdict =
  | { ok: true; accessKey: string; date: string }
  | {
      ok: false
      reason: 'unsigned' | 'malformed' | 'date-missing' | 'unknown-key' | 'wrong-signature'
      accessKey: string | null
    }

interface Claim {
  accessKey: string
  signedHeaders: string[]
  signature: string
}

/** `SDK-HMAC-SHA256 Access=.., SignedHeaders=.., Signature=..`: exactly these parts in this order, parted by comma and space. */
function claimOf(authorization: string): Claim | null {
  const parts = /^SDK-HMAC-SHA256 Access=([^,\s]+), SignedHeaders=([^,\s]+), Signature=([0-9a-f]{64})$/.exec(
    authorization,
  )
  if (!parts) return null
  const [, accessKey = '', names = '', signature = ''] = parts
  return { accessKey, signedHeaders: names.split(';'), signature }
}

const inByteOrder = (first: string, second: string) => Buffer.compare(Buffer.from(first), Buffer.from(second))

/** RFC 3986 escapes of everything but unreserved characters. */
function escaped(text: string): string {
  let result = ''
  for (const byte of Buffer.from(text)) {
    const sign = String.fromCharCode(byte)
    result += /[A-Za-z0-9\-_.~]/.test(sign) ? sign : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
  }
  return result
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/**
 * The path as the client may have canonicalised it: escaped once over what it means, or, as the Node SDK does, escaped over the escapes that are
 * sent (PROTOCOLS.md, 5.1, "SDK quirks"). Both end in a slash.
 */
function canonicalPaths(path: string): string[] {
  const withSlash = (uri: string) => (uri.endsWith('/') ? uri : `${uri}/`)
  const segments = path.split('/')
  const once = segments.map((segment) => escaped(decoded(segment))).join('/')
  const twice = segments.map((segment) => escaped(segment)).join('/')
  return [...new Set([withSlash(once), withSlash(twice)])]
}

/** Decoded and escaped again, never the escapes as they came: SDKs leave some characters bare on the wire. */
function canonicalQueryOf(query: string): string {
  const pairs = query
    .split('&')
    .filter((part) => part !== '')
    .map((part) => {
      const at = part.indexOf('=')
      const [name, value] = at < 0 ? [part, ''] : [part.slice(0, at), part.slice(at + 1)]
      return [decoded(name.replaceAll('+', ' ')), decoded(value.replaceAll('+', ' '))] as const
    })
  const sorted = pairs.toSorted(
    ([firstName, firstValue], [secondName, secondValue]) =>
      inByteOrder(firstName, secondName) || inByteOrder(firstValue, secondValue),
  )
  return sorted.map(([name, value]) => `${escaped(name)}=${escaped(value)}`).join('&')
}

const sha256 = (content: string | Uint8Array) => createHash('sha256').update(content).digest('hex')

/** The hash that was signed: of the body as it came, or what a signed X-Sdk-Content-Sha256 says, which must be true unless it waives the body. */
function payloadHash({ headers, body }: Arrived, signedHeaders: readonly string[]): string | null {
  const real = sha256(body)
  const said = signedHeaders.includes('x-sdk-content-sha256') ? headers['x-sdk-content-sha256']?.trim() : undefined
  if (said === undefined || said === real) return real
  return said === 'UNSIGNED-PAYLOAD' ? said : null
}

function same(first: string, second: string): boolean {
  const [one, two] = [Buffer.from(first), Buffer.from(second)]
  return one.byteLength === two.byteLength && timingSafeEqual(one, two)
}

/**
 * Re-derives the signature from the request as it came, by the header list that the client names (PROTOCOLS.md, 5.1). Whether the date is near
 * enough is another question, for the caller.
 * @param secretOf the secret of an access key; undefined for unknown ones
 */
export function verifySignature(request: Arrived, secretOf: (accessKey: string) => string | undefined): Verdict {
  const authorization = request.headers['authorization']
  if (authorization === undefined) return { ok: false, reason: 'unsigned', accessKey: null }
  const claim = claimOf(authorization)
  if (!claim) return { ok: false, reason: 'malformed', accessKey: null }
  const { accessKey, signature } = claim
  const names = claim.signedHeaders.map((name) => name.toLowerCase()).toSorted(inByteOrder)
  const date = request.headers['x-sdk-date']?.trim()
  // The one header that the server demands: without it a signature would be good for ever.
  if (date === undefined || !names.includes('x-sdk-date')) return { ok: false, reason: 'date-missing', accessKey }
  const secret = secretOf(accessKey)
  if (secret === undefined) return { ok: false, reason: 'unknown-key', accessKey }
  const payload = payloadHash(request, names)
  const [path = '/', ...rest] = request.target.split('?')
  const query = canonicalQueryOf(rest.join('?'))
  const headers = names.map((name) => `${name}:${(request.headers[name] ?? '').trim()}\n`).join('')
  const isRight = canonicalPaths(path).some((uri) => {
    const canonical = [request.method.toUpperCase(), uri, query, headers, names.join(';'), payload].join('\n')
    const toSign = ['SDK-HMAC-SHA256', date, sha256(canonical)].join('\n')
    return same(createHmac('sha256', secret).update(toSign).digest('hex'), signature)
  })
  if (payload === null || !isRight) return { ok: false, reason: 'wrong-signature', accessKey }
  return { ok: true, accessKey, date }
}

/** The time that `X-Sdk-Date` means; null for another form than YYYYMMDDTHHMMSSZ. */
export function timeOf(date: string): Date | null {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date)
  if (!parts) return null
  const [, year, month, day, hour, minute, second] = parts
  const time = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  return Number.isNaN(time.getTime()) ? null : time
}

import { createHash, createHmac } from 'node:crypto'
import type { SigningStep } from '../../contract/exchange.ts'

/** AK/SK signature SDK-HMAC-SHA256 (PROTOCOLS.md, 5.1). Every step is a pure function; the numbers are those of that section. */
export const algorithm = 'SDK-HMAC-SHA256'

/** Unescaped; a list stands for a repeated name. */
export type Query = Readonly<Record<string, string | readonly string[]>>

export interface SignInput {
  method: string
  /** Path as it is sent; escapes in it are taken off before it is escaped for signing. */
  path: string
  query?: Query
  /** Every header that takes part, `host` and `x-sdk-date` among them. */
  headers: Readonly<Record<string, string>>
  /** SHA-256 of the body as it is sent, lower-case hex. `x-sdk-content-sha256` among the headers takes its place. */
  payloadSha256: string
  accessKey: string
  secretKey: string
}

export interface Signed {
  canonicalRequest: string
  stringToSign: string
  signedHeaders: string
  signature: string
  /** The value of the Authorization header. */
  authorization: string
}

/** Percent-escapes the UTF-8 bytes, leaving only unreserved characters bare ("pct" in PROTOCOLS.md). */
export function percentEncode(text: string): string {
  return encodeURIComponent(Buffer.from(text).toString()).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

function byBytes(first: string, second: string): number {
  return Buffer.compare(Buffer.from(first), Buffer.from(second))
}

/** `X-Sdk-Date`: UTC, `YYYYMMDDTHHMMSSZ`. */
export function sdkDate(time: Date): string {
  return time.toISOString().replace(/[-:]|\.\d+/g, '')
}

/** Step 1 for a body at hand. */
export function payloadSha256Of(body: string | Uint8Array): string {
  return createHash('sha256').update(body).digest('hex')
}

/** Step 2: every segment escaped, and a slash at the end whether or not the path is sent with one. */
export function canonicalUri(path: string): string {
  const escaped = path.split('/').map((segment) => percentEncode(unescaped(segment)))
  const uri = escaped.join('/')
  return uri.endsWith('/') ? uri : `${uri}/`
}

function unescaped(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    // A bare percent sign: it is meant as itself.
    return segment
  }
}

/** Step 3: names in byte order, a repeated name's values in byte order too; an empty value keeps its equals sign. */
export function canonicalQuery(query: Query): string {
  const pairs = Object.keys(query)
    .toSorted(byBytes)
    .flatMap((name) =>
      [query[name] ?? '']
        .flat()
        .toSorted(byBytes)
        .map((value) => [name, value] as const),
    )
  return pairs.map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`).join('&')
}

/** Steps 4 and 5 need the same order: lower-cased names in byte order. */
function sortedHeaders(headers: Readonly<Record<string, string>>): (readonly [name: string, value: string])[] {
  return Object.entries(headers)
    .map(([name, value]) => [name.toLowerCase(), value.trim()] as const)
    .toSorted(([first], [second]) => byBytes(first, second))
}

/** Step 4: `name:value` and a newline each. */
export function canonicalHeaders(headers: Readonly<Record<string, string>>): string {
  return sortedHeaders(headers)
    .map(([name, value]) => `${name}:${value}\n`)
    .join('')
}

/** The names that take part, joined with semicolons. */
export function signedHeadersOf(headers: Readonly<Record<string, string>>): string {
  return sortedHeaders(headers)
    .map(([name]) => name)
    .join(';')
}

/** Step 5. The headers' last newline makes the empty line that follows them. */
export function canonicalRequestOf(
  input: Pick<SignInput, 'method' | 'path' | 'query' | 'headers' | 'payloadSha256'>,
): string {
  const { method, path, query = {}, headers, payloadSha256 } = input
  const given = Object.entries(headers).find(([name]) => name.toLowerCase() === 'x-sdk-content-sha256')
  return [
    method.toUpperCase(),
    canonicalUri(path),
    canonicalQuery(query),
    canonicalHeaders(headers),
    signedHeadersOf(headers),
    given ? given[1].trim() : payloadSha256,
  ].join('\n')
}

/** Step 6. `date` is the value of `x-sdk-date`. */
export function stringToSignOf(date: string, canonicalRequest: string): string {
  return [algorithm, date, payloadSha256Of(canonicalRequest)].join('\n')
}

/** Step 7. The secret key signs as it is: nothing is derived from it. */
export function signatureOf(secretKey: string, stringToSign: string): string {
  return createHmac('sha256', secretKey).update(stringToSign).digest('hex')
}

/** Step 8: comma and space between the parts, and the word is `Access`. */
export function authorizationOf(accessKey: string, signedHeaders: string, signature: string): string {
  return `${algorithm} Access=${accessKey}, SignedHeaders=${signedHeaders}, Signature=${signature}`
}

/** All steps. @throws {TypeError} when `x-sdk-date` is not among the headers */
export function sign(input: SignInput): Signed {
  const date = Object.entries(input.headers).find(([name]) => name.toLowerCase() === 'x-sdk-date')?.[1]
  if (date === undefined) throw new TypeError('x-sdk-date is not among the headers to sign')
  const canonicalRequest = canonicalRequestOf(input)
  const stringToSign = stringToSignOf(date.trim(), canonicalRequest)
  const signedHeaders = signedHeadersOf(input.headers)
  const signature = signatureOf(input.secretKey, stringToSign)
  const authorization = authorizationOf(input.accessKey, signedHeaders, signature)
  return { canonicalRequest, stringToSign, signedHeaders, signature, authorization }
}

/** The steps as people may see them: no key and no signature in them. */
export function signingSteps({ canonicalRequest, stringToSign }: Signed): SigningStep[] {
  return [
    {
      id: 'canonical-request',
      label: { en: 'Canonical request', zh: '规范请求' },
      value: canonicalRequest,
    },
    { id: 'string-to-sign', label: { en: 'String to sign', zh: '待签名字符串' }, value: stringToSign },
    {
      id: 'signature',
      label: { en: 'Signature', zh: '签名' },
      value: 'hex(HMAC-SHA256(secret key, string to sign))',
    },
  ]
}

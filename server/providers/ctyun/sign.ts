import { createHash, createHmac } from 'node:crypto'

const hmac = (key: string | Uint8Array, data: string) => createHmac('sha256', key).update(data, 'utf8').digest()

/** Order of UTF-8 bytes, as Python's sort of the vendor's sample has it; locales must not matter. */
const byBytes = (first: string, second: string) => Buffer.compare(Buffer.from(first), Buffer.from(second))

/**
 * `eop-date`: yyyymmddTHHMMSSZ. Despite the Z it is the sender's wall clock in the vendor's sample, UTC+8 where that ran (PROTOCOLS.md, 6.1).
 * @param offsetMinutes how far it is ahead of UTC
 */
export function eopDate(now: Date, offsetMinutes: number): string {
  const iso = new Date(now.getTime() + offsetMinutes * 60_000).toISOString()
  return `${iso.slice(0, 19).replaceAll(/[-:]/g, '')}Z`
}

/** Names of the headers that are signed, in the order of their bytes. */
export function signedNames(headers: Readonly<Record<string, string>>): string[] {
  return Object.keys(headers).sort(byBytes)
}

/** Step 2: `name:value` and a line feed for each header, by name. */
export function headerBlock(headers: Readonly<Record<string, string>>): string {
  return signedNames(headers)
    .map((name) => `${name}:${headers[name]}\n`)
    .join('')
}

/** Step 3: the pairs of the query as they stand in the URL, sorted as whole pairs; nothing is decoded or encoded (vector `query-pairs-not-names`). */
export function sortedQuery(rawQuery: string): string {
  return rawQuery.split('&').sort(byBytes).join('&')
}

/** Lower-case hex of SHA-256 over exactly the bytes that are sent. */
export function bodyDigest(body: Uint8Array): string {
  return createHash('sha256').update(body).digest('hex')
}

/** Step 4. Without a query three line feeds stand in a row before the digest. */
export function stringToSign(block: string, query: string, digest: string): string {
  return `${block}\n${query}\n${digest}`
}

/** Step 5, kTime: raw bytes, not Base64. */
export function timeKey(securityKey: string, date: string): Buffer {
  return hmac(securityKey, date)
}

/** Step 5, kAk. */
export function accessKeyKey(kTime: Uint8Array, accessKey: string): Buffer {
  return hmac(kTime, accessKey)
}

/** Step 5, kDate: over the day of eop-date itself, never of another clock. */
export function dayKey(kAk: Uint8Array, date: string): Buffer {
  return hmac(kAk, date.slice(0, 8))
}

/** Step 6. */
export function signatureOf(kDate: Uint8Array, text: string): string {
  return hmac(kDate, text).toString('base64')
}

/** Step 7: `Eop-Authorization`, with two single spaces. */
export function authorizationOf(accessKey: string, names: readonly string[], signature: string): string {
  return `${accessKey} Headers=${names.join(';')} Signature=${signature}`
}

export interface EopInput {
  accessKey: string
  securityKey: string
  /** Those that take part, names in lower case; `ctyun-eop-request-id` and `eop-date` among them. */
  headers: Readonly<Record<string, string>> & { 'eop-date': string }
  /** As in the URL, without the question mark. */
  query: string
  /** Hex of SHA-256 of the body. */
  bodySha256: string
}

export interface EopSignature {
  block: string
  query: string
  stringToSign: string
  signature: string
  authorization: string
}

/** The EOP signature of a request (PROTOCOLS.md, 6.1; seed-facts/ctyun/common.json, `auth`). */
export function signEop({ accessKey, securityKey, headers, query, bodySha256 }: EopInput): EopSignature {
  const date = headers['eop-date']
  const block = headerBlock(headers)
  const sorted = sortedQuery(query)
  const text = stringToSign(block, sorted, bodySha256)
  const key = dayKey(accessKeyKey(timeKey(securityKey, date), accessKey), date)
  const signature = signatureOf(key, text)
  const authorization = authorizationOf(accessKey, signedNames(headers), signature)
  return { block, query: sorted, stringToSign: text, signature, authorization }
}

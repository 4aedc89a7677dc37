import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { StandInRequest } from '../../stand-in.ts'

/** What arrived, as it came over the wire. */
export type Arrived = Pick<StandInRequest, 'method' | 'target' | 'headers'>

/** Seconds since 1970. */
export interface Window {
  start: number
  end: number
}

export type Verdict =
  | { ok: true; secretId: string; window: Window }
  | {
      ok: false
      reason: 'unsigned' | 'malformed' | 'unknown-key' | 'wrong-signature'
      /** What the cloud would have signed, for its error; null where nothing could be derived. */
      stringToSign: string | null
    }

interface Claim {
  algorithm: string
  secretId: string
  signTime: string
  keyTime: string
  headerList: string
  urlParamList: string
  signature: string
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** RFC 3986 escapes of everything but unreserved characters. */
function escaped(text: string): string {
  let result = ''
  for (const byte of Buffer.from(text)) {
    const sign = String.fromCharCode(byte)
    result += /[A-Za-z0-9\-_.~]/.test(sign) ? sign : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
  }
  return result
}

/** Name and value as they stand in a query or in an Authorization header, not decoded. */
function pairsOf(text: string): (readonly [name: string, value: string])[] {
  return text
    .split('&')
    .filter((part) => part !== '')
    .map((part) => {
      const at = part.indexOf('=')
      return at < 0 ? ([part, ''] as const) : ([part.slice(0, at), part.slice(at + 1)] as const)
    })
}

/**
 * The names of a list, escaped and in lower case as they were signed. One of the SDK's two ways to presign escapes the list once more, semicolons
 * included; names may hold an escaped semicolon of their own.
 * @param isThere whether the request has something of this name
 */
function namesOf(list: string, isThere: (name: string) => boolean): string[] {
  const isPlain = list.includes(';') || isThere(list.toLowerCase())
  return (isPlain ? list : decoded(list))
    .split(';')
    .filter((name) => name !== '')
    .map((name) => name.toLowerCase())
}

function claimOf(pairs: ReadonlyMap<string, string>): Claim | null {
  const [algorithm, secretId, signTime, keyTime] = ['q-sign-algorithm', 'q-ak', 'q-sign-time', 'q-key-time'].map(
    (name) => pairs.get(name),
  )
  const [headerList, urlParamList, signature] = ['q-header-list', 'q-url-param-list', 'q-signature'].map((name) =>
    pairs.get(name),
  )
  if (algorithm === undefined || secretId === undefined || signTime === undefined || keyTime === undefined) return null
  if (headerList === undefined || urlParamList === undefined || signature === undefined) return null
  return {
    algorithm,
    secretId: decoded(secretId),
    signTime: decoded(signTime),
    keyTime: decoded(keyTime),
    headerList,
    urlParamList,
    signature,
  }
}

/** The authorization of the header, else that of the query (a presigned URL). */
function authorizationOf({ target, headers }: Arrived): ReadonlyMap<string, string> | null {
  const header = headers['authorization']
  if (header !== undefined) return new Map(pairsOf(header.trim()))
  const query = new Map(pairsOf(target.split('?').slice(1).join('?')))
  return query.has('q-signature') ? query : null
}

const byText = (first: string, second: string) => (first < second ? -1 : first > second ? 1 : 0)

/** By the escaped names, as the lists are. The SDK sorts what it signs by the names themselves, which differs for names that need escapes. */
const orders = [byText, (first: string, second: string) => byText(decoded(first), decoded(second))]

/** A listed name with its value, escaped as it is signed. A name that did not come counts as empty, so that its signature fails. */
function formOf(list: string, values: ReadonlyMap<string, string>, order: typeof byText): string {
  return namesOf(list, (name) => values.has(name))
    .toSorted(order)
    .map((name) => `${name}=${escaped(values.get(name) ?? '')}`)
    .join('&')
}

function same(first: string, second: string): boolean {
  const [one, two] = [Buffer.from(first), Buffer.from(second)]
  return one.byteLength === two.byteLength && timingSafeEqual(one, two)
}

function windowOf(text: string): Window | null {
  const [, start, end] = /^(\d{1,12});(\d{1,12})$/.exec(text) ?? []
  return start && end ? { start: Number(start), end: Number(end) } : null
}

const hmac = (key: string, text: string) => createHmac('sha1', key).update(text).digest('hex')

/**
 * Re-derives the signature from the request as it came, against the lists that the client names (PROTOCOLS.md, 7.1). Empty lists are legal: they sign
 * method and path alone. Whether the window is open is another question, for the caller.
 * @param secretOf the secret of an id; undefined for unknown ones
 */
export function verifySignature(request: Arrived, secretOf: (secretId: string) => string | undefined): Verdict {
  const authorization = authorizationOf(request)
  if (!authorization) return { ok: false, reason: 'unsigned', stringToSign: null }
  const claim = claimOf(authorization)
  const window = claim && windowOf(claim.signTime)
  if (!claim || !window || claim.algorithm !== 'sha1') return { ok: false, reason: 'malformed', stringToSign: null }
  const secret = secretOf(claim.secretId)
  if (secret === undefined) return { ok: false, reason: 'unknown-key', stringToSign: null }
  const [path = '/', ...rest] = request.target.split('?')
  const parameters = new Map(
    pairsOf(rest.join('?')).map(([name, value]) => [
      escaped(decoded(name.replaceAll('+', ' '))).toLowerCase(),
      decoded(value.replaceAll('+', ' ')),
    ]),
  )
  const headers = new Map(Object.entries(request.headers).map(([name, value]) => [escaped(name).toLowerCase(), value]))
  const stringsToSign = orders.map((order) => {
    const httpString = [
      request.method.toLowerCase(),
      decoded(path),
      formOf(claim.urlParamList, parameters, order),
      formOf(claim.headerList, headers, order),
      '',
    ].join('\n')
    return ['sha1', claim.signTime, createHash('sha1').update(httpString).digest('hex'), ''].join('\n')
  })
  const signKey = hmac(secret, claim.keyTime)
  if (!stringsToSign.some((text) => same(hmac(signKey, text), claim.signature))) {
    return { ok: false, reason: 'wrong-signature', stringToSign: stringsToSign[0]! }
  }
  return { ok: true, secretId: claim.secretId, window }
}

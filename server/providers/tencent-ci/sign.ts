import { createHash, createHmac } from 'node:crypto'
import type { SigningStep } from '../../contract/exchange.ts'

/** COS XML signature version 5, for the COS and the CI host alike (PROTOCOLS.md, 7.1). Every step is a pure function. */
export interface SignInput {
  method: string
  /** Unescaped. */
  path: string
  /** Unescaped parameters that take part. */
  query?: Readonly<Record<string, string>>
  /** Headers that take part. */
  headers: Readonly<Record<string, string>>
  /** `start;end`, seconds since 1970. */
  keyTime: string
  secretId: string
  secretKey: string
}

export interface Signed {
  /** Derived from the secret: never to be shown. */
  signKey: string
  httpString: string
  stringToSign: string
  headerList: string
  urlParamList: string
  signature: string
  /** The value of the Authorization header, and the `q-` part of a presigned URL. */
  authorization: string
}

/** Percent-escapes the UTF-8 bytes, leaving only unreserved characters bare ("pct" in PROTOCOLS.md). */
export function percentEncode(text: string): string {
  return encodeURIComponent(Buffer.from(text).toString()).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

/** `start;end` around a moment: from one second before, as the SDK does, for so many seconds. */
export function keyTimeAt(now: Date, seconds: number): string {
  const start = Math.round(now.getTime() / 1000) - 1
  return `${start};${start + seconds}`
}

/** Step 1. The hexadecimal text, not its bytes, is the next key. */
export function signKeyOf(secretKey: string, keyTime: string): string {
  return createHmac('sha1', secretKey).update(keyTime).digest('hex')
}

/** Step 2: names escaped and then lower-cased, values escaped, sorted by name. */
function canonicalPairs(values: Readonly<Record<string, string>>): (readonly [name: string, value: string])[] {
  return Object.entries(values)
    .map(([name, value]) => [percentEncode(name).toLowerCase(), percentEncode(value)] as const)
    .toSorted(([first], [second]) => (first < second ? -1 : first > second ? 1 : 0))
}

/** Names joined with semicolons. */
export function listOf(values: Readonly<Record<string, string>>): string {
  return canonicalPairs(values)
    .map(([name]) => name)
    .join(';')
}

/** `name=value` joined with `&`; an empty value keeps its equals sign. */
export function formOf(values: Readonly<Record<string, string>>): string {
  return canonicalPairs(values)
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
}

/** Step 3: lower-case method, unescaped path, parameters, headers; a newline behind each. */
export function httpStringOf({ method, path, query = {}, headers }: SignInput): string {
  return [method.toLowerCase(), path, formOf(query), formOf(headers), ''].join('\n')
}

/** Step 4; a newline behind the last line too. */
export function stringToSignOf(keyTime: string, httpString: string): string {
  return ['sha1', keyTime, createHash('sha1').update(httpString).digest('hex'), ''].join('\n')
}

/** Step 5. */
export function signatureOf(signKey: string, stringToSign: string): string {
  return createHmac('sha1', signKey).update(stringToSign).digest('hex')
}

/** Step 6, in this order and unescaped. */
export function authorizationOf(parts: {
  secretId: string
  keyTime: string
  headerList: string
  urlParamList: string
  signature: string
}): string {
  const { secretId, keyTime, headerList, urlParamList, signature } = parts
  return [
    'q-sign-algorithm=sha1',
    `q-ak=${secretId}`,
    `q-sign-time=${keyTime}`,
    `q-key-time=${keyTime}`,
    `q-header-list=${headerList}`,
    `q-url-param-list=${urlParamList}`,
    `q-signature=${signature}`,
  ].join('&')
}

export function sign(input: SignInput): Signed {
  const signKey = signKeyOf(input.secretKey, input.keyTime)
  const httpString = httpStringOf(input)
  const stringToSign = stringToSignOf(input.keyTime, httpString)
  const signature = signatureOf(signKey, stringToSign)
  const headerList = listOf(input.headers)
  const urlParamList = listOf(input.query ?? {})
  const authorization = authorizationOf({ ...input, headerList, urlParamList, signature })
  return { signKey, httpString, stringToSign, headerList, urlParamList, signature, authorization }
}

/** The steps as people may see them: which keys, never their bytes, and no signature. */
export function signingSteps({ httpString, stringToSign }: Signed, keyTime: string): SigningStep[] {
  return [
    {
      id: 'sign-key',
      label: { en: 'Signing key', zh: '签名密钥 SignKey' },
      value: `hex(HMAC-SHA1(secret key, "${keyTime}"))`,
    },
    { id: 'http-string', label: { en: 'HTTP string', zh: 'HttpString' }, value: httpString },
    { id: 'string-to-sign', label: { en: 'String to sign', zh: '待签名字符串 StringToSign' }, value: stringToSign },
    {
      id: 'signature',
      label: { en: 'Signature', zh: '签名' },
      value: 'hex(HMAC-SHA1(signing key, string to sign))',
    },
  ]
}

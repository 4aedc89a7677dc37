import { createHash, createHmac } from 'node:crypto'
import { utcSeconds } from './keys.ts'
import { byteOrder, canonicalParameters } from './percent.ts'
import type { RpcCall } from './rpc.ts'

export interface Acs3Request {
  method: string
  path: string
  /** Unescaped. Parameters of a form body are not in it: the payload hash covers them. */
  query: Readonly<Record<string, string>>
  /** Names in any case; `host` must be there. */
  headers: Readonly<Record<string, string>>
  body: Uint8Array
}

const sha256 = (data: string | Uint8Array) => createHash('sha256').update(data).digest('hex')

/** The headers that say what in version 1.0 the common parameters say (PROTOCOLS.md section 2), before the payload hash is known. */
export function acs3Headers({ action, version, nonce, time, keys }: RpcCall): Record<string, string> {
  return {
    'x-acs-action': action,
    'x-acs-version': version,
    'x-acs-date': utcSeconds(time),
    'x-acs-signature-nonce': nonce,
    ...(keys.securityToken !== undefined && {
      'x-acs-accesskey-id': keys.accessKeyId,
      'x-acs-security-token': keys.securityToken,
    }),
  }
}

/** Step 1: lower-case hex of SHA-256 over the body's bytes as they are sent. */
export function acs3PayloadHash(body: Uint8Array): string {
  return sha256(body)
}

/**
 * Step 3: host, content-type where present and every `x-acs-*`, lower-cased, trimmed and sorted. Values of a name that is given twice (in
 * another case) are sorted and joined with a comma, as the SDK does.
 */
export function acs3SignedHeaders(headers: Readonly<Record<string, string>>): [name: string, value: string][] {
  const values = new Map<string, string[]>()
  for (const [given, value] of Object.entries(headers)) {
    const name = given.toLowerCase()
    if (name !== 'host' && name !== 'content-type' && !name.startsWith('x-acs-')) continue
    values.set(name, [...(values.get(name) ?? []), value.trim()])
  }
  return [...values]
    .toSorted(([first], [second]) => byteOrder(first, second))
    .map(([name, all]) => [name, all.toSorted(byteOrder).join(',')])
}

/** Step 4: an empty line follows the headers, because each of them ends in a newline. */
export function acs3CanonicalRequest(
  { method, path, query }: Acs3Request,
  signedHeaders: readonly (readonly [name: string, value: string])[],
  payloadHash: string,
): string {
  return [
    method.toUpperCase(),
    path,
    canonicalParameters(query),
    signedHeaders.map(([name, value]) => `${name}:${value}\n`).join(''),
    signedHeaders.map(([name]) => name).join(';'),
    payloadHash,
  ].join('\n')
}

/** Step 5. */
export function acs3StringToSign(canonicalRequest: string): string {
  return `ACS3-HMAC-SHA256\n${sha256(canonicalRequest)}`
}

/** Step 6: no `&` after the secret here. */
export function acs3Signature(accessKeySecret: string, stringToSign: string): string {
  return createHmac('sha256', accessKeySecret).update(stringToSign, 'utf8').digest('hex')
}

/** Step 7: commas, and no blank after them. */
export function acs3Authorization(
  accessKeyId: string,
  signedHeaders: readonly (readonly [name: string, value: string])[],
  signature: string,
): string {
  const names = signedHeaders.map(([name]) => name).join(';')
  return `ACS3-HMAC-SHA256 Credential=${accessKeyId},SignedHeaders=${names},Signature=${signature}`
}

/** Steps 1 to 7 (PROTOCOLS.md section 2). `headers` in the outcome are those given plus the payload hash and `authorization`. */
export function signAcs3(request: Acs3Request, keys: { accessKeyId: string; accessKeySecret: string }) {
  const payloadHash = acs3PayloadHash(request.body)
  const headers = { ...request.headers, 'x-acs-content-sha256': payloadHash }
  const signedHeaders = acs3SignedHeaders(headers)
  const canonicalRequest = acs3CanonicalRequest(request, signedHeaders, payloadHash)
  const stringToSign = acs3StringToSign(canonicalRequest)
  const signature = acs3Signature(keys.accessKeySecret, stringToSign)
  const authorization = acs3Authorization(keys.accessKeyId, signedHeaders, signature)
  return {
    payloadHash,
    canonicalRequest,
    stringToSign,
    signature,
    authorization,
    headers: { ...headers, authorization },
  }
}

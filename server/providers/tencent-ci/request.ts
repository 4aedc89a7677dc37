import type { CloudRequest } from '../http.ts'
import type { TencentCiOptions } from './options.ts'
import { keyTimeAt, percentEncode, sign, signingSteps } from './sign.ts'

export type Keys = NonNullable<TencentCiOptions['keys']>

export interface RequestInput {
  method: string
  /** Origin of the COS or the CI host. */
  endpoint: string
  /** Unescaped, with its leading slash. */
  path: string
  contentType?: string
  body?: Uint8Array
  bodyShown?: string
  /** Name of the header for a temporary key's token: it differs by host. */
  tokenHeader: 'x-cos-security-token' | 'x-ci-security-token'
}

/** How long a signature is good, seconds: the SDK's own. */
const lifeSeconds = 900

/**
 * A request signed in its Authorization header. What says where it goes and what it carries is signed: host, type and length. A temporary key's token
 * is sent beside it, unsigned (PROTOCOLS.md, 7.1).
 */
export function signedRequest(input: RequestInput, keys: Keys, now: Date): CloudRequest {
  const { method, endpoint, path, contentType, body, bodyShown, tokenHeader } = input
  const url = new URL(path.split('/').map(percentEncode).join('/'), endpoint)
  const keyTime = keyTimeAt(now, lifeSeconds)
  const sent: Record<string, string> = contentType === undefined ? {} : { 'content-type': contentType }
  const length: Record<string, string> = body === undefined ? {} : { 'content-length': String(body.byteLength) }
  const signed = sign({
    method,
    path,
    headers: { host: url.host, ...sent, ...length },
    keyTime,
    secretId: keys.secretId,
    secretKey: keys.secretKey,
  })
  return {
    method,
    url,
    headers: {
      ...sent,
      authorization: signed.authorization,
      ...(keys.token !== undefined && { [tokenHeader]: keys.token }),
    },
    body,
    ...(bodyShown !== undefined && { bodyShown }),
    signing: signingSteps(signed, keyTime),
    sensitive: [signed.signature, ...(keys.token === undefined ? [] : [keys.token])],
  }
}

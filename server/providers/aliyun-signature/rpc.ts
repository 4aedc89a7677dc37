import { createHmac } from 'node:crypto'
import { utcSeconds, type SigningKeys } from './keys.ts'
import { canonicalParameters, percentEncode } from './percent.ts'

/** What an RPC call is, whatever signs it. */
export interface RpcCall {
  method: 'GET' | 'POST'
  action: string
  version: string
  /** Unique for each attempt: the service refuses one that it saw within 15 minutes. */
  nonce: string
  time: Date
  keys: SigningKeys
}

/** The common parameters of signature version 1.0, all but Signature (PROTOCOLS.md section 1). */
export function rpcCommonParameters({ action, version, nonce, time, keys }: RpcCall): Record<string, string> {
  return {
    AccessKeyId: keys.accessKeyId,
    Action: action,
    SignatureMethod: 'HMAC-SHA1',
    SignatureNonce: nonce,
    SignatureVersion: '1.0',
    Timestamp: utcSeconds(time),
    Version: version,
    ...(keys.securityToken !== undefined && { SecurityToken: keys.securityToken }),
  }
}

/** Step 4: method, escaped path and the canonical parameters escaped once more, joined with `&`. */
export function rpcStringToSign(method: string, canonical: string): string {
  return `${method.toUpperCase()}&%2F&${percentEncode(canonical)}`
}

/** Step 5: Base64 of HMAC-SHA1; the key is the AccessKeySecret followed by one `&`. */
export function rpcSignature(accessKeySecret: string, stringToSign: string): string {
  return createHmac('sha1', `${accessKeySecret}&`).update(stringToSign, 'utf8').digest('base64')
}

/**
 * Steps 1 to 5 over the union of all query and form parameters except Signature, names and values unescaped (PROTOCOLS.md section 1). Where
 * they travel does not matter to the signature.
 */
export function signRpc(method: string, parameters: Readonly<Record<string, string>>, accessKeySecret: string) {
  const canonical = canonicalParameters(parameters)
  const stringToSign = rpcStringToSign(method, canonical)
  return { canonical, stringToSign, signature: rpcSignature(accessKeySecret, stringToSign) }
}

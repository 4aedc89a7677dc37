import type { CloudRequest } from '../http.ts'
import { acs3Headers, signAcs3 } from './acs3.ts'
import { canonicalParameters, writtenForms } from './percent.ts'
import { rpcCommonParameters, signRpc, type RpcCall } from './rpc.ts'
import { signingSteps } from './steps.ts'

export interface RpcRequest extends RpcCall {
  method: 'POST'
  /** Origin of the product. */
  endpoint: string
  signature: 'hmac-sha1' | 'acs3'
  format: 'JSON' | 'XML'
  /** The action's own parameters in the query, unescaped. */
  query?: Readonly<Record<string, string>>
  /** The action's own parameters in the form body; no body at all where there are none. */
  form?: Readonly<Record<string, string>>
  /** Values in the parameters that nobody may replay. */
  sensitive?: readonly string[]
}

const formType = 'application/x-www-form-urlencoded'

/**
 * One RPC-style call in the layout of the newer SDK cores: common parameters in the query (version 1.0) or in headers (ACS3), the action's own
 * in the form body (PROTOCOLS.md sections 1 and 2). Format is always sent, because its default is not certain (section 1.4).
 */
export function rpcRequest(request: RpcRequest): CloudRequest {
  const { endpoint, signature: scheme, format, query = {}, form = {}, keys } = request
  const sensitive = [...(request.sensitive ?? []), ...(keys.securityToken === undefined ? [] : [keys.securityToken])]
  const formText = canonicalParameters(form)
  const body = formText === '' ? undefined : new TextEncoder().encode(formText)
  const headers: Record<string, string> = {
    accept: format === 'XML' ? 'application/xml' : 'application/json',
    ...(body && { 'content-type': formType }),
  }
  const url = new URL('/', endpoint)
  const finish = (signature: string, signedHeaders: Record<string, string>, steps: CloudRequest['signing']) => ({
    method: request.method,
    url,
    headers: signedHeaders,
    ...(body && { body, bodyShown: formText }),
    signing: steps,
    sensitive: [...sensitive, signature].flatMap(writtenForms),
  })

  if (scheme === 'acs3') {
    const acs3Query = { Format: format, ...query }
    url.search = canonicalParameters(acs3Query)
    const signed = signAcs3(
      {
        method: request.method,
        path: '/',
        query: acs3Query,
        headers: { ...headers, ...acs3Headers(request), host: url.host },
        body: body ?? new Uint8Array(),
      },
      keys,
    )
    const { host: _, ...sent } = signed.headers as Record<string, string>
    const { canonicalRequest, payloadHash, stringToSign, signature } = signed
    return finish(
      signature,
      sent,
      signingSteps({
        'payload-hash': payloadHash,
        'canonical-request': canonicalRequest,
        'string-to-sign': stringToSign,
        key: 'HMAC-SHA256(AccessKeySecret, string to sign), hex',
        signature,
      }),
    )
  }

  const common = { ...rpcCommonParameters(request), Format: format, ...query }
  const signed = signRpc(request.method, { ...common, ...form }, keys.accessKeySecret)
  url.search = canonicalParameters({ ...common, Signature: signed.signature })
  return finish(
    signed.signature,
    headers,
    signingSteps({
      'canonical-parameters': signed.canonical,
      'string-to-sign': signed.stringToSign,
      key: 'HMAC-SHA1(AccessKeySecret + "&", string to sign), Base64',
      signature: signed.signature,
    }),
  )
}

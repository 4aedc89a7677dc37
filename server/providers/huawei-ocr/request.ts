import type { CloudRequest } from '../http.ts'
import { encodeBase64Body } from '../base64-body.ts'
import type { Operation } from './limits.ts'
import type { HuaweiCredentials } from './options.ts'
import { payloadSha256Of, sdkDate, sign, signingSteps } from './sign.ts'

export type AkSkCredentials = Extract<HuaweiCredentials, { type: 'ak-sk' }>

/** A body that is encoded and hashed once, and then sent and signed as often as it must be. */
export interface Body {
  bytes: Buffer
  sha256: string
  /** For the record, the picture shortened. */
  shown: string
}

const shownSigns = 64

/** `{"image": "<Base64>"}`, plain Base64 without a prefix (seed-facts, `imageInput`); `side` where one was asked for. */
export function imageBody(image: Uint8Array, side: string | undefined): Body {
  const end = side === undefined ? '"}' : `","side":${JSON.stringify(side)}}`
  const { body, sha256 } = encodeBase64Body(['{"image":"', image, end])
  const start = Buffer.from(image.subarray(0, (shownSigns / 4) * 3)).toString('base64')
  return { bytes: body, sha256, shown: `{"image":"${start}... (${image.byteLength} bytes in Base64)${end}` }
}

/** A body without a picture in it: `url`, or nothing at all for the probe. */
export function plainBody(value: { url?: string; side?: string }): Body {
  const shown = JSON.stringify(value)
  const bytes = Buffer.from(shown)
  return { bytes, sha256: payloadSha256Of(bytes), shown }
}

export interface Target {
  endpoint: string
  projectId: string
  operation: Operation
}

function urlOf({ endpoint, projectId, operation }: Target): URL {
  return new URL(`/v2/${encodeURIComponent(projectId)}/ocr/${operation}`, endpoint)
}

/** A call signed with AK/SK (PROTOCOLS.md, 5.1). Temporary keys bring a token, which is sent and signed. */
export function signedRequest(target: Target, body: Body, credentials: AkSkCredentials, now: Date): CloudRequest {
  const url = urlOf(target)
  const { accessKey, secretKey, securityToken } = credentials
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    'x-project-id': target.projectId,
    'x-sdk-date': sdkDate(now),
    ...(securityToken !== undefined && { 'x-security-token': securityToken }),
  }
  const signed = sign({
    method: 'POST',
    path: url.pathname,
    headers: { ...headers, host: url.host },
    payloadSha256: body.sha256,
    accessKey,
    secretKey,
  })
  return {
    method: 'POST',
    url,
    headers: { ...headers, authorization: signed.authorization },
    body: body.bytes,
    bodyShown: body.shown,
    signing: signingSteps(signed),
    sensitive: [signed.signature, ...(securityToken === undefined ? [] : [securityToken])],
  }
}

/** A call with a token of the identity service in place of a signature (2.2). */
export function tokenedRequest(target: Target, body: Body, token: string): CloudRequest {
  return {
    method: 'POST',
    url: urlOf(target),
    headers: { 'content-type': 'application/json', 'x-auth-token': token },
    body: body.bytes,
    bodyShown: body.shown,
    signing: [
      {
        id: 'token',
        label: { en: 'Token', zh: '令牌' },
        value: 'X-Auth-Token: the value of X-Subject-Token that the identity service answered for this project',
      },
    ],
    sensitive: [token],
  }
}

import type { SigningStep } from '../../contract/exchange.ts'
import { base64Length, encodeBase64Body } from '../base64-body.ts'
import type { CloudRequest } from '../http.ts'
import type { Picture } from '../picture.ts'
import type { UprightPage } from '../provider.ts'
import { envelopeLength, freshKeys, sealBody, type EnvelopeKeys } from './envelope.ts'
import { licenceAction, pathOf, picturesPerCall, type CapabilityId } from './limits.ts'
import type { CtyunOptions } from './options.ts'
import { bodyDigest, eopDate, signedNames, signEop } from './sign.ts'

/** A page and the bytes that go out for it. */
export interface SentPage {
  page: UprightPage
  picture: Picture
}

/** What a body is made of: text as it stands, pictures in Base64 (PROTOCOLS.md, 6: `data`, or `Action` and `ImageData` and nothing else). */
function partsOf(capability: CapabilityId, pictures: readonly Uint8Array[]): (string | Uint8Array)[] {
  if (capability === 'ctyun.ocr.business-license') {
    return [`{"Action":"${licenceAction}","ImageData":"`, ...pictures.slice(0, 1), '"}']
  }
  return ['{"data":["', ...pictures.flatMap((picture, at) => (at === 0 ? [picture] : ['","', picture])), '"]}']
}

/** Bytes of the request's body for pictures of these sizes, Base64 and envelope counted. */
export function requestLength(capability: CapabilityId, pictureBytes: readonly number[], isSealed: boolean): number {
  const texts = partsOf(
    capability,
    pictureBytes.map(() => new Uint8Array()),
  ).filter((part) => typeof part === 'string')
  const plain =
    texts.reduce((sum, text) => sum + text.length, 0) +
    pictureBytes.reduce((sum, bytes) => sum + base64Length(bytes), 0)
  return isSealed ? envelopeLength(plain) : plain
}

/** Bytes of the largest picture that fits into one request alone. */
export function largestPicture(capability: CapabilityId, maxRequestBytes: number, isSealed: boolean): number {
  let [fits, breaks] = [0, maxRequestBytes + 1]
  while (breaks - fits > 1) {
    const middle = Math.floor((fits + breaks) / 2)
    if (requestLength(capability, [middle], isSealed) <= maxRequestBytes) fits = middle
    else breaks = middle
  }
  return fits
}

/** Whether one more picture fits into a call: 50 pictures, and the bytes that the gateway takes. */
export function hasRoom(
  capability: CapabilityId,
  batch: readonly SentPage[],
  next: Picture,
  { maxRequestBytes, envelope }: Pick<CtyunOptions, 'maxRequestBytes' | 'envelope'>,
): boolean {
  const perCall = capability === 'ctyun.ocr.business-license' ? 1 : picturesPerCall
  const sizes = [...batch.map(({ picture }) => picture.bytes.byteLength), next.bytes.byteLength]
  return batch.length < perCall && requestLength(capability, sizes, envelope !== null) <= maxRequestBytes
}

/** What stands for the body in the record: the same JSON with sizes in place of the Base64. */
function bodyShown(capability: CapabilityId, batch: readonly SentPage[], base64: CtyunOptions['base64']): string {
  const names = batch.map(({ picture }) => `<${base64} Base64 of ${picture.bytes.byteLength} bytes, ${picture.format}>`)
  return capability === 'ctyun.ocr.business-license'
    ? JSON.stringify({ Action: licenceAction, ImageData: names[0] })
    : JSON.stringify({ data: names })
}

function signingSteps(input: { block: string; query: string; digest: string; stringToSign: string }): SigningStep[] {
  const step = (id: string, en: string, zh: string, value: string): SigningStep => ({ id, label: { en, zh }, value })
  return [
    step('header-block', 'Headers, by name', '参与签名的请求头（按名称排序）', input.block),
    step('query', 'Query, pairs sorted', '查询参数（排序后）', input.query),
    step('body-digest', 'SHA-256 of the body', '请求体的 SHA-256', input.digest),
    step('string-to-sign', 'String to sign', '待签名字符串', input.stringToSign),
    step(
      'key-derivation',
      'Key derivation',
      '签名密钥的派生',
      'kTime = HMAC-SHA256(securityKey, eop-date)\nkAk = HMAC-SHA256(kTime, accessKey)\nkDate = HMAC-SHA256(kAk, first 8 characters of eop-date)\nsignature = Base64(HMAC-SHA256(kDate, string to sign))',
    ),
  ]
}

export interface SignedCall {
  request: CloudRequest
  /** With these the answer is opened; null without encryption. */
  keys: EnvelopeKeys | null
}

/**
 * The signed request of one call: anew for every attempt, with its own request id, date and envelope keys. The digest is over the body that is
 * sent, with encryption the outer one (PROTOCOLS.md, 6.3).
 */
export function signCall(
  capability: CapabilityId,
  batch: readonly SentPage[],
  options: Omit<CtyunOptions, 'keys'>,
  keys: NonNullable<CtyunOptions['keys']>,
): SignedCall {
  const { base64, clock, dateOffsetMinutes, endpoint, envelope, paths, uuid } = options
  const url = new URL(paths[capability] ?? pathOf[capability], endpoint)
  const plain = encodeBase64Body(
    partsOf(
      capability,
      batch.map(({ picture }) => picture.bytes),
    ),
    base64,
  )
  const envelopeKeys = envelope === null ? null : freshKeys()
  let { body, sha256 }: { body: Uint8Array; sha256: string } = plain
  let shown = bodyShown(capability, batch, base64)
  if (envelope !== null && envelopeKeys !== null) {
    const sealed = sealBody(plain.body, envelope.publicKey, envelope.layout, envelopeKeys)
    body = Buffer.from(JSON.stringify(sealed))
    sha256 = bodyDigest(body)
    shown = JSON.stringify({ ...sealed, encryptedBody: `<SM4 of ${plain.body.byteLength} bytes in Base64: ${shown}>` })
  }
  const signed = {
    appkey: keys.appKey,
    'ctyun-eop-request-id': uuid(),
    'eop-date': eopDate(clock(), dateOffsetMinutes),
  }
  const eop = signEop({ ...keys, headers: signed, query: url.search.slice(1), bodySha256: sha256 })
  return {
    keys: envelopeKeys,
    request: {
      method: 'POST',
      url,
      headers: {
        'content-type': 'application/json',
        ...signed,
        'eop-authorization': eop.authorization,
        ...(envelope !== null && { decrypted: 'true' }),
      },
      body,
      bodyShown: shown,
      signing: [
        ...signingSteps({ ...eop, digest: sha256 }),
        {
          id: 'authorization',
          label: { en: 'Signed headers', zh: '签名头列表' },
          value: signedNames(signed).join(';'),
        },
      ],
      sensitive: [eop.signature],
    },
  }
}

import { ProblemError } from '../../contract/problem.ts'
import {
  sandboxIdentity,
  type Lack,
  type StandIn,
  type StandInAnswer,
  type StandInDependencies,
  type StandInRequest,
} from '../stand-in.ts'
import { capabilityIds, pathOf, type CapabilityId } from './limits.ts'
import { sandboxSm2Key } from './sandbox-key.ts'
import {
  encryptionRefusal,
  gatewayRefusal,
  imageFailure,
  jsonAnswer,
  requestRefusal,
  tooLargePage,
} from './stand-in/answers.ts'
import { codesOf } from './stand-in/codes.ts'
import { EnvelopeRefused, openEnvelope, sealAnswer, type OpenedEnvelope } from './stand-in/open-envelope.ts'
import { pictureOf } from './stand-in/pictures.ts'
import { readPicture } from './stand-in/read-picture.ts'
import { picturesOf } from './stand-in/request-pictures.ts'
import { createTraffic } from './stand-in/traffic.ts'
import { verifyEop } from './stand-in/verify-eop.ts'

// Invention: the manual shows nginx answering 413 and no number. One picture of 10 MB in Base64 passes, 50 of them do not.
const gatewayBodyBytes = 16 * 1024 * 1024

/** Spellings of the document beside the true one (seed-facts/ctyun, `pathVariants`): the stand-in serves both of the licence and the ID card. */
const otherPaths: Record<string, CapabilityId> = {
  '/v1/aiop/api/2z0yhhrzgv0g/tts/predict': 'ctyun.ocr.business-license',
  '/v1/aiop/api/2f3os7qq79xc/identityCard/ocr/v1/idcard.json': 'ctyun.ocr.idcard',
}

const codeOfLack = { 'not-bought': 'notBought', 'used-up': 'usedUp', expired: 'expired' } as const satisfies Record<
  Lack,
  string
>

const pathIn = (target: string) => target.split('?', 1)[0]!

function capabilityAt(target: string): CapabilityId | null {
  const path = pathIn(target)
  return capabilityIds.find((id) => pathOf[id] === path) ?? otherPaths[path] ?? null
}

const isEncrypted = ({ headers }: Pick<StandInRequest, 'headers'>) =>
  headers['decrypted']?.trim().toLowerCase() === 'true'

/** JSON of UTF-8 bytes; undefined for what is none. */
function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown
  } catch {
    return undefined
  }
}

/** CTyun's gateway and its four OCR services behind it (PROTOCOLS.md, 6), answering from the local engine. */
export function createCtyunStandIn({ accounts, clock, engine }: StandInDependencies): StandIn {
  const { accessKey, secretKey, ctyunAppKey } = sandboxIdentity
  const traffic = createTraffic()

  /**
   * What the gateway says before a service sees the request; null lets it through.
   */
  // Invention: the order of these checks is not documented.
  function refusedByGateway(request: StandInRequest, now: Date): StandInAnswer | null {
    const { headers, method, target } = request
    if (capabilityAt(target) === null) return gatewayRefusal('badUrl', now)
    if (method !== 'POST') return gatewayRefusal('badMethod', now)
    if (request.body.byteLength > gatewayBodyBytes) return tooLargePage(now)
    if (!headers['appkey']) return gatewayRefusal('missingAppKey', now)
    const refused = verifyEop(request, { accessKey, securityKey: secretKey }, now)
    if (refused !== null) return gatewayRefusal(refused.code, now, refused.details)
    if (headers['appkey'] !== ctyunAppKey) return gatewayRefusal('badAppKey', now)
    // Invention: a repeated ctyun-eop-request-id is refused as a wrong signature (10020).
    if (traffic.isRepeated(headers['ctyun-eop-request-id']!, now)) {
      return gatewayRefusal('badSignature', now, '签名错误：ctyun-eop-request-id 重复')
    }
    if (traffic.isTooMuch(now)) return gatewayRefusal('tooManyRequests', now)
    const lack = accounts.lack('ctyun', capabilityAt(target)!)
    return lack === null ? null : gatewayRefusal(codeOfLack[lack], now)
  }

  /** The result of one picture, or the fault that it has. */
  async function readOne(capability: CapabilityId, text: unknown, signal: AbortSignal) {
    const picture = pictureOf(capability, text)
    if ('fault' in picture) return picture
    try {
      return { result: await readPicture(capability, engine, picture.bytes, signal) }
    } catch (error) {
      if (error instanceof ProblemError && error.problem.whoseFault === 'document') {
        return { fault: 'undecodable-picture' as const }
      }
      throw error
    }
  }

  /** The JSON of a success, or the answer of a failure. */
  async function recognise(
    capability: CapabilityId,
    body: unknown,
    now: Date,
    signal: AbortSignal,
  ): Promise<Record<string, unknown> | StandInAnswer> {
    const found = picturesOf(capability, body)
    // One picture is one call, and the refusal of a whole list is one (seed-facts/ctyun/pricing.json, `adviceForStandInEn`).
    // Invention: a list that is longer than what is left is refused whole.
    const lack = accounts.take('ctyun', capability, 'fault' in found ? 1 : found.pictures.length)
    if (lack !== null) return gatewayRefusal(codeOfLack[lack], now)
    if ('fault' in found) return requestRefusal(capability, found.fault, now)
    if (capability === 'ctyun.ocr.business-license') {
      const read = await readOne(capability, found.pictures[0], signal)
      if ('fault' in read) return requestRefusal(capability, read.fault, now)
      return { statusCode: 0, message: 'success', returnObj: read.result }
    }
    const returnObj: Record<string, unknown>[] = []
    let fail = 0
    for (const picture of found.pictures) {
      const read = await readOne(capability, picture, signal)
      if ('fault' in read) fail += 1
      returnObj.push('fault' in read ? imageFailure(capability, read.fault) : read.result)
    }
    // Invention: the document shows no list of successes and failures together; each stands at the place of its picture.
    return { statusCode: 0, message: { success: returnObj.length - fail, fail }, returnObj }
  }

  async function serve(capability: CapabilityId, request: StandInRequest, now: Date): Promise<StandInAnswer> {
    let { body }: { body: Uint8Array } = request
    let envelope: OpenedEnvelope | null = null
    const hasEmptyBody = body.byteLength === 0 && 'empty-body' in codesOf[capability]
    if (hasEmptyBody) return requestRefusal(capability, 'empty-body', now)
    let json = parse(body)
    if (json === undefined) return gatewayRefusal('notJson', now)
    if (isEncrypted(request)) {
      try {
        envelope = openEnvelope(json, sandboxSm2Key.privateKey)
      } catch (error) {
        if (error instanceof EnvelopeRefused) return encryptionRefusal(capability, error.code, now)
        throw error
      }
      body = envelope.body
      json = parse(body)
      // The gateway saw JSON around it; what was inside is the service's to judge.
      if (json === undefined) return requestRefusal(capability, 'body-not-json', now)
    }
    const answer = await recognise(capability, json, now, request.signal)
    if ('headers' in answer) return answer as StandInAnswer
    return jsonAnswer(200, envelope === null ? answer : sealAnswer(JSON.stringify(answer), envelope), now)
  }

  return {
    id: 'ctyun',
    recognises: ({ headers, target }) =>
      'eop-authorization' in headers || 'ctyun-eop-request-id' in headers || pathIn(target).startsWith('/v1/aiop/api/'),
    isRecognition: ({ method, target }) => method === 'POST' && capabilityAt(target) !== null,
    async answer(request) {
      const now = clock()
      return refusedByGateway(request, now) ?? serve(capabilityAt(request.target)!, request, now)
    },
    fault(fault) {
      const now = clock()
      switch (fault) {
        case 'rate-limit':
          return gatewayRefusal('tooManyRequests', now)
        case 'package-exhausted':
          return gatewayRefusal('usedUp', now)
        case 'clock-skew':
          // What a caller whose clock is 20 minutes slow would see: the signature does not fit, and the Date header tells why.
          return gatewayRefusal(
            'badSignature',
            new Date(now.getTime() + 20 * 60_000),
            '签名错误：eop-date 与服务器时间相差超过 15 分钟',
          )
        case 'server-error':
          return gatewayRefusal('internal', now)
        default:
          return null
      }
    },
  }
}

import type { CloudAnswer } from '../http.ts'
import { looksLikeJson, parseJson } from '../json.ts'
import type { ProviderError } from '../provider.ts'
import { isRecord, numberOf } from '../values.ts'
import { AnswerAltered, openAnswer, type EnvelopeKeys } from './envelope.ts'
import { failure, isKnownCode, refusalError, type Refusal } from './errors.ts'
import type { CapabilityId } from './limits.ts'
import { jsonOfPython } from './python-literals.ts'

type Body = Readonly<Record<string, unknown>>

/** What the answer says of one picture. */
export interface OcrItem {
  /** Where it stands in the answer: `returnObj[0]`. */
  path: string
  value: Body
  /** Why this picture failed although the call succeeded. */
  failure: ProviderError | null
}

export interface OcrAnswer {
  items: readonly OcrItem[]
  /** The JSON of the answer, decrypted where it was encrypted. */
  text: string
}

export interface ReadContext {
  capability: CapabilityId
  /** Keys of the request's envelope; null where none was used. */
  keys: EnvelopeKeys | null
  now: Date
  mask: (text: string) => string
  random?: (() => number) | undefined
}

/** JSON, or what Python prints in its place. @throws {SyntaxError} */
function parseBody(text: string): { value: unknown; json: string } {
  try {
    return { value: parseJson(text), json: text }
  } catch (error) {
    const json = jsonOfPython(text)
    if (json === text) throw error
    return { value: parseJson(json), json }
  }
}

const textOf = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value : typeof value === 'number' ? String(value) : null

/** statusCode; `code` where the ID card's table and a figure have it instead (seed-facts/ctyun, `code-statusCode`). Null where there is neither. */
function statusOf(body: Body): string | null {
  return textOf(body['statusCode']) ?? textOf(body['code'])
}

const isZero = (status: string | null) => status !== null && numberOf(status) === 0

function skewOf({ headers }: CloudAnswer, now: Date): number | null {
  const at = Date.parse(headers['date'] ?? '')
  return Number.isNaN(at) ? null : at - now.getTime()
}

/** Of the two places that hold a code, the one that the document knows; `error` has its prefix. */
function codeOf(capability: CapabilityId, body: Body): string | null {
  const places = [body['error'], body['errorCode'], body['err_code'], body['statusCode'], body['code']]
  const codes = places.flatMap((place) => textOf(place) ?? [])
  return codes.find((code) => isKnownCode(capability, code)) ?? codes.find((code) => !isZero(code)) ?? null
}

/** The most telling text of a refusal: `details`, else `message` where it is more than the word error. */
function messageOf(body: Body): string | null {
  const texts = [body['details'], body['err_msg'], body['errorMessage'], body['message']].flatMap(
    (value) => textOf(value) ?? [],
  )
  return texts.find((text) => text !== 'error') ?? null
}

function refusalOf(capability: CapabilityId, body: Body, answer: Pick<CloudAnswer, 'status'>): Refusal {
  return { code: codeOf(capability, body), message: messageOf(body), httpStatus: answer.status }
}

/** The code under which the gateway's 413 page is known here, so that a batch can be sent in halves. */
export const tooLargeForGateway = 'HTTP 413'

function gatewayTooLarge(): ProviderError {
  const detail = {
    en: 'The gateway before CTyun answered 413: the request is larger than it takes. It was not charged.',
    zh: '天翼云网关返回 413：请求体超过大小限制，未计费。',
  }
  return failure('provider-picture-too-large', detail, {
    providerCode: tooLargeForGateway,
    parameters: { httpStatus: 413 },
  })
}

/** The plain text of an answer: errors are never encrypted, and are told apart by their status (S2, 2.6). */
function opened(body: Body, keys: EnvelopeKeys | null): { body: Body; text: string } | null {
  const isEncrypted = 'encryptedResult' in body
  if (keys === null) return isEncrypted ? raise('CTyun encrypted its answer to a request that was not encrypted') : null
  if (!isEncrypted) {
    // Nothing proves where a plain success comes from.
    return isZero(statusOf(body)) ? raise('CTyun answered an encrypted request in the clear') : null
  }
  const { value, json } = parseBody(openAnswer(body, keys))
  if (!isRecord(value)) throw new SyntaxError('The decrypted answer is no object')
  return { body: value, text: json }
}

function raise(message: string): never {
  throw new AnswerAltered(message)
}

function itemsOf(body: Body, context: ReadContext, answer: CloudAnswer): OcrItem[] {
  const name = 'returnObj' in body ? 'returnObj' : 'result'
  const found = body[name]
  const entries = Array.isArray(found)
    ? found.map((value: unknown, at) => ({ value, path: `${name}[${at}]` }))
    : isRecord(found)
      ? [{ value: found, path: name }]
      : []
  return entries.map(({ value, path }) => {
    const item = isRecord(value) ? value : {}
    const status = textOf(item['err_code']) ?? textOf(item['errorCode'])
    const hasFailed = status !== null && !isZero(status)
    const { mask, random, capability } = context
    return {
      path,
      value: item,
      failure: hasFailed ? refusalError(capability, refusalOf(capability, item, answer), { mask, random }) : null,
    }
  })
}

/**
 * Reads an answer of any status. Any status outside 2xx and any statusCode but 0 is a failure (PROTOCOLS.md, 6.5); failures of single pictures
 * stay with their pictures.
 * @throws {ProviderError} for what CTyun refused; {SyntaxError} for what is none of its forms
 */
export function readAnswer(answer: CloudAnswer, context: ReadContext): OcrAnswer {
  const text = answer.text()
  if (!looksLikeJson(text)) {
    if (answer.status === 413) throw gatewayTooLarge()
    throw new SyntaxError('The answer is no JSON')
  }
  const { value, json } = parseBody(text)
  if (!isRecord(value)) throw new SyntaxError('The answer is no object')
  const { capability, keys, mask, random, now } = context
  let read: { body: Body; text: string }
  try {
    read = opened(value, keys) ?? { body: value, text: json }
  } catch (cause) {
    if (!(cause instanceof AnswerAltered)) throw cause
    const detail = { en: `${cause.message}.`, zh: '加密应答不完整、哈希不匹配或未加密。' }
    throw failure('provider-answer-altered', detail, { cause })
  }
  const isSuccess = answer.status >= 200 && answer.status < 300
  const status = statusOf(read.body)
  if (!isSuccess || !isZero(status)) {
    if (isSuccess && status === null) throw new SyntaxError('The answer has no statusCode')
    const refusal = { ...refusalOf(capability, read.body, answer), skewMs: skewOf(answer, now) }
    throw refusalError(capability, refusal, { mask, random })
  }
  const items = itemsOf(read.body, context, answer)
  if (items.length === 0) throw new SyntaxError('The answer has no result')
  return { items, text: read.text }
}

import type { Findings } from '../../contract/result.ts'
import { createCloud } from '../http.ts'
import { pictureFor } from '../picture.ts'
import {
  ProviderError,
  type Provider,
  type ProviderAnswer,
  type RecogniseContext,
  type RecogniseRequest,
} from '../provider.ts'
import { createCaller, type Caller } from './caller.ts'
import { capabilities, label, operationOf } from './catalogue.ts'
import { provider } from './errors.ts'
import { fieldsOf, kindOf } from './fields.ts'
import { limitsOf, type Operation } from './limits.ts'
import type { HuaweiOcrOptions } from './options.ts'
import { probe } from './probe.ts'
import { imageBody, plainBody, type Body } from './request.ts'
import type { OcrAnswer } from './response.ts'

function capabilityUnknown(capability: string, kind: string): ProviderError {
  return new ProviderError({
    provider,
    code: 'capability-unknown',
    status: 422,
    title: 'Huawei OCR does not have this operation for this kind of document',
    parameters: { capability, kind, titleZh: '该服务不支持此类证件' },
    retryable: false,
    whoseFault: 'caller',
  })
}

function parameterRefused(detail: string, detailZh: string, parameters: Record<string, string>): ProviderError {
  return new ProviderError({
    provider,
    code: 'provider-parameter-refused',
    status: 422,
    title: 'The request cannot be made like this',
    detail,
    parameters: { ...parameters, titleZh: '请求参数不符合要求', detailZh },
    retryable: false,
    whoseFault: 'caller',
  })
}

/** @throws {ProviderError} when `side` is none of the documented values */
function sideOf(operation: Operation, { parameters }: RecogniseRequest): string | undefined {
  const side = parameters['side']
  // Empty is documented and means the same as absent: the cloud finds out by itself.
  if (operation !== 'emirates-id-card' || side === undefined || side === '') return undefined
  if (side === 'front' || side === 'back') return side
  throw parameterRefused('side is front or back.', 'side 只能为 front 或 back。', { parameter: 'side' })
}

/** @throws {ProviderError} when the address is to be sent and there is none */
function urlToSend({ parameters, sourceUrl }: RecogniseRequest): string | null {
  const transport = parameters['transport'] ?? 'image'
  if (transport === 'image' || transport === '') return null
  if (transport !== 'url') {
    throw parameterRefused('transport is image or url.', 'transport 只能为 image 或 url。', { parameter: 'transport' })
  }
  if (sourceUrl !== undefined) return sourceUrl
  throw parameterRefused(
    'The document was not given as an address, so there is none to send. Choose transport image.',
    '该文件不是以地址提交的，无法按地址传送，请选择 image。',
    { parameter: 'transport' },
  )
}

interface PageAnswer extends OcrAnswer {
  page: number
}

/** One call a page: the service takes one picture at a time. */
async function readPages(
  caller: Caller,
  operation: Operation,
  request: RecogniseRequest,
  context: RecogniseContext,
): Promise<PageAnswer[]> {
  const side = sideOf(operation, request)
  const url = urlToSend(request)
  const answers: PageAnswer[] = []
  const pages = url === null ? request.pages : request.pages.slice(0, 1)
  for (const [at, page] of pages.entries()) {
    context.signal.throwIfAborted()
    context.onProgress({ stage: 'sending', share: at / pages.length })
    let body: Body
    if (url === null) {
      const picture = await pictureFor(provider, page, limitsOf[operation])
      context.signal.throwIfAborted()
      body = imageBody(picture.bytes, side)
    } else {
      body = plainBody({ url, ...(side !== undefined && { side }) })
    }
    answers.push({ ...(await caller.recognise(operation, body, context)), page: page.index })
    context.onCounted?.(1)
  }
  context.onProgress({ stage: 'reading', share: 1 })
  return answers
}

function answerOf(operation: Operation, request: RecogniseRequest, answers: readonly PageAnswer[]): ProviderAnswer {
  const first = answers[0]!
  const isOne = answers.length === 1
  const kind = kindOf(operation, first.result, request.parameters['side'], request.kind.kind)
  const fields = answers.flatMap(({ result, page }, at) =>
    fieldsOf(result, { operation, kind, page, prefix: isOne ? '' : `[${at}].` }),
  )
  const findings: Findings = { fields, lines: [], tables: [], regions: [], frames: [] }
  const raw = isOne
    ? first.raw
    : { contentType: 'application/json', body: `[${answers.map((answer) => answer.raw.body).join(',')}]` }
  return { kind, requestId: first.requestId, findings, raw }
}

/**
 * Huawei / G42 OCR: passports, Emirates ID cards and bank cards, with AK/SK signatures or an IAM token. It reports no coordinates, and a
 * confidence for each field. @param options null credentials: the provider is listed, and recognising throws `provider-not-configured`
 */
export function createHuaweiOcrProvider(options: HuaweiOcrOptions): Provider {
  const { credentials, endpoint, projectId, clock, mode } = options
  const isIam = credentials?.type === 'iam'
  const origins = [endpoint, ...(isIam ? [credentials.endpoint] : [])].map((url) => new URL(url).origin)
  const identifier = credentials === null ? null : isIam ? credentials.user : credentials.accessKey
  const cloud = createCloud({
    provider,
    fetch: options.fetch,
    clock,
    ...(options.random && { random: options.random }),
    ...(options.wait && { wait: options.wait }),
    origins: [...new Set(origins)],
    secrets: credentials === null ? [] : [isIam ? credentials.password : credentials.secretKey],
    identifiers: credentials?.type === 'ak-sk' ? [credentials.accessKey] : [],
  })
  const caller = createCaller({ cloud, credentials, endpoint, projectId, clock })
  return {
    id: provider,
    label,
    mode,
    capabilities,
    status: () => ({
      id: provider,
      label,
      mode,
      ready: credentials !== null,
      endpoints: [...new Set(origins)],
      keyEnding: identifier === null ? null : identifier.slice(-4),
      circuit: cloud.circuit(),
      lastCall: cloud.lastCall(),
      settings: [
        { name: 'HUAWEICLOUD_SDK_PROJECT_ID', value: projectId },
        { name: 'authentication', value: isIam ? 'IAM token' : 'AK/SK (SDK-HMAC-SHA256)' },
        ...(caller.lockedUntil() === null
          ? []
          : [{ name: 'credential held back until', value: caller.lockedUntil()!.toISOString() }]),
      ],
    }),
    probe: (signal) => probe(caller, clock, signal),
    countedCalls: ({ sourceUrl }, pages) => (sourceUrl === undefined ? pages : 1),
    async recognise(request, context) {
      const operation = operationOf(request.capability.id)
      const offered = capabilities.find(({ id }) => id === request.capability.id)
      if (!operation || !offered?.kinds.includes(request.kind.kind)) {
        throw capabilityUnknown(request.capability.id, request.kind.kind)
      }
      context.signal.throwIfAborted()
      caller.requireCredentials()
      return answerOf(operation, request, await readPages(caller, operation, request, context))
    },
  }
}

import { randomBytes } from 'node:crypto'
import type { Format } from '../../contract/limits.ts'
import { noFindings } from '../field.ts'
import { pictureFor } from '../picture.ts'
import {
  ProviderError,
  type ProviderAnswer,
  type RecogniseContext,
  type RecogniseRequest,
  type UprightPage,
} from '../provider.ts'
import { provider } from './errors.ts'
import { fieldsOf, kindOf } from './fields.ts'
import type { Finished, Jobs } from './jobs.ts'
import { cardTypes, limits, userDataPattern, type CardType } from './limits.ts'
import type { TencentCiOptions } from './options.ts'

interface Dependencies {
  jobs: Jobs
  options: Pick<TencentCiOptions, 'callbackUrl' | 'callbackOf'>
}

/** One page's job. */
interface Ordered {
  page: UprightPage
  jobId: string
  key: string
  /** Resolves when a callback for it came; null = none is expected. */
  woken: Promise<void> | null
}

function parameterRefused(name: string, detail: string, detailZh: string): ProviderError {
  return new ProviderError({
    provider,
    code: 'provider-parameter-refused',
    status: 422,
    title: 'The request cannot be made like this',
    detail,
    parameters: { parameter: name, titleZh: '请求参数不符合要求', detailZh },
    retryable: false,
    whoseFault: 'caller',
  })
}

/** A page was being ordered when the process ended: nobody knows whether there is a job for it. */
function outcomeUnknown(): ProviderError {
  return new ProviderError({
    provider,
    code: 'provider-outcome-unknown',
    status: 502,
    title: 'Nobody knows whether the job was ordered',
    detail:
      'The console was stopped while it ordered the job of a page. It is not ordered again by itself: it may be charged already.',
    action: 'Have the document read again if you accept that it may be charged twice.',
    parameters: { titleZh: '任务是否已提交未知', detailZh: '提交任务时服务中断，为避免重复计费不会自动重新提交。' },
    retryable: true,
    whoseFault: 'us',
  })
}

function cardTypeOf({ parameters, kind }: RecogniseRequest): CardType {
  const given = parameters['CardType']
  if (given === undefined || given === '') return kind.kind.startsWith('driver-licence') ? 'DriverLicense' : 'IDCard'
  const cardType = cardTypes.find((known) => known === given)
  if (cardType) return cardType
  throw parameterRefused(
    'CardType',
    'CardType is IDCard or DriverLicense.',
    'CardType 只能为 IDCard 或 DriverLicense。',
  )
}

function userDataOf({ parameters }: RecogniseRequest): string | undefined {
  const given = parameters['UserData']
  if (given === undefined || given === '') return undefined
  if (new RegExp(userDataPattern).test(given)) return given
  throw parameterRefused(
    'UserData',
    'UserData is printable ASCII of at most 1024 characters.',
    'UserData 须为可打印的 ASCII 字符，长度不超过 1024。',
  )
}

const mediaTypes: Partial<Record<Format, string>> = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  bmp: 'image/bmp',
  webp: 'image/webp',
}

/** What `keepJob` kept of page `at`, and where: the first page's without a number. */
const nameOf = (name: 'jobId' | 'key', at: number) => (at === 0 ? name : `${name}.${at}`)

/** Cancelled by a person, not stopped with the process: then nobody will ask for the job again. */
function isCancelled(signal: AbortSignal): boolean {
  return signal.aborted && (signal.reason as { stopReason?: string } | null)?.stopReason !== 'stopping'
}

async function orderPage(
  { jobs, options }: Dependencies,
  request: RecogniseRequest,
  context: RecogniseContext,
  page: UprightPage,
  stopWaiting: AbortSignal,
): Promise<Ordered> {
  const { signal, onExchange, beforePaidCall } = context
  const cardType = cardTypeOf(request)
  const userData = userDataOf(request)
  const picture = await pictureFor(provider, page, limits)
  signal.throwIfAborted()
  // From the recognition's id: an upload that is repeated writes the same object.
  const key = `fieldproof/${request.id}/${page.index + 1}.${picture.format === 'jpeg' ? 'jpg' : picture.format}`
  await jobs.put(key, picture.bytes, mediaTypes[picture.format] ?? 'application/octet-stream', { signal, onExchange })
  const { callbackUrl, callbackOf } = options
  const token = callbackUrl !== null && callbackOf ? randomBytes(24).toString('base64url') : null
  // Before the order is sent: the callback may be here before its answer.
  const woken = token === null ? null : callbackOf!(token, stopWaiting).catch(() => undefined)
  const callback =
    token === null
      ? null
      : { url: `${callbackUrl}?token=${token}`, format: request.parameters['CallBackFormat'] || 'XML' }
  try {
    const order = { object: key, cardType, userData, jobLevel: request.parameters['JobLevel'] || undefined, callback }
    const jobId = await jobs.create(order, { signal, onExchange, beforePaidCall })
    return { page, jobId, key, woken }
  } catch (error) {
    // No job will read it, or nobody will know of the job that does.
    await jobs.remove(key, { onExchange })
    throw error
  }
}

/** Orders the pages that have no job yet, one after the other, and writes each job down as soon as there is one. */
async function orderAll(
  dependencies: Dependencies,
  request: RecogniseRequest,
  context: RecogniseContext,
  stopWaiting: AbortSignal,
): Promise<Ordered[]> {
  const kept: Record<string, string> = { ...request.job }
  const ordered: Ordered[] = []
  for (const [at, page] of request.pages.entries()) {
    context.signal.throwIfAborted()
    const [jobId, key] = [kept[nameOf('jobId', at)], kept[nameOf('key', at)]]
    if (jobId !== undefined && key !== undefined) {
      ordered.push({ page, jobId, key, woken: null })
      continue
    }
    if (kept['ordering'] === String(at)) throw outcomeUnknown()
    context.onProgress({ stage: 'sending', share: (at / request.pages.length) * 0.5 })
    // Of the first page the console itself knows that a paid call was begun; of the others only this says so.
    if (at > 0) {
      kept['ordering'] = String(at)
      await context.keepJob({ ...kept })
    }
    const order = await orderPage(dependencies, request, context, page, stopWaiting)
    kept[nameOf('jobId', at)] = order.jobId
    kept[nameOf('key', at)] = order.key
    delete kept['ordering']
    await context.keepJob({ ...kept })
    ordered.push(order)
  }
  return ordered
}

async function waitAll(
  { jobs }: Dependencies,
  ordered: readonly Ordered[],
  context: RecogniseContext,
): Promise<Finished[]> {
  const { signal, onExchange } = context
  const finished: Finished[] = []
  for (const [at, { jobId, key, woken }] of ordered.entries()) {
    context.onProgress({ stage: 'polling', share: 0.5 + (at / ordered.length) * 0.5 })
    try {
      finished.push(await jobs.wait(jobId, { signal, onExchange }, woken))
    } catch (error) {
      // While the process only stops, the job goes on and needs its object.
      if (!signal.aborted || isCancelled(signal)) {
        for (const rest of ordered.slice(at)) await jobs.remove(rest.key, { onExchange })
      }
      throw error
    }
    await jobs.remove(key, { onExchange })
  }
  return finished
}

function answerOf(
  request: RecogniseRequest,
  ordered: readonly Ordered[],
  finished: readonly Finished[],
): ProviderAnswer {
  const isOne = finished.length === 1
  const results = finished.map(({ result }) => result)
  const kind = kindOf(cardTypeOf(request), results, request.kind.kind)
  const fields = finished.flatMap(({ result, job }, at) => {
    const { page } = ordered[at]!
    const path = `${isOne ? '' : `[${at}].`}${job.path}.Operation.ImageLicenseRecResult.`
    return fieldsOf(result, { kind, page: page.index, size: page, path })
  })
  const [first] = finished
  const raw = isOne
    ? first!.raw
    : { contentType: 'application/json', body: JSON.stringify(finished.map((each) => each.raw.body)) }
  return { kind, requestId: first!.requestId, findings: { ...noFindings(), fields }, raw }
}

/**
 * One job a page: the picture is put into the bucket, the job ordered and written down, asked for until it has ended, and the picture deleted.
 * After a restart the jobs that were written down are only asked for. A card on which nothing was found (`Status` 0) is a success without fields
 * (seed-facts/tencent-ci, `nothing-found`).
 */
export async function recogniseCards(
  dependencies: Dependencies,
  request: RecogniseRequest,
  context: RecogniseContext,
): Promise<ProviderAnswer> {
  cardTypeOf(request)
  userDataOf(request)
  const stop = new AbortController()
  try {
    const ordered = await orderAll(dependencies, request, context, AbortSignal.any([context.signal, stop.signal]))
    const finished = await waitAll(dependencies, ordered, context)
    context.onProgress({ stage: 'reading', share: 1 })
    return answerOf(request, ordered, finished)
  } finally {
    stop.abort()
  }
}

import type { Cloud } from '../http.ts'
import { limitError, pictureFor } from '../picture.ts'
import { ProviderError, type RecogniseContext, type RecogniseRequest, type UprightPage } from '../provider.ts'
import { provider } from './catalogue.ts'
import { failure } from './errors.ts'
import { limitsOf, type CapabilityId } from './limits.ts'
import type { CtyunOptions } from './options.ts'
import { hasRoom, largestPicture, signCall, type SentPage, type SignedCall } from './request.ts'
import { readAnswer, tooLargeForGateway, type OcrAnswer, type OcrItem } from './response.ts'

/** One call: the pages that were in it, and the answer or why there is none. */
export interface CallOutcome {
  pages: readonly UprightPage[]
  answer: OcrAnswer | null
  error: ProviderError | null
  requestId: string | null
}

export interface Caller {
  cloud: Cloud
  options: CtyunOptions
  keys: NonNullable<CtyunOptions['keys']>
}

/** The document gives no time; 50 pictures take longer than one. Milliseconds. */
const timeoutOf = (pictures: number) => Math.min(300_000, 55_000 + 5_000 * pictures)

function maskOf({ accessKey, securityKey, appKey }: Caller['keys']): (text: string) => string {
  return (text) => text.replaceAll(securityKey, '***').replaceAll(accessKey, '***').replaceAll(appKey, '***')
}

async function callOnce(
  { cloud, options, keys }: Caller,
  capability: CapabilityId,
  batch: readonly SentPage[],
  context: RecogniseContext,
): Promise<{ answer: OcrAnswer; requestId: string }> {
  const attempt: { signed?: SignedCall } = {}
  const answer = await cloud.call(
    () => {
      attempt.signed = signCall(capability, batch, options, keys)
      return attempt.signed.request
    },
    {
      purpose: 'recognise',
      signal: context.signal,
      onExchange: context.onExchange,
      beforePaidCall: context.beforePaidCall,
      timeoutMs: timeoutOf(batch.length),
      read: (received) =>
        readAnswer(received, {
          capability,
          keys: attempt.signed!.keys,
          now: options.clock(),
          mask: maskOf(keys),
          random: options.random,
        }),
    },
  )
  return { answer, requestId: attempt.signed!.request.headers['ctyun-eop-request-id']! }
}

/**
 * Sends one batch. When the gateway in front finds it too large, its halves are sent: nobody knows its true limit, and what nginx refuses was neither
 * recognised nor charged.
 */
async function send(
  caller: Caller,
  capability: CapabilityId,
  batch: readonly SentPage[],
  context: RecogniseContext,
): Promise<CallOutcome[]> {
  const pages = batch.map(({ page }) => page)
  try {
    const answered = await callOnce(caller, capability, batch, context)
    // Every picture that the algorithm saw is a call, also one that it answered with an error of its own.
    context.onCounted?.(batch.length)
    return [{ ...answered, pages, error: null }]
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    if (error.problem.providerCode === tooLargeForGateway && batch.length > 1) {
      const half = Math.ceil(batch.length / 2)
      const first = await send(caller, capability, batch.slice(0, half), context)
      return [...first, ...(await send(caller, capability, batch.slice(half), context))]
    }
    // The manual leaves open what the refusal of a whole list costs: one call (pricing.json, `adviceForStandInEn`).
    const { whoseFault, providerCode } = error.problem
    const reached = whoseFault === 'document' && providerCode !== undefined && providerCode !== tooLargeForGateway
    if (reached) context.onCounted?.(1)
    return [{ pages, answer: null, error, requestId: null }]
  }
}

/**
 * Sends every page, as many in a call as the API, the gateway and the order of the pages allow; never more than one batch is held in memory.
 * A call that fails after another succeeded does not undo it: that one is paid for. A first call that fails ends it all, so that a wrong key
 * is not tried fifty times.
 * @throws {ProviderError} when no call succeeded; the signal's reason when aborted
 */
export async function sendPages(
  caller: Caller,
  capability: CapabilityId,
  request: RecogniseRequest,
  context: RecogniseContext,
): Promise<CallOutcome[]> {
  const { maxRequestBytes, envelope } = caller.options
  const limits = limitsOf[capability]
  const { pages } = request
  const most = limits.maxPages ?? 1
  if (pages.length > most) {
    throw limitError(provider, { code: 'too-many-pages', parameters: { pages: pages.length, maxPages: most } })
  }
  const maxBytes = Math.min(limits.maxBytes, largestPicture(capability, maxRequestBytes, envelope !== null))
  const outcomes: CallOutcome[] = []
  let batch: SentPage[] = []
  const stopped: { by: ProviderError | null } = { by: null }
  const flush = async () => {
    if (batch.length === 0) return
    if (stopped.by === null) outcomes.push(...(await send(caller, capability, batch, context)))
    else outcomes.push({ pages: batch.map(({ page }) => page), answer: null, error: stopped.by, requestId: null })
    const { error } = outcomes.at(-1)!
    if (error !== null) {
      if (outcomes.every(({ answer }) => answer === null)) throw error
      // What was refused for its pictures says nothing about the next ones; everything else would come again.
      if (error.problem.whoseFault !== 'document') stopped.by = error
    }
    batch = []
  }
  for (const [at, page] of pages.entries()) {
    context.signal.throwIfAborted()
    if (stopped.by === null) {
      context.onProgress({ stage: 'sending', share: at / pages.length })
      const picture = await pictureFor(provider, page, { ...limits, maxBytes })
      context.signal.throwIfAborted()
      if (!hasRoom(capability, batch, picture, caller.options)) await flush()
      batch.push({ page, picture })
    } else {
      await flush()
      outcomes.push({ pages: [page], answer: null, error: stopped.by, requestId: null })
    }
  }
  await flush()
  context.signal.throwIfAborted()
  context.onProgress({ stage: 'reading', share: 1 })
  return outcomes
}

/** What came of one page: its item of the answer, or why there is none. */
export interface PageOutcome {
  page: UprightPage
  /** Place of its call among the calls. */
  call: number
  item: OcrItem | null
  error: ProviderError | null
}

/** The outcomes of the calls, page by page in the order of the document: results keep the order of the pictures that were sent (S2). */
export function outcomesByPage(calls: readonly CallOutcome[]): PageOutcome[] {
  return calls.flatMap(({ pages, answer, error }, call) =>
    pages.map((page, at): PageOutcome => {
      if (answer === null) return { page, call, item: null, error }
      const item = answer.items[at] ?? null
      if (item !== null) return { page, call, item, error: item.failure }
      const detail = {
        en: `CTyun gave ${answer.items.length} results for ${pages.length} pictures; this one has none.`,
        zh: `天翼云对 ${pages.length} 张图片只返回了 ${answer.items.length} 个结果。`,
      }
      return { page, call, item: null, error: failure('provider-failed', detail) }
    }),
  )
}

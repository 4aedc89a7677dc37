import { checkLimits } from '../../contract/limits.ts'
import type { Findings } from '../../contract/result.ts'
import { limitError, pictureFor } from '../picture.ts'
import {
  ProviderError,
  type ProviderAnswer,
  type RecogniseContext,
  type RecogniseRequest,
  type UprightPage,
} from '../provider.ts'
import type { ViapiAnswer, ViapiCalls } from './calls.ts'
import type { Way } from './catalogue.ts'
import { providerId } from './errors.ts'
import { mostTasksPerCall } from './limits.ts'
import { onPage, rawOfSeveral, together, withPaths } from './merge.ts'
import { fileParameters, ownParameters } from './request.ts'
import { findingsOf } from './response.ts'
import { sensitiveOf, type FileStore, type StoredFile } from './upload.ts'

export interface Services {
  calls: ViapiCalls
  store: FileStore
}

interface PageCall {
  /** Null where the pages were not read. */
  read: { kind: string; findings: Findings; answer: ViapiAnswer } | null
  /** Why these pages were not read; only what is the document's fault ends up here. */
  error: unknown
  /** The answer as it came, or the error of pages that were never sent. */
  body: string
}

/** Sides are known without decoding: nothing is sent, and so nothing paid for, while a later page can never be sent. */
function checkSides({ capability, pages }: RecogniseRequest): void {
  const { maxPages: _, maxBytes: __, ...limits } = capability.limits
  for (const { index, width, height } of pages) {
    const facts = { format: capability.limits.formats[0]!, bytes: 1, width, height, pages: 1 }
    const [breach] = checkLimits(facts, limits)
    if (breach) throw limitError(providerId, breach, index)
  }
}

function inGroups<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  )
}

/** One call a page, or a list of pages a call. */
export const callsFor = (way: Way, pages: number) =>
  way.takes === 'pages' ? Math.ceil(pages / mostTasksPerCall) : pages

const isDocumentsFault = (error: unknown): error is ProviderError =>
  error instanceof ProviderError && error.problem.whoseFault === 'document'

/**
 * Recognisers of pictures: one call a page, or one for up to ten pages where the action takes lists. What belongs together is merged by page.
 *
 * A page that the recogniser cannot read (the document's fault: another kind of picture, unreadable) does not spoil the others: its refusal
 * stands at its place in `raw`, and the rest is answered. When no page could be read, the first refusal is thrown. Anything else (credentials,
 * rate, an outage) ends the recognition at once, because it would meet every further page, and because an answer that silently lacks pages for
 * such a reason would look complete.
 */
export async function recognisePages(
  { calls, store }: Services,
  way: Way,
  request: RecogniseRequest,
  context: RecogniseContext,
): Promise<ProviderAnswer> {
  const { capability, kind, pages, parameters } = request
  const { signal, onCounted, onExchange, onProgress, beforePaidCall } = context
  checkSides(request)
  const own = ownParameters(capability, parameters, kind.kind)
  const groups = inGroups(pages, way.takes === 'pages' ? mostTasksPerCall : 1)

  async function callFor(group: readonly UprightPage[], done: number): Promise<PageCall> {
    const call: PageCall = { read: null, error: null, body: '' }
    const stored: StoredFile[] = []
    const share = (part: number) => (done + part) / groups.length
    try {
      for (const page of group) {
        onProgress({ stage: 'preparing', share: share((0.4 * stored.length) / group.length) })
        const picture = await pictureFor(providerId, page, capability.limits)
        signal.throwIfAborted()
        stored.push(await store.put(picture, `${request.id}/${page.index}`, { signal, onExchange }))
      }
      onProgress({ stage: 'sending', share: share(0.5) })
      const urls = stored.map(({ url }) => url)
      call.read = await calls.recognise(
        capability.id,
        { ...own, ...fileParameters(way.file, urls) },
        {
          signal,
          onExchange,
          beforePaidCall,
          sensitive: sensitiveOf(stored),
          onAnswer: (answer) => (call.body = answer.text()),
          read: (answer) => {
            if (answer.data === null) throw new Error('no Data')
            const found = findingsOf(capability.id, answer.data, { parameters: own, pages: group, kind: kind.kind })
            const findings = group.length === 1 ? onPage(found.findings, group[0]!) : found.findings
            return { kind: found.kind, findings, answer }
          },
        },
      )
    } catch (error) {
      if (signal.aborted || !isDocumentsFault(error) || groups.length === 1) throw error
      call.error = error
      // A page that was never sent has no answer: what the console itself found stands in its place.
      call.body ||= JSON.stringify({ Code: error.problem.code, Message: error.problem.detail ?? error.problem.title })
    } finally {
      // Failed calls are free (pricing.json, `notBilled`).
      if (call.read) onCounted?.(1)
      await Promise.all(
        stored.flatMap(({ objectName }) => (objectName === null ? [] : [store.remove(objectName, onExchange)])),
      )
    }
    return call
  }

  const made: PageCall[] = []
  for (const group of groups) made.push(await callFor(group, made.length))

  const [only] = made
  if (made.length === 1 && only?.read) {
    const { answer, kind: found, findings } = only.read
    return {
      kind: found,
      requestId: answer.requestId,
      findings,
      raw: { contentType: answer.contentType, body: answer.body },
    }
  }
  const read = made.flatMap((call, place) => (call.read ? [{ ...call.read, place }] : []))
  const [first] = read
  if (!first) throw only?.error ?? new Error('a document without pages')
  return {
    kind: first.kind,
    requestId: first.answer.requestId,
    findings: together(read.map(({ findings, place }) => withPaths(findings, (path) => `[${place}].${path}`))),
    raw: rawOfSeveral(made.map(({ body }) => body)),
  }
}

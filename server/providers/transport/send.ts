import type { ProviderError } from '../provider.ts'
import type { CloudAnswer, CloudRequest } from '../http.ts'
import { networkFailure } from './network-failure.ts'
import * as problems from './problems.ts'
import { AnswerError, readAnswer } from './read-answer.ts'

export interface SendOptions {
  provider: string
  fetch: typeof globalThis.fetch
  signal: AbortSignal
  timeoutMs: number
  mostBytes: number
  /** Whether the call may be charged: then nobody sends it again who does not know that it was never seen. */
  billable: boolean
}

/** How sending ended: with an answer, or with an error and what there was of an answer. `error` may be the reason of the caller's signal. */
export type Sent = { answer: CloudAnswer; error?: undefined } | { answer: CloudAnswer | null; error: unknown }

/** The origin of a redirect's target; its path and query may hold what is nobody's business. */
function targetOf(location: string | undefined, url: URL): string | null {
  if (location === undefined || !URL.canParse(location, url)) return null
  return new URL(location, url).origin
}

function checkHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  for (const forbidden of ['expect', 'host', 'content-length', 'transfer-encoding', 'connection'])
    if (forbidden in headers) throw new TypeError(`The header ${forbidden} is not a request's to set.`)
  // A compressed answer could not be compared with its announced length.
  return { 'accept-encoding': 'identity', ...headers }
}

/** A fetch that was put in place of Node's may not know about the signal; nobody waits for it then. */
function orAborted(sending: Promise<Response>, signal: AbortSignal): Promise<Response> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason as Error)
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
    sending.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}

/**
 * Sends one signed request once and reads its answer. No redirect is followed, and no `Expect` is sent.
 * @throws {TypeError} for headers that are not a request's to set; everything else is in what it gives
 */
export async function send(request: CloudRequest, options: SendOptions): Promise<Sent> {
  const { provider, fetch, signal, timeoutMs, mostBytes, billable } = options
  const { method, url, body } = request
  const headers = checkHeaders(request.headers)
  const slow = new AbortController()
  const timer = setTimeout(() => slow.abort(new Error('time limit')), timeoutMs)
  const either = AbortSignal.any([signal, slow.signal])
  try {
    const sending = fetch(url, {
      method,
      headers,
      redirect: 'manual',
      signal: either,
      ...(body && { body: body as BodyInit }),
    })
    const response = await orAborted(sending, either)
    const answer = await readAnswer(response, { method, mostBytes, signal: either })
    const isRedirect =
      response.type === 'opaqueredirect' || (answer.status >= 300 && answer.status < 400 && answer.status !== 304)
    if (!isRedirect) return { answer }
    return { answer, error: problems.redirected(provider, answer.status, targetOf(answer.headers['location'], url)) }
  } catch (error) {
    if (signal.aborted) return { answer: null, error: signal.reason as unknown }
    if (slow.signal.aborted) return { answer: null, error: lateError() }
    if (error instanceof AnswerError) return { answer: error.answer, error: answerError(error) }
    return { answer: null, error: failureError(error) }
  } finally {
    clearTimeout(timer)
  }

  function lateError(): ProviderError {
    return billable
      ? problems.outcomeUnknown(provider, `no answer within ${timeoutMs} ms`)
      : problems.timedOut(provider, timeoutMs)
  }

  function answerError(error: AnswerError): ProviderError {
    return error.type === 'too-large'
      ? problems.answerTooLarge(provider, mostBytes, billable)
      : problems.truncated(provider, error.answer.body.byteLength, error.expected, billable, error.cause)
  }

  function failureError(error: unknown): ProviderError {
    const { type, reason } = networkFailure(error)
    if (type === 'not-sent' || type === 'trust') return problems.unreachable(provider, reason, type === 'trust', error)
    if (billable) return problems.outcomeUnknown(provider, reason, error)
    return type === 'slow' ? problems.timedOut(provider, timeoutMs) : problems.connectionLost(provider, reason, error)
  }
}

import type { Exchange } from '../../contract/exchange.ts'
import type { CallOptions, CloudAnswer, CloudOptions, CloudRequest } from '../http.ts'
import { createCloud } from '../http.ts'
import { ProviderError } from '../provider.ts'

type Reply = Response | Error | (() => Response | Promise<Response>)

/**
 * A cloud whose other side answers from a list, under a clock that only waiting moves. What is asked for beyond the list fails the test.
 */
export function testCloud(replies: Reply[], options: Partial<CloudOptions> = {}) {
  let now = Date.parse('2026-03-01T00:00:00Z')
  const sent: { url: string; init: RequestInit }[] = []
  const waits: number[] = []
  const left = [...replies]
  const cloud = createCloud({
    provider: 'test-cloud',
    fetch: async (url, init) => {
      sent.push({ url: url instanceof Request ? url.url : url.toString(), init: init ?? {} })
      const reply = left.shift()
      if (reply === undefined) throw new Error('more requests than the test has answers for')
      if (reply instanceof Error) throw reply
      return typeof reply === 'function' ? reply() : reply
    },
    clock: () => new Date(now),
    random: () => 0.5,
    wait: async (milliseconds, signal) => {
      signal.throwIfAborted()
      waits.push(milliseconds)
      now += milliseconds
    },
    origins: ['https://cloud.test'],
    secrets: [],
    identifiers: [],
    ...options,
  })
  const pass = (milliseconds: number) => {
    now += milliseconds
  }
  return { cloud, sent, waits, pass }
}

export function testRequest(change: Partial<CloudRequest> = {}): CloudRequest {
  return {
    method: 'POST',
    url: new URL('https://cloud.test/v1'),
    headers: { 'content-type': 'application/json' },
    body: new TextEncoder().encode('{}'),
    signing: [],
    sensitive: [],
    ...change,
  }
}

/** Options of a call; `paid` makes it one that may be charged, `exchanges` keeps its records. */
export function testCall<Value = unknown>(
  change: Partial<CallOptions<Value>> & { paid?: () => void; exchanges?: Exchange[] } = {},
): CallOptions<Value> {
  const { paid, exchanges, ...rest } = change
  return {
    purpose: 'recognise',
    signal: new AbortController().signal,
    timeoutMs: 1000,
    read: (answer: CloudAnswer) => JSON.parse(answer.text()) as Value,
    ...(exchanges && { onExchange: (exchange: Exchange) => void exchanges.push(exchange) }),
    ...(paid && { beforePaidCall: async () => paid() }),
    ...rest,
  }
}

/** The problem that a call ends in. */
export async function problemOf(call: Promise<unknown>) {
  const error = await call.then(
    () => new Error('it succeeded'),
    (reason: unknown) => reason,
  )
  if (!(error instanceof ProviderError)) throw error
  return error.problem
}

/** What Node's fetch rejects with. */
export function networkError(code: string, syscall?: string): TypeError {
  const cause = Object.assign(new Error(code), { code, ...(syscall && { syscall }) })
  return new TypeError('fetch failed', { cause })
}

export const json = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } })

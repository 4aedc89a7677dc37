import type { Circuit, ProviderStatus } from '../../contract/provider.ts'
import type { CallOptions, Cloud, CloudOptions, CloudRequest } from '../http.ts'
import { ProviderError } from '../provider.ts'
import { createCircuitBreaker, isIllness, type Passage } from './circuit-breaker.ts'
import { recordExchange } from './exchange-record.ts'
import { createLimiter } from './limiter.ts'
import { maskProblem } from './mask-problem.ts'
import { createMask } from './mask.ts'
import { originRule } from './origin-rule.ts'
import * as problems from './problems.ts'
import { createRetryBudget, growingDelay, longestAdvisedMs, retryAfterMs } from './retry-delays.ts'
import { send, type Sent } from './send.ts'
import { waitFor } from './wait.ts'

const usualAnswerBytes = 16 * 1024 * 1024

type Sign = (attempt: number) => CloudRequest | Promise<CloudRequest>
type Outcome<Value> = { value: Value } | { error: unknown; retryAfter: number | null }

/** Calls with everything that stands between one call and its attempts: queue, breaker, signing, sending, reading, the record, and the next try. */
export function createAttempts(options: CloudOptions): Pick<Cloud, 'call' | 'circuit' | 'lastCall'> {
  const { provider, fetch, clock, origins, secrets, identifiers } = options
  const { random = Math.random, wait = waitFor, mostAttempts = 3 } = options
  const isAllowed = originRule(origins)
  const limiter = createLimiter({ ...options.limiter, clock, wait })
  const breaker = createCircuitBreaker(clock)
  const budget = createRetryBudget()
  let lastCall: ProviderStatus['lastCall'] = null

  function enterCircuit({ purpose }: CallOptions<unknown>): Passage {
    if (purpose === 'probe') return breaker.force()
    const passage = breaker.enter()
    if (!('refusedUntil' in passage)) return passage
    throw problems.circuitOpen(provider, passage.refusedUntil, breaker.state().failures, passage.afterMs)
  }

  /** What the answer means; an error of no class of ours is an answer that cannot be read. */
  async function readValue<Value>(
    sent: Sent,
    call: CallOptions<Value>,
  ): Promise<{ value: Value } | { error: unknown }> {
    if ('error' in sent && sent.error !== undefined) return { error: sent.error }
    const answer = sent.answer!
    try {
      return { value: await call.read(answer) }
    } catch (error) {
      if (call.signal.aborted) return { error: call.signal.reason as unknown }
      if (error instanceof ProviderError) return { error }
      return { error: problems.unreadable(provider, answer, call.beforePaidCall !== undefined, error) }
    }
  }

  function judge(passage: Passage, outcome: { value: unknown } | { error: unknown }): void {
    if ('value' in outcome) return passage.succeeded()
    if (!(outcome.error instanceof ProviderError)) return passage.abandoned()
    if (isIllness(outcome.error)) return passage.failed()
    // A rate limit or a refusal is an answer all the same; what never reached the cloud says nothing about it.
    if (outcome.error.problem.code === 'provider-unreachable') return passage.abandoned()
    passage.succeeded()
  }

  async function attemptIn<Value>(
    passage: Passage,
    sign: Sign,
    attempt: number,
    call: CallOptions<Value>,
  ): Promise<Outcome<Value>> {
    const request = await sign(attempt)
    if (!isAllowed(request.url)) throw problems.originRefused(provider, request.url.origin)
    call.signal.throwIfAborted()
    await call.beforePaidCall?.()
    call.signal.throwIfAborted()

    const startedAt = clock()
    const sent = await send(request, {
      provider,
      fetch,
      signal: call.signal,
      timeoutMs: call.timeoutMs,
      mostBytes: call.maxAnswerBytes ?? usualAnswerBytes,
      billable: call.beforePaidCall !== undefined,
    })
    const durationMs = Math.max(0, clock().getTime() - startedAt.getTime())
    const outcome = await readValue(sent, call)
    judge(passage, outcome)

    const mask = createMask({ secrets, identifiers, sensitive: request.sensitive })
    const error = 'error' in outcome && outcome.error instanceof ProviderError ? outcome.error : undefined
    if (error) maskProblem(error, mask)
    const { purpose } = call
    const ok = 'value' in outcome
    const code = error?.problem.code ?? (ok ? null : 'cancelled')
    const status = sent.answer?.status ?? null
    lastCall = { at: startedAt.toISOString(), purpose, status, durationMs, ok, code }
    const { answer } = sent
    call.onExchange?.(
      recordExchange(mask, { purpose, attempt, startedAt, durationMs, request, answer, error: error?.problem }),
    )
    if ('value' in outcome) return outcome
    return { error: outcome.error, retryAfter: retryAfterMs(answer?.headers['retry-after'], clock()) }
  }

  async function attemptOnce<Value>(sign: Sign, attempt: number, call: CallOptions<Value>): Promise<Outcome<Value>> {
    // Others hold a place in the queue while they wait for a token.
    const leave = call.purpose === 'token' ? () => {} : await limiter.enter(call.signal)
    try {
      const passage = enterCircuit(call)
      try {
        return await attemptIn(passage, sign, attempt, call)
      } finally {
        passage.abandoned()
      }
    } finally {
      leave()
    }
  }

  /** Milliseconds until the next attempt, or null where there must be none. */
  function delayAfter(outcome: { error: unknown; retryAfter: number | null }, attempt: number): number | null {
    const { error, retryAfter } = outcome
    if (!(error instanceof ProviderError) || error.retry === undefined || attempt >= mostAttempts) return null
    const advised = Math.max(error.retry.afterMs ?? 0, retryAfter ?? 0)
    if (advised > longestAdvisedMs || breaker.refusal() !== null || !budget.spend()) return null
    return advised > 0 ? advised : growingDelay(attempt, random)
  }

  async function call<Value>(sign: Sign, call: CallOptions<Value>): Promise<Value> {
    call.signal.throwIfAborted()
    budget.earn()
    // Refused at once rather than after a wait in the queue.
    const refused = call.purpose === 'probe' ? null : breaker.refusal()
    if (refused) throw problems.circuitOpen(provider, refused.refusedUntil, breaker.state().failures, refused.afterMs)
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await attemptOnce(sign, attempt, call)
      if ('value' in outcome) return outcome.value
      const delay = delayAfter(outcome, attempt)
      if (delay === null) throw outcome.error
      await wait(delay, call.signal)
    }
  }

  return { call, circuit: (): Circuit => breaker.state(), lastCall: () => lastCall }
}

import type { CallOptions, Cloud, CloudOptions, CloudRequest } from '../http.ts'
import { ProviderError } from '../provider.ts'
import * as problems from './problems.ts'
import { waitFor } from './wait.ts'

const growth = 1.5
/** A job that has been paid for is not given up because the cloud is ill for a moment. */
const mostFailuresInARow = 5

type Poll = Cloud['poll']

/** How long to wait after a failed question, or null where asking again does not help. */
function patienceAfter(error: unknown, failures: number): number | null {
  if (!(error instanceof ProviderError)) return null
  const { code, retryable, whoseFault, parameters } = error.problem
  if (code === 'provider-circuit-open') return Number(parameters?.['retryAfterMs'] ?? 0)
  return retryable && whoseFault === 'provider' && failures < mostFailuresInARow ? 0 : null
}

/** Asks until there is something, at growing distances. Time that was waited counts even where the clock stands still. */
export function createPoll(
  call: Cloud['call'],
  { provider, clock, wait = waitFor, random = Math.random }: CloudOptions,
): Poll {
  return async function poll<Value>(
    sign: (attempt: number) => CloudRequest | Promise<CloudRequest>,
    options: CallOptions<Value | null> & { firstDelayMs: number; mostDelayMs: number; patienceMs: number },
  ): Promise<Value> {
    const { firstDelayMs, mostDelayMs, patienceMs, ...callOptions } = options
    const startedAt = clock().getTime()
    let waitedMs = 0
    let failures = 0
    let delay = firstDelayMs
    let atLeast = 0
    let lastError: unknown
    for (;;) {
      // A fifth of jitter, so that jobs that were ordered together are not asked for together.
      const thisDelay = Math.max(atLeast, Math.round(Math.min(delay, mostDelayMs) * (0.8 + 0.2 * random())))
      const elapsed = Math.max(waitedMs, clock().getTime() - startedAt)
      if (elapsed >= patienceMs) throw lastError ?? problems.jobTimedOut(provider, patienceMs)
      await wait(Math.min(thisDelay, patienceMs - elapsed), options.signal)
      waitedMs += Math.max(1, Math.min(thisDelay, patienceMs - elapsed))
      delay = Math.min(delay * growth, mostDelayMs)
      try {
        const value = await call(sign, callOptions)
        if (value !== null) return value
        failures = 0
        atLeast = 0
        lastError = undefined
      } catch (error) {
        failures += error instanceof ProviderError && error.problem.code === 'provider-circuit-open' ? 0 : 1
        const pause = patienceAfter(error, failures)
        if (pause === null) throw error
        atLeast = pause
        lastError = error
      }
    }
  }
}

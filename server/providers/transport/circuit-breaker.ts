import type { Circuit } from '../../contract/provider.ts'
import type { ProviderError } from '../provider.ts'

const failuresToOpen = 5
const openMs = 30_000

/** What one call says to the breaker when it is over; exactly one of the three. */
export interface Passage {
  succeeded(): void
  failed(): void
  /** It ended without showing how the provider is: cancelled, or never sent. */
  abandoned(): void
}

export interface CircuitBreaker {
  /** A passage, or when the next one may be (null: one call tries now). */
  enter(): Passage | { refusedUntil: string | null; afterMs: number }
  /** As `enter` would answer, without entering. */
  refusal(): { refusedUntil: string | null; afterMs: number } | null
  /** A passage for a call that a person asked for in order to see whether the provider is back: it is never refused. */
  force(): Passage
  state(): Circuit
}

/**
 * Whether an error shows that the provider is ill. A rate limit shows that it is well, and so does an answer that blames someone else.
 */
export function isIllness({ problem }: ProviderError): boolean {
  return (
    problem.whoseFault === 'provider' &&
    problem.code !== 'provider-rate-limited' &&
    problem.code !== 'provider-circuit-open'
  )
}

/** Closed until `failuresToOpen` failures in a row, then open for 30 s, then half-open: one call tries, and its outcome decides. */
export function createCircuitBreaker(clock: () => Date): CircuitBreaker {
  let failures = 0
  let openUntil: number | null = null
  let trying = false

  function open(): void {
    openUntil = clock().getTime() + openMs
  }

  function passage(isTrial: boolean): Passage {
    let over = false
    const once = (then: () => void) => () => {
      if (over) return
      over = true
      if (isTrial) trying = false
      then()
    }
    return {
      succeeded: once(() => {
        failures = 0
        openUntil = null
      }),
      failed: once(() => {
        failures += 1
        if (isTrial || (openUntil === null && failures >= failuresToOpen)) open()
      }),
      abandoned: once(() => {}),
    }
  }

  function refusal(): { refusedUntil: string | null; afterMs: number } | null {
    if (openUntil === null) return null
    const afterMs = openUntil - clock().getTime()
    if (afterMs > 0) return { refusedUntil: new Date(openUntil).toISOString(), afterMs }
    return trying ? { refusedUntil: null, afterMs: 1000 } : null
  }

  return {
    refusal,
    enter() {
      const refused = refusal()
      if (refused !== null) return refused
      const isTrial = openUntil !== null
      trying = isTrial
      return passage(isTrial)
    },
    force: () => passage(false),
    state() {
      if (openUntil === null) return { state: 'closed', failures, until: null }
      const isOpen = openUntil > clock().getTime()
      return {
        state: isOpen ? 'open' : 'half-open',
        failures,
        until: isOpen ? new Date(openUntil).toISOString() : null,
      }
    },
  }
}

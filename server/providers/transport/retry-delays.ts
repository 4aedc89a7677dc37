const firstCeilingMs = 400
const lastCeilingMs = 20_000
/** A longer advice than this is a person's to wait for. */
export const longestAdvisedMs = 60_000

const initialRetries = 5
const mostRetries = 10
const retriesPerCall = 0.2

/**
 * Full jitter: anything between nothing and a ceiling that doubles, so that callers who failed together do not come back together.
 * @param attempt the one that failed, from 1
 */
export function growingDelay(attempt: number, random: () => number): number {
  return Math.round(random() * Math.min(lastCeilingMs, firstCeilingMs * 2 ** (attempt - 1)))
}

/**
 * Milliseconds that a Retry-After header asks for (RFC 9110, 10.2.3: seconds or a date), or null.
 * A date in the past is 0; nonsense is null.
 */
export function retryAfterMs(value: string | undefined, now: Date): number | null {
  if (value === undefined) return null
  const text = value.trim()
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000
  const at = /[a-z]/i.test(text) ? Date.parse(text) : NaN
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime())
}

/**
 * A retry budget: each call earns a fifth of a retry, so that over time at most about a fifth more requests are sent than there are calls, and
 * an outage is not made worse by those who wait for its end.
 */
export function createRetryBudget(): { earn: () => void; spend: () => boolean } {
  let left = initialRetries
  return {
    earn() {
      left = Math.min(mostRetries, left + retriesPerCall)
    },
    spend() {
      // Fifths add up to a hair less than a whole.
      if (left < 1 - 1e-9) return false
      left -= 1
      return true
    },
  }
}

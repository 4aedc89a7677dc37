import { allowedSkewMs } from './verify-eop.ts'

/** The document's default: 10 requests per second (seed-facts/ctyun/common.json, `rateLimits`). */
const requestsPerWindow = 10

// Invention: how the second is measured. Requests that a client sent 100 ms apart do not arrive exactly so; a tenth less than a second forgives that.
const windowMs = 900

// Invention: no rule about repeated request ids is documented. They are "unique for each request", so one is refused while its date is still good.
const rememberedMs = 2 * allowedSkewMs + 480 * 60_000

/** What the gateway remembers of the requests that were signed rightly. */
export interface Traffic {
  /** Whether there were too many in the last second, this one included; it counts all the same. */
  isTooMuch(now: Date): boolean
  /** Whether a request id was there before; remembers it. */
  isRepeated(requestId: string, now: Date): boolean
}

export function createTraffic(): Traffic {
  let arrivals: number[] = []
  const seen = new Map<string, number>()
  return {
    isTooMuch(now) {
      const time = now.getTime()
      arrivals = [...arrivals.filter((arrival) => Math.abs(time - arrival) < windowMs), time]
      return arrivals.length > requestsPerWindow
    },
    isRepeated(requestId, now) {
      const time = now.getTime()
      for (const [id, at] of seen) {
        // In the order of their arrival: the first that is young enough ends it.
        if (time - at <= rememberedMs) break
        seen.delete(id)
      }
      if (seen.has(requestId)) return true
      seen.set(requestId, time)
      return false
    },
  }
}

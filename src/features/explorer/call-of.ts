import type { FileFacts } from '#contract/limits'
import type { PricedCalls } from '../../api/prices.ts'

/** One call of a capability on a file, as its price is asked for: a video is charged by its seconds and its size. */
export function callOf(provider: string, capability: string, facts?: FileFacts): PricedCalls {
  const asked = { provider, capability, calls: 1 }
  if (facts?.durationMs === undefined || facts.durationMs === null) return asked
  return {
    ...asked,
    seconds: facts.durationMs / 1000,
    width: facts.width ?? undefined,
    height: facts.height ?? undefined,
  }
}

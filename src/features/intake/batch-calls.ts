import type { PricedCalls } from '../../api/prices.ts'
import type { IntakeItem } from './intake-item.ts'

/** The calls that files which wait for the operator's word will be, by capability; each video for itself, as it is charged by its length. */
export function callsOf(items: Iterable<Pick<IntakeItem, 'stage' | 'recogniser' | 'others' | 'facts'>>): PricedCalls[] {
  const calls = new Map<string, PricedCalls>()
  for (const { stage, recogniser, others, facts } of items) {
    if (stage !== 'ready') continue
    for (const { provider, capability } of [recogniser, ...others]) {
      const seconds = facts?.durationMs ? facts.durationMs / 1000 : undefined
      const size = seconds === undefined ? {} : { seconds, width: facts?.width ?? 0, height: facts?.height ?? 0 }
      const key = JSON.stringify([provider, capability, size])
      const before = calls.get(key)
      calls.set(key, { provider, capability, calls: (before?.calls ?? 0) + 1, ...size })
    }
  }
  return [...calls.values()]
}

import { setImmediate } from 'node:timers/promises'

/** When a piece of work last let others run, and what ends it. */
export interface Breath {
  since: number
  signal: AbortSignal | undefined
}

/** Longest work in milliseconds between two turns of the event loop. */
const longest = 8

export const startBreath = (signal?: AbortSignal): Breath => ({ since: performance.now(), signal })

/** Lets the event loop turn when it has been held for long; rejects when the work was called off. */
export async function breathe(breath: Breath): Promise<void> {
  if (performance.now() - breath.since < longest) return
  await setImmediate()
  breath.signal?.throwIfAborted()
  breath.since = performance.now()
}

import type { Effort } from '#contract/review'
import { EffortMeter } from './model/effort.ts'

let inHand: EffortMeter | null = null
let listens = false

function listen(): void {
  if (listens) return
  listens = true
  // Passive and captured: what a key does is none of its business, and nothing it does can be in the way of one.
  const options = { capture: true, passive: true }
  window.addEventListener('keydown', ({ repeat }) => !repeat && inHand?.moved(true), options)
  window.addEventListener('pointerdown', () => inHand?.moved(true), options)
  window.addEventListener('wheel', () => inHand?.moved(false), options)
}

/** Begins to count what the document costs that is taken in hand now. @returns what it has cost so far */
export function watchEffort(): () => Effort {
  listen()
  const meter = new EffortMeter(() => performance.now())
  inHand = meter
  return () => meter.read()
}

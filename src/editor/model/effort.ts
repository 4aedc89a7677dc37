import type { Effort } from '#contract/review'

/** Nobody looks at a document for longer without a key or a movement: what is beyond is a pause, not work. Milliseconds. */
const longestThought = 30_000

/** What a review costs a person: the time between what they do, and how many keys and clicks. It counts; what is pressed it does not know. */
export class EffortMeter {
  readonly #now: () => number
  #last: number
  #worked = 0
  #keys = 0

  constructor(now: () => number) {
    this.#now = now
    this.#last = now()
  }

  /** Somebody moved; with `counts` a key or a button was pressed. */
  moved(counts: boolean): void {
    const now = this.#now()
    this.#worked += Math.min(longestThought, Math.max(0, now - this.#last))
    this.#last = now
    if (counts) this.#keys += 1
  }

  read(): Effort {
    this.moved(false)
    return { seconds: Math.min(86_400, Math.round(this.#worked / 1000)), keys: Math.min(1_000_000, this.#keys) }
  }
}

import { engineProblem } from './pool.ts'

interface Waiter<Slot> {
  take: (slot: Slot) => void
  refuse: (error: unknown) => void
  onPosition: (position: number) => void
}

/**
 * A fixed number of slots, first come first served, with a bounded line of waiters: whoever comes when the line is full is refused, so that a
 * flood is felt by its author and not by the machine's memory.
 */
export class Slots<Slot> {
  readonly #free: Slot[]
  readonly #waiting: Waiter<Slot>[] = []
  readonly #maxWaiting: number
  #refusal: Error | null = null

  constructor(slots: readonly Slot[], maxWaiting: number) {
    this.#free = [...slots]
    this.#maxWaiting = maxWaiting
  }

  get free(): number {
    return this.#free.length
  }

  get waiting(): number {
    return this.#waiting.length
  }

  /**
   * @param onPosition is told the place in the line, 1 for the first, whenever it changes.
   * @throws {ProblemError} `engine-busy` when the line is full; the signal's reason when it is aborted.
   */
  take(signal: AbortSignal | undefined, onPosition: (position: number) => void): Promise<Slot> {
    if (this.#refusal) return Promise.reject(this.#refusal)
    if (signal?.aborted) return Promise.reject(signal.reason as Error)
    const slot = this.#waiting.length === 0 ? this.#free.shift() : undefined
    if (slot !== undefined) return Promise.resolve(slot)
    if (this.#waiting.length >= this.#maxWaiting) {
      return Promise.reject(
        engineProblem('engine-busy', 'The local engine has too much to do', {
          detail: `${this.#waiting.length} pages are waiting already.`,
          action: 'Try again in a moment.',
          parameters: { waiting: this.#waiting.length },
        }),
      )
    }
    return new Promise((resolve, reject) => {
      const leave = () => signal?.removeEventListener('abort', abort)
      const waiter: Waiter<Slot> = {
        take: (slot) => {
          leave()
          resolve(slot)
        },
        refuse: (error) => {
          leave()
          reject(error)
        },
        onPosition,
      }
      const abort = () => {
        const place = this.#waiting.indexOf(waiter)
        if (place < 0) return
        this.#waiting.splice(place, 1)
        waiter.refuse(signal?.reason)
        this.#tellPositions(place)
      }
      signal?.addEventListener('abort', abort, { once: true })
      this.#waiting.push(waiter)
      onPosition(this.#waiting.length)
    })
  }

  give(slot: Slot): void {
    const next = this.#waiting.shift()
    if (!next) {
      this.#free.push(slot)
      return
    }
    next.take(slot)
    this.#tellPositions(0)
  }

  /** Refuses everybody who waits, and whoever comes later. */
  close(error: Error): void {
    this.#refusal = error
    for (const waiter of this.#waiting.splice(0)) waiter.refuse(error)
  }

  #tellPositions(from: number): void {
    for (let place = from; place < this.#waiting.length; place++) this.#waiting[place]!.onPosition(place + 1)
  }
}

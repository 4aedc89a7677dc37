/** Lets a few do something at once, in the order in which they came; the others wait. */
export class Turns<Seat> {
  readonly #free: Seat[]
  readonly #waiting: ((seat: Seat) => void)[] = []

  constructor(seats: Seat[]) {
    this.#free = [...seats]
  }

  /** @throws the reason of the signal when it is aborted before a seat is free */
  async take<Result>(signal: AbortSignal, work: (seat: Seat) => Promise<Result>): Promise<Result> {
    const seat = await this.#seat(signal)
    try {
      return await work(seat)
    } finally {
      const next = this.#waiting.shift()
      if (next) next(seat)
      else this.#free.unshift(seat)
    }
  }

  #seat(signal: AbortSignal): Promise<Seat> {
    signal.throwIfAborted()
    const free = this.#free.shift()
    if (free !== undefined) return Promise.resolve(free)
    return new Promise((resolve, reject) => {
      const onAbort = () => {
        this.#waiting.splice(this.#waiting.indexOf(grant), 1)
        reject(signal.reason as Error)
      }
      const grant = (seat: Seat) => {
        signal.removeEventListener('abort', onAbort)
        resolve(seat)
      }
      this.#waiting.push(grant)
      signal.addEventListener('abort', onAbort, { once: true })
    })
  }
}

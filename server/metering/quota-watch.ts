import type { Database } from '../db/open.ts'
import { raiseWarnings } from './warnings.ts'

/** Sees to it that warnings are raised soon after a pool has reached a level. */
export interface QuotaWatch {
  /** Something may have changed. Returns at once; many calls within a moment are looked at together. */
  poke(): void
  /** Looks now. */
  check(): Promise<void>
  /** Ends looking; what has begun is awaited. */
  stop(): Promise<void>
}

export interface QuotaWatchOptions {
  db: Database
  clock: () => Date
  /** Called after levels were reached. */
  onRaised: () => void
  log: (entry: Record<string, unknown>) => void
}

/** A call's own metering does not wait for this, and a thousand calls are one look. Milliseconds. */
const soonMs = 250
/** Packages expire without anybody calling. Milliseconds. */
const everyMs = 60_000

export function createQuotaWatch({ db, clock, onRaised, log }: QuotaWatchOptions): QuotaWatch {
  let timer: ReturnType<typeof setTimeout> | undefined
  let working: Promise<void> = Promise.resolve()
  let stopped = false

  async function look(): Promise<void> {
    try {
      if ((await raiseWarnings(db, clock())) > 0) onRaised()
    } catch (error) {
      log({
        level: 'error',
        event: 'warnings-not-raised',
        errorType: error instanceof Error ? error.name : typeof error,
      })
    }
  }
  function check(): Promise<void> {
    working = working.then(look)
    return working
  }
  function poke(): void {
    if (stopped) return
    timer ??= setTimeout(() => {
      timer = undefined
      void check()
    }, soonMs)
  }
  const regularly = setInterval(poke, everyMs)
  regularly.unref()
  return {
    poke,
    check,
    async stop() {
      stopped = true
      clearInterval(regularly)
      clearTimeout(timer)
      await working
    },
  }
}

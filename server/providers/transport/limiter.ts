import { setMaxListeners } from 'node:events'

/** How much may go to one cloud: starts per second, evenly spaced, and calls at a time. Whoever came first goes first. */
export interface Limiter {
  /** Resolves when it is the caller's turn; the returned function must be called when the call is over. Rejects with the signal's reason. */
  enter(signal: AbortSignal): Promise<() => void>
}

export interface LimiterOptions {
  /** Absent = as many as may come. */
  requestsPerSecond?: number | undefined
  concurrent?: number | undefined
  clock: () => Date
  wait: (milliseconds: number, signal: AbortSignal) => Promise<void>
}

interface Waiting {
  signal: AbortSignal
  go: () => void
  stop: () => void
}

/**
 * A bucket of one token that fills every 1000/requestsPerSecond ms: a burst of ten against a limit of ten a second would be twenty in the
 * second that follows, so the starts are spaced evenly instead.
 */
export function createLimiter({ requestsPerSecond, concurrent = Infinity, clock, wait }: LimiterOptions): Limiter {
  const spacingMs = requestsPerSecond === undefined ? 0 : 1000 / requestsPerSecond
  const queue: Waiting[] = []
  let running = 0
  let lastStart = -Infinity
  let pacing = false

  function leave(): () => void {
    let left = false
    return () => {
      if (left) return
      left = true
      running -= 1
      void pump()
    }
  }

  function admit(): void {
    const next = queue.shift()
    if (next === undefined) return
    next.signal.removeEventListener('abort', next.stop)
    running += 1
    next.go()
  }

  /** Lets the head of the queue go as soon as both bounds allow it. Only one runs at a time, so that the order stays. */
  async function pump(): Promise<void> {
    if (pacing) return
    pacing = true
    try {
      while (queue.length > 0 && running < concurrent) {
        // A clock that was set back must not stop the queue: nobody waits longer than one spacing.
        const delay = Math.min(Math.max(0, lastStart + spacingMs - clock().getTime()), spacingMs)
        const head = queue[0]!
        if (delay > 0) {
          // The head alone waits; when it is aborted meanwhile, the next one waits anew.
          const waited = await wait(delay, head.signal).then(
            () => true,
            () => false,
          )
          if (!waited && queue[0] === head) head.stop()
          if (!waited || queue[0] !== head) continue
        }
        const now = clock().getTime()
        const next = lastStart + spacingMs
        lastStart = next - now > spacingMs ? now : Math.max(now, next)
        admit()
      }
    } finally {
      pacing = false
    }
  }

  return {
    enter(signal) {
      if (signal.aborted) return Promise.reject(signal.reason as Error)
      // Many pages of one document wait under one signal.
      setMaxListeners(0, signal)
      return new Promise<() => void>((resolve, reject) => {
        const waiting: Waiting = {
          signal,
          go: () => resolve(leave()),
          stop: () => {
            const place = queue.indexOf(waiting)
            if (place >= 0) queue.splice(place, 1)
            signal.removeEventListener('abort', waiting.stop)
            reject(signal.reason as Error)
          },
        }
        signal.addEventListener('abort', waiting.stop, { once: true })
        queue.push(waiting)
        void pump()
      })
    },
  }
}

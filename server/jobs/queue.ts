/** A queue of ids inside this process. What makes it durable is where the ids come from: the recognitions that are not finished. */
export interface JobQueue {
  /** Adds a job, or does nothing when one with this id waits or runs. Batch work waits behind everything else. */
  add(id: string, options?: { batch?: boolean }): void
  /** Takes a waiting job out (true), or aborts a running one's signal (false: its handler has the last word). */
  cancel(id: string): boolean
  /** Takes no more jobs, waits for the running ones up to `graceMs`, then aborts them. What waited is left for the next start. */
  stop(graceMs: number): Promise<void>
}

interface Running {
  abort: AbortController
  done: Promise<void>
}

/** Why a running job's signal was aborted. */
export type StopReason = 'cancelled' | 'stopping'

export function stopReason(signal: AbortSignal): StopReason | null {
  return signal.aborted ? ((signal.reason as { stopReason?: StopReason }).stopReason ?? null) : null
}

function abortWith(controller: AbortController, reason: StopReason): void {
  controller.abort(
    Object.assign(new DOMException('The recognition was stopped.', 'AbortError'), { stopReason: reason }),
  )
}

/**
 * @param options.concurrency how many jobs run at once
 * @param options.handle must not reject for reasons of the job itself
 */
export function createJobQueue({
  concurrency,
  handle,
}: {
  concurrency: number
  handle: (id: string, signal: AbortSignal) => Promise<void>
}): JobQueue {
  const waiting = { person: new Set<string>(), batch: new Set<string>() }
  const running = new Map<string, Running>()
  let stopped = false

  function next(): string | undefined {
    for (const lane of [waiting.person, waiting.batch]) {
      const [id] = lane
      if (id !== undefined) {
        lane.delete(id)
        return id
      }
    }
    return undefined
  }

  function fill(): void {
    for (let free = stopped ? 0 : concurrency - running.size; free > 0; free -= 1) {
      const id = next()
      if (id === undefined) return
      const abort = new AbortController()
      const done = handle(id, abort.signal).finally(() => {
        running.delete(id)
        fill()
      })
      running.set(id, { abort, done })
    }
  }

  return {
    add(id, { batch = false } = {}) {
      if (stopped || running.has(id) || waiting.person.has(id)) return
      if (batch && waiting.batch.has(id)) return
      waiting.batch.delete(id)
      waiting[batch ? 'batch' : 'person'].add(id)
      fill()
    },
    cancel(id) {
      if (waiting.person.delete(id) || waiting.batch.delete(id)) return true
      const job = running.get(id)
      if (job) abortWith(job.abort, 'cancelled')
      return false
    },
    async stop(graceMs) {
      stopped = true
      const jobs = [...running.values()]
      const finished = Promise.allSettled(jobs.map(({ done }) => done))
      const timer = setTimeout(() => {
        for (const { abort } of jobs) abortWith(abort, 'stopping')
      }, graceMs)
      await finished
      clearTimeout(timer)
    },
  }
}

/** A durable queue of ids. Whatever was queued or running when the process died runs again. */
export interface JobQueue {
  /** Adds a job, or does nothing when one with this id waits or runs. Higher priorities first, then in the order of arrival. */
  add(id: string, options?: { priority?: number }): Promise<void>
  /** Takes a waiting job out; aborts a running one's signal. */
  cancel(id: string): Promise<void>
  /** Begins to hand out jobs. `handle` must not reject for reasons of the job itself. */
  start(handle: (id: string, signal: AbortSignal) => Promise<void>): Promise<void>
  /** Takes no more jobs, waits for the running ones up to `graceMs`, then aborts them; they run again at the next start. */
  stop(graceMs?: number): Promise<void>
}

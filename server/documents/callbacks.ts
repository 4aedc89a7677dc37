/** Jobs whose end a cloud tells us of. In memory: after a restart jobs are found out about by polling, as without callbacks. */
export interface Callbacks {
  /** Resolves when a callback for this token came (at once when it came before), or when the signal aborts. */
  waitFor(token: string, signal: AbortSignal): Promise<void>
  /** Notes a callback; twice is once. @returns whether anybody knows the token */
  received(token: string): boolean
}

/** A job runs for minutes; what nobody has waited for by then is forgotten. */
const mostRemembered = 10_000

export function createCallbacks(): Callbacks {
  const waiting = new Map<string, () => void>()
  const done = new Set<string>()
  return {
    waitFor(token, signal) {
      if (done.has(token) || signal.aborted) return Promise.resolve()
      return new Promise((resolve) => {
        const end = () => {
          signal.removeEventListener('abort', end)
          waiting.delete(token)
          resolve()
        }
        waiting.set(token, end)
        signal.addEventListener('abort', end, { once: true })
      })
    },
    received(token) {
      if (done.has(token)) return true
      const wake = waiting.get(token)
      if (!wake) return false
      done.add(token)
      const [oldest] = done
      if (done.size > mostRemembered && oldest !== undefined) done.delete(oldest)
      wake()
      return true
    },
  }
}

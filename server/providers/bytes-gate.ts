/**
 * A bound on the bytes that are in flight at a time. Without it, many large bodies at once fill the memory and all of them get slow together;
 * with it, those who wait cost nothing but their connection, as nobody reads from it yet.
 */
export interface BytesGate {
  /**
   * Resolves when there is room for so many bytes; the returned function must be called when they are gone. Whoever came first goes first, so a
   * large body is not overtaken for ever by small ones. One that is larger than the whole gate goes alone.
   * Rejects with the signal's reason when aborted.
   */
  enter(bytes: number, signal: AbortSignal): Promise<() => void>
  /** Bytes inside now, and how many wait. */
  state(): { bytes: number; waiting: number }
}

interface Waiting {
  bytes: number
  go: () => void
}

/** @param mostBytes how many bytes may be inside at a time */
export function createBytesGate(mostBytes: number): BytesGate {
  const queue: Waiting[] = []
  let inside = 0

  function admit(): void {
    for (let head = queue[0]; head && (inside === 0 || inside + head.bytes <= mostBytes); head = queue[0]) {
      queue.shift()
      inside += head.bytes
      head.go()
    }
  }

  function leave(bytes: number): () => void {
    let left = false
    return () => {
      if (left) return
      left = true
      inside -= bytes
      admit()
    }
  }

  return {
    state: () => ({ bytes: inside, waiting: queue.length }),
    enter(bytes, signal) {
      return new Promise((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason as Error)
        const waiting: Waiting = {
          bytes,
          go: () => {
            signal.removeEventListener('abort', stop)
            resolve(leave(bytes))
          },
        }
        const stop = () => {
          const place = queue.indexOf(waiting)
          if (place >= 0) queue.splice(place, 1)
          reject(signal.reason as Error)
          // Whoever stood behind may fit where this one did not.
          admit()
        }
        signal.addEventListener('abort', stop, { once: true })
        queue.push(waiting)
        admit()
      })
    },
  }
}

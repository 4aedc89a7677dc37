import { whenSent } from './bodies-being-sent.ts'

/** Memory for large bodies that is used again: fresh memory costs several milliseconds of page faults and collection for 13 MB (bench/proxy). */
export interface BodyPool {
  /** A buffer of exactly so many bytes; what was in it before is still there, so it must be filled to its end. */
  take(bytes: number): Buffer
  /** Gives a buffer of `take` back, to be used again as soon as it has been sent. Nobody may read it afterwards. */
  give(buffer: Buffer): void
}

/** Smaller ones cost little. */
const leastBytes = 256 * 1024
const idleMs = 10_000

/** Rounded up by at most an eighth, so that bodies of about the same size can follow each other. */
function rounded(bytes: number): number {
  const step = 2 ** Math.floor(Math.log2(bytes)) / 8
  return Math.ceil(bytes / step) * step
}

/** @param mostBytes how much memory is kept at most while nobody uses it; after ten seconds without use all of it is let go */
export function createBodyPool(mostBytes: number): BodyPool {
  /** Least recently used first. */
  let free: ArrayBufferLike[] = []
  let timer: NodeJS.Timeout | undefined

  function restartTimer(): void {
    clearTimeout(timer)
    timer = setTimeout(() => {
      free = []
    }, idleMs)
    timer.unref()
  }

  function keep(memory: ArrayBufferLike): void {
    if (free.includes(memory)) return
    free.push(memory)
    let kept = free.reduce((sum, { byteLength }) => sum + byteLength, 0)
    while (kept > mostBytes) kept -= free.shift()!.byteLength
    restartTimer()
  }

  return {
    take(bytes) {
      if (bytes < leastBytes) return Buffer.allocUnsafeSlow(bytes)
      // One that is much larger is left to bodies that need it.
      const fitting = free
        .filter(({ byteLength }) => byteLength >= bytes && byteLength <= 2 * bytes)
        .toSorted((first, second) => first.byteLength - second.byteLength)[0]
      if (fitting === undefined) return Buffer.allocUnsafeSlow(rounded(bytes)).subarray(0, bytes)
      free = free.filter((memory) => memory !== fitting)
      return Buffer.from(fitting, 0, bytes)
    },
    give(buffer) {
      if (buffer.byteLength >= leastBytes) whenSent(buffer, () => keep(buffer.buffer))
    },
  }
}

interface Held {
  times: number
  afterwards: (() => void)[]
}

const beingSent = new WeakMap<ArrayBufferLike, Held>()

/** Says that a body's memory is read by the system until the returned function is called. */
export function holdBody({ buffer }: Uint8Array): () => void {
  const held = beingSent.get(buffer) ?? { times: 0, afterwards: [] }
  held.times += 1
  beingSent.set(buffer, held)
  let isOver = false
  return () => {
    if (isOver) return
    isOver = true
    held.times -= 1
    if (held.times > 0) return
    beingSent.delete(buffer)
    for (const then of held.afterwards) then()
  }
}

/**
 * Calls back once the memory of a body may be written to again, at once where nobody holds it. An answer may come before its request has gone out
 * as a whole, and the rest of it would be another's picture then.
 */
export function whenSent({ buffer }: Uint8Array, then: () => void): void {
  const held = beingSent.get(buffer)
  if (held) held.afterwards.push(then)
  else then()
}

/** A source of repeatable chance: the same seed gives the same specimen on every machine. */
export interface Random {
  /** 0 (inclusive) to 1 (exclusive). */
  next(): number
  /** A real number from `low` to `high`. */
  between(low: number, high: number): number
  /** A whole number from `low` to `high`, both inclusive. */
  integer(low: number, high: number): number
  /** True with this probability. */
  chance(probability: number): boolean
  pick<T>(list: readonly T[]): T
  /** `count` different members of a list in random order; all of them when the list is shorter. */
  sample<T>(list: readonly T[], count: number): T[]
  /** Normally distributed around 0 with deviation 1. */
  gaussian(): number
  /** An independent source, so that drawing more from one part of a specimen does not change the others. */
  fork(name: string): Random
}

/** FNV-1a, 32 bits: spreads near seeds far apart. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (const byte of new TextEncoder().encode(text)) value = Math.imul(value ^ byte, 0x01000193)
  return value >>> 0
}

/** mulberry32: small, fast and good enough for pictures; not for secrets. */
export function createRandom(seed: string | number): Random {
  let state = hash(String(seed))
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const random: Random = {
    next,
    between: (low, high) => low + next() * (high - low),
    integer: (low, high) => low + Math.floor(next() * (high - low + 1)),
    chance: (probability) => next() < probability,
    pick: (list) => list[Math.floor(next() * list.length)]!,
    sample(list, count) {
      const rest = [...list]
      const taken: typeof rest = []
      while (taken.length < count && rest.length > 0) {
        taken.push(rest.splice(Math.floor(next() * rest.length), 1)[0]!)
      }
      return taken
    },
    gaussian: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    fork: (name) => createRandom(`${seed}/${name}`),
  }
  return random
}

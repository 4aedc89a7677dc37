import type { Order, PageGlyph } from './stream.ts'

/** Where signs and pairs of signs stand in a sequence of an order's positions. */
export interface Grams {
  /** Indices into the sequence at which one of the signs stands. */
  single(ids: readonly number[]): number[]
  /** Indices at which one of the first signs is followed by one of the second. */
  pair(first: readonly number[], second: readonly number[]): number[]
}

const none: readonly number[] = []

function push<Key>(map: Map<Key, number[]>, key: Key, value: number): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

/** The index of one sequence: every reading of every sign, and every pair of readings. */
export function gramsOf(glyphs: readonly PageGlyph[], positions: Int32Array, vocabulary: number): Grams {
  const singles = new Map<number, number[]>()
  const pairs = new Map<number, number[]>()
  let before: readonly number[] = none
  for (const [index, position] of positions.entries()) {
    const glyph = glyphs[position]!
    const readings = glyph.others.length > 0 ? [...new Set([glyph.id, ...glyph.others])] : [glyph.id]
    for (const second of readings) {
      push(singles, second, index)
      for (const first of before) push(pairs, first * vocabulary + second, index - 1)
    }
    before = readings
  }
  return {
    single: (ids) => ids.flatMap((id) => singles.get(id) ?? none),
    pair: (first, second) =>
      first.flatMap((one) => second.flatMap((other) => pairs.get(one * vocabulary + other) ?? none)),
  }
}

const built = new WeakMap<Int32Array, Grams>()

/** The index of a sequence, built when it is first asked for. */
export function gramsFor(order: Order, positions: Int32Array, vocabulary: number): Grams {
  const known = built.get(positions)
  if (known) return known
  const grams = gramsOf(order.glyphs, positions, vocabulary)
  built.set(positions, grams)
  return grams
}

/** A stretch of a sequence from `from` to `to` (exclusive). */
export interface Stretch {
  from: number
  to: number
}

/**
 * The stretches in which a pattern of these signs can stand with at most `most` edits: cut into one piece more than there are edits, one piece at least
 * stands there unharmed (Wu and Manber 1992). The whole sequence where that tells too little.
 */
export function stretchesOf(
  grams: Grams,
  accepted: readonly (readonly number[])[],
  most: number,
  length: number,
): Stretch[] {
  const whole = [{ from: 0, to: length }]
  const pieces = most + 1
  if (pieces > accepted.length) return whole
  const stretches: Stretch[] = []
  let sum = 0
  for (let piece = 0; piece < pieces; piece += 1) {
    const start = Math.floor((piece * accepted.length) / pieces)
    const end = Math.floor(((piece + 1) * accepted.length) / pieces)
    const hits = end - start > 1 ? grams.pair(accepted[start]!, accepted[start + 1]!) : grams.single(accepted[start]!)
    for (const hit of hits) {
      const from = Math.max(0, hit - start - most - 1)
      const to = Math.min(length, hit + accepted.length - start + most + 1)
      stretches.push({ from, to })
      sum += to - from
    }
    if (sum > 1.5 * length) return whole
  }
  const merged: Stretch[] = []
  for (const stretch of stretches.sort((first, second) => first.from - second.from)) {
    const last = merged.at(-1)
    if (last && stretch.from <= last.to) last.to = Math.max(last.to, stretch.to)
    else merged.push(stretch)
  }
  return merged
}

import { gramsFor, stretchesOf, type Stretch } from './grams.ts'
import type { Order } from './stream.ts'
import type { Pattern, PatternSign } from './writings/pattern.ts'

/** A stretch of an order in which a pattern may stand; positions from `from` to `to` (exclusive). */
export interface Window {
  from: number
  to: number
  /** Where the pattern's last sign was seen, where that is known, and how far off that may be. */
  end?: number
  slack: number
}

/** One word of a bit-parallel search has this many signs; the sign bit is left alone. */
const wordLength = 30

/** Bit masks of one pattern's signs by vocabulary id, kept between searches and cleared by what was set. */
export class Masks {
  private readonly bits: Int32Array
  /** Signs of the vocabulary. */
  readonly size: number
  private set: number[] = []
  /** Bits that every sign matches. */
  all = 0

  constructor(size: number) {
    this.size = size
    this.bits = new Int32Array(size)
  }

  load(accepted: readonly (readonly number[])[], masked: readonly boolean[]): void {
    for (const id of this.set) this.bits[id] = 0
    this.set = []
    this.all = 0
    for (const [index, ids] of accepted.entries()) {
      if (masked[index]) this.all |= 1 << index
      for (const id of ids) {
        this.bits[id]! |= 1 << index
        this.set.push(id)
      }
    }
  }

  of(id: number): number {
    return this.bits[id]!
  }
}

/** Ends (indices of `positions`) of places where at most `most` edits lead to the pattern (Myers 1999), the engine's other readings allowed. */
function ends(
  order: Order,
  positions: Int32Array,
  length: number,
  masks: Masks,
  most: number,
  wildId: number,
  { from, to }: Stretch,
): number[] {
  const found: number[] = []
  const last = 1 << (length - 1)
  let plus = -1
  let minus = 0
  let score = length
  let bestEnd = -1
  let bestScore = most + 1
  for (let index = from; index < to; index += 1) {
    const glyph = order.glyphs[positions[index]!]!
    let equal = masks.of(glyph.id) | masks.all
    if (glyph.id === wildId) equal = -1
    if (glyph.others.length > 0) for (const other of glyph.others) equal |= masks.of(other)
    const vertical = equal | minus
    const diagonal = (((equal & plus) + plus) ^ plus) | equal
    let horizontalPlus = minus | ~(diagonal | plus)
    let horizontalMinus = plus & diagonal
    if (horizontalPlus & last) score += 1
    else if (horizontalMinus & last) score -= 1
    horizontalPlus <<= 1
    horizontalMinus <<= 1
    plus = horizontalMinus | ~(vertical | horizontalPlus)
    minus = horizontalPlus & vertical
    // Of ends close together only the best one is a place of its own.
    if (score <= most && score < bestScore) {
      bestScore = score
      bestEnd = index
    } else if (bestEnd >= 0 && (index - bestEnd >= length || score > most)) {
      found.push(bestEnd)
      bestEnd = -1
      bestScore = score <= most ? score : most + 1
      if (score <= most) bestEnd = index
    }
  }
  if (bestEnd >= 0) found.push(bestEnd)
  return found
}

/** How many signs of a pattern may be wrong for its place to be looked at: none of two, one of three, a third of many. */
const mostEdits = (count: number) => (count <= 1 ? 0 : count <= 4 ? 1 : Math.min(9, Math.floor(0.34 * count)))

/** Windows beyond these are not looked at: what stands so often has no place of its own. */
const mostWindows = 256

export interface Searcher {
  idsOf: (sign: PatternSign) => number[]
  masks: Masks
  /** Id of the sign that a page prints for a masked digit, or -1. */
  wildId: number
}

/**
 * Where a pattern may stand in an order: the stretches around the ends of a bit-parallel search for its signs that count. Of a long pattern pieces
 * are searched, and every stretch has room for the whole.
 */
export function windowsOf(order: Order, pattern: Pattern, { idsOf, masks, wildId }: Searcher): Window[] {
  const signs = pattern.signs
    .map((sign, index) => ({ sign, index }))
    .filter(({ sign }) => sign.counts || /^\d$/.test(sign.text))
  const positions = order[pattern.among]
  if (signs.length === 0 || positions.length === 0) return []
  const pieces = Math.ceil(signs.length / wordLength)
  const size = Math.ceil(signs.length / pieces)
  const windows: Window[] = []
  for (let from = 0; from < signs.length && windows.length < mostWindows; from += size) {
    const piece = signs.slice(from, from + size)
    const accepted = piece.map(({ sign }) => idsOf(sign))
    const masked = piece.map(({ sign }) => sign.masked)
    const missing = accepted.filter((ids, index) => ids.length === 0 && !masked[index]).length
    // Zeros that need not be printed are no edits.
    const slack = Math.min(3, piece.filter(({ sign }) => sign.absent < 0.5).length)
    const most = mostEdits(piece.length - slack) + slack
    if (missing > most && wildId < 0) continue
    if (masked.every(Boolean)) continue
    masks.load(accepted, masked)
    const room = Math.ceil(0.15 * signs.length) + 3
    const stretches =
      wildId >= 0 || masked.includes(true)
        ? [{ from: 0, to: positions.length }]
        : stretchesOf(gramsFor(order, positions, masks.size), accepted, most, positions.length)
    const found = stretches.flatMap((stretch) => ends(order, positions, piece.length, masks, most, wildId, stretch))
    for (const end of found.slice(0, mostWindows)) {
      const first = Math.max(0, end - from - piece.length + 1 - most - room)
      const final = Math.min(positions.length - 1, end + (signs.length - from - piece.length) + most + room)
      windows.push({
        from: Math.max(0, positions[first]! - 3),
        to: Math.min(order.glyphs.length, positions[final]! + 4),
        ...(pieces === 1 && { end: positions[end]! }),
        slack,
      })
    }
  }
  return pieces === 1 ? windows : merged(windows)
}

/** Pieces of one long pattern point to much the same stretch. */
function merged(windows: readonly Window[]): Window[] {
  const kept: Window[] = []
  for (const window of windows.toSorted((first, second) => first.from - second.from)) {
    const before = kept.at(-1)
    const length = window.to - window.from
    if (before && before.to - window.from > 0.6 * length && window.to - before.from < 1.6 * length) {
      before.to = Math.max(before.to, window.to)
    } else kept.push({ ...window })
  }
  return kept
}

import type { Row } from './text-stream.ts'

const skipped = /^[\s\p{P}\p{S}]+$/u
const latin = /\p{Script=Latin}/u
const marks = /\p{M}/gu

/** Lower case without accents: labels differ in both from page to page. */
export function fold(text: string): string {
  const code = text.charCodeAt(0)
  if (text.length === 1 && code < 127) return text.toLowerCase()
  return text.normalize('NFKD').replace(marks, '').toLowerCase()
}

const shapes: Readonly<Record<string, string>> = { '0': 'o', '1': 'l', i: 'l', '|': 'l', '5': 's', '8': 'b', '2': 'z' }
const shapeOf = (sign: string) => shapes[sign] ?? sign

export interface Sign {
  folded: string
  shape: string
  others: readonly string[]
  /** Index among the row's glyphs. */
  index: number
}

/** The signs of a row that labels are compared with: no blanks, no punctuation. */
export function signsOf(row: Row): Sign[] {
  const signs: Sign[] = []
  for (const [index, glyph] of row.glyphs.entries()) {
    if (skipped.test(glyph.text)) continue
    const others = glyph.character.alternatives.filter(({ confidence }) => confidence > 0.01)
    const folded = fold(glyph.text)
    signs.push({ folded, shape: shapeOf(folded), others: others.map(({ text }) => fold(text)), index })
  }
  return signs
}

function distance({ folded, shape, others }: Sign, wanted: string, wantedShape: string): number {
  if (folded === wanted) return 0
  if (others.length > 0 && others.includes(wanted)) return 0.3
  return shape === wantedShape ? 0.4 : 1
}

/** A label's text as it is compared. */
export interface Wording {
  signs: string
  shapes: readonly string[]
  isLatin: boolean
  /** The most that may differ. */
  most: number
}

const wordingsByText = new Map<string, Wording>()

/** Prepares a wording once: forms have a few hundred, and ask for them again on every page. */
export function wordingOf(text: string): Wording {
  const known = wordingsByText.get(text)
  if (known) return known
  const signs = fold(text).replace(/[\s\p{P}]/gu, '')
  const isLatin = latin.test(signs)
  // By UTF-16 units, as the signs are taken one by one.
  const shapes = signs.split('').map(shapeOf)
  const wording = { signs, shapes, isLatin, most: tolerance(signs.length, isLatin) }
  wordingsByText.set(text, wording)
  return wording
}

/** How much a wording of `length` signs may differ: two Chinese signs hardly at all, a long label by a fifth. */
function tolerance(length: number, isLatin: boolean): number {
  if (length <= 3) return 0.5
  if (isLatin && length === 4) return 0.5
  return Math.max(1, Math.floor(length * 0.2))
}

export interface Match {
  from: number
  to: number
  cost: number
}

/** The places between two signs of a row where a wording stands under a bounded edit distance (Sellers 1980): linear in the signs for each sign wanted. */
function matchesBetween(
  signs: readonly Sign[],
  { signs: wanted, shapes, most }: Wording,
  { from, to }: { from: number; to: number },
): Match[] {
  const length = wanted.length
  // Two columns of the table of costs, and where the match that each cost belongs to began.
  let costs = Float64Array.from({ length: length + 1 }, (_, index) => index)
  let starts = new Int32Array(length + 1).fill(from)
  let nextCosts = new Float64Array(length + 1)
  let nextStarts = new Int32Array(length + 1)
  const found: Match[] = []
  for (let position = from; position < to; position += 1) {
    const sign = signs[position]!
    nextCosts[0] = 0
    nextStarts[0] = position + 1
    for (let index = 1; index <= length; index += 1) {
      const diagonal = costs[index - 1]! + distance(sign, wanted[index - 1]!, shapes[index - 1]!)
      const extra = costs[index]! + 1
      const missing = nextCosts[index - 1]! + 1
      const least = Math.min(diagonal, extra, missing)
      nextCosts[index] = least
      const diagonalStart = index === 1 ? position : starts[index - 1]!
      nextStarts[index] = least === diagonal ? diagonalStart : least === extra ? starts[index]! : nextStarts[index - 1]!
    }
    ;[costs, nextCosts] = [nextCosts, costs]
    ;[starts, nextStarts] = [nextStarts, starts]
    if (costs[length]! <= most && starts[length]! <= position) {
      found.push({ from: starts[length]!, to: position + 1, cost: costs[length]! })
    }
  }
  return found
}

/** Where in a row each sign stands that a label may have: a bit a place, so that 32 places are compared at once. */
export interface SignIndex {
  signs: readonly Sign[]
  /** Places by what was read there, the recogniser's other thoughts included. */
  byText: ReadonlyMap<string, Uint32Array>
  byShape: ReadonlyMap<string, Uint32Array>
  /** A bit a place, used by one search after the other. */
  places: Uint32Array
}

export function indexOf(signs: readonly Sign[]): SignIndex {
  const words = (signs.length + 31) >> 5
  const byText = new Map<string, Uint32Array>()
  const byShape = new Map<string, Uint32Array>()
  const set = (map: Map<string, Uint32Array>, key: string, at: number) => {
    let bits = map.get(key)
    if (!bits) map.set(key, (bits = new Uint32Array(words)))
    bits[at >> 5]! |= 1 << (at & 31)
  }
  for (const [at, { folded, shape, others }] of signs.entries()) {
    set(byText, folded, at)
    set(byShape, shape, at)
    for (const other of others) set(byText, other, at)
  }
  return { signs, byText, byShape, places: new Uint32Array(words) }
}

/** Places where some signs of a wording stand one after the other, read right or nearly so; false when there are none. */
function markPlaces(
  { byText, byShape }: SignIndex,
  wording: Wording,
  { from, to }: { from: number; to: number },
  places: Uint32Array,
): boolean {
  places.fill(0xffffffff)
  for (let index = from; index < to; index += 1) {
    const read = byText.get(wording.signs[index]!)
    const alike = byShape.get(wording.shapes[index]!)
    const one = read ?? alike
    if (!one) return false
    const other = alike ?? one
    const skip = (index - from) >> 5
    const shift = (index - from) & 31
    let any = 0
    for (let word = 0; word < places.length; word += 1) {
      const at = word + skip
      const here = at < one.length ? one[at]! | other[at]! : 0
      const next = shift > 0 && at + 1 < one.length ? (one[at + 1]! | other[at + 1]!) << (32 - shift) : 0
      any |= places[word]! &= (here >>> shift) | next
    }
    if (any === 0) return false
  }
  return true
}

/**
 * The places of a row where a wording stands with at most so many signs wrong. Of one piece more than signs may be wrong at least one stands there without a wrong sign,
 * so that only the surroundings of such pieces are compared sign by sign: a page of a thousand lines has hardly any.
 */
export function matches(index: SignIndex, wording: Wording): Match[] {
  const { signs, places } = index
  const length = wording.signs.length
  const wrong = Math.floor(wording.most)
  // Beginnings of a match, as far as pieces tell, each with the room that signs too many or too few take.
  const begins: number[] = []
  for (let piece = 0; piece <= wrong; piece += 1) {
    const from = Math.floor((piece * length) / (wrong + 1))
    const to = Math.floor(((piece + 1) * length) / (wrong + 1))
    if (!markPlaces(index, wording, { from, to }, places)) continue
    for (let at = 0; at < signs.length; at += 1) {
      // 32 places without a mark are passed at once.
      if (places[at >> 5] === 0) at |= 31
      else if (((places[at >> 5]! >>> (at & 31)) & 1) === 1) begins.push(at - from)
    }
  }
  if (begins.length === 0) return []
  begins.sort((first, second) => first - second)
  const room = 2 * wrong + 1
  const found: Match[] = []
  let start = begins[0]!
  let last = start
  const close = () => {
    const between = { from: Math.max(0, start - room), to: Math.min(signs.length, last + length + room) }
    found.push(...matchesBetween(signs, wording, between))
  }
  for (const begin of begins) {
    if (begin - room > last + length + room) {
      close()
      start = begin
    }
    last = begin
  }
  close()
  return found
}

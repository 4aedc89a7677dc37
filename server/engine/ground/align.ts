import { classOf, type SignClass } from './fold.ts'
import type { Order, PageGlyph } from './stream.ts'
import type { Searcher, Window } from './search.ts'
import type { Pattern, PatternSign } from './writings/pattern.ts'

/** One step of an alignment: a sign of the value at a sign of the page, a sign without its other half, or both. */
export interface Pairing {
  sign: PatternSign | null
  glyph: PageGlyph | null
  /** True where both say the same. */
  same: boolean
  /** Print between a value's signs that this writing has there and the value has not. */
  ignored?: boolean
}

export interface Alignment {
  pairs: Pairing[]
  /** In misread signs, with what gaps and missing punctuation cost. */
  cost: number
  /** Positions of the order from the first glyph to the last one (exclusive). */
  from: number
  to: number
}

const shapes: Readonly<Record<string, string>> = {
  o: '0',
  d: '0',
  q: '0',
  i: '1',
  l: '1',
  '|': '1',
  s: '5',
  b: '8',
  z: '2',
  g: '6',
  t: '7',
}
const shapeOf = (text: string) => shapes[text] ?? text

/** What a sign in place of another of its sort costs, in misread signs. */
const sameSort = 0.85

/** Cells of one alignment: what would hold the event loop is not aligned. */
const mostCells = 400_000

const fromDiagonal = 1
const fromStart = 2
const fromAbove = 3
const fromLeft = 4

export interface Aligner extends Pick<Searcher, 'idsOf' | 'wildId'> {
  /** Folded text of a vocabulary id. */
  textOf: (id: number) => string
}

/**
 * The best place of a pattern in a stretch of an order: every sign of the pattern, any part of the stretch (Sellers 1980), with costs by the kind of
 * sign and for the steps over gaps. Null when the stretch is too large or nothing of the pattern stands there.
 */
export function alignIn(order: Order, pattern: Pattern, window: Window, aligner: Aligner): Alignment | null {
  const { signs } = pattern
  const rows = signs.length
  const columns = window.to - window.from
  if (rows === 0 || columns <= 0 || (rows + 1) * (columns + 1) > mostCells) return null
  const accepted = signs.map((sign) => aligner.idsOf(sign))
  const shaped = signs.map(({ accepts, text }) => ({ shapes: accepts.map(shapeOf), sort: classOf(accepts[0] ?? text) }))
  const glyphs = order.glyphs.slice(window.from, window.to)
  const ignores = (glyph: PageGlyph) => pattern.ignores.has(aligner.textOf(glyph.id))
  const added = glyphs.map((glyph) => {
    if (ignores(glyph)) return 0.02
    return glyph.class === 'mark' ? 0.12 : 1
  })
  const steps = order.steps.subarray(window.from, window.to)
  const width = columns + 1
  const costs = new Float64Array((rows + 1) * width).fill(Infinity)
  const ways = new Uint8Array((rows + 1) * width)
  let before = 0
  for (let row = 1; row <= rows; row += 1) {
    const sign = signs[row - 1]!
    const ids = accepted[row - 1]!
    for (let column = 1; column <= columns; column += 1) {
      const glyph = glyphs[column - 1]!
      const here = row * width + column
      const diagonal = costs[here - width - 1]! + steps[column - 1]!
      // A wrong sign in the value is likelier than one too many at its beginning.
      const goesOn = diagonal <= before + 1e-6
      const came = goesOn ? diagonal : before
      let least = came + pairCost(sign, ids, shaped[row - 1]!, glyph, aligner)
      let way = goesOn ? fromDiagonal : fromStart
      const above = costs[here - width]! + sign.absent
      if (above < least) {
        least = above
        way = fromAbove
      }
      const left = costs[here - 1]! + added[column - 1]! + steps[column - 1]!
      if (left < least) {
        least = left
        way = fromLeft
      }
      costs[here] = least
      ways[here] = way
    }
    before += sign.absent
  }
  // Where the end was seen, another place that is as good and stands in the stretch too is not this one.
  const last = signs.findLastIndex(({ counts }) => counts)
  const tail = signs.length - 1 - last
  // What counts nothing (fillers of a machine-readable line) was not seen, and lies before the last sign where that one is wrong.
  const unseen = last - 1 - signs.findLastIndex(({ counts }, index) => counts && index < last)
  const seen = window.end === undefined ? null : window.end - window.from + 1
  const first = seen === null ? 1 : Math.max(1, seen - 1 - window.slack)
  const final = seen === null ? columns : Math.min(columns, seen + 2 + tail + unseen + window.slack)
  let end = 0
  let cost = Infinity
  let least = Infinity
  for (let column = first; column <= final; column += 1) {
    const here = costs[rows * width + column]!
    // With a sign wrong the end may lie one further than where the search without substitutions' places saw it.
    const off = seen === null ? 0 : Math.abs(column - (here > 0.4 ? seen + 0.6 : seen))
    if (here + 1e-6 * off < least) {
      least = here + 1e-6 * off
      cost = here
      end = column
    }
  }
  if (end === 0 || !Number.isFinite(cost)) return null
  return trace(pattern, glyphs, accepted, {
    ways,
    width,
    rows,
    end,
    cost,
    from: window.from,
    wildId: aligner.wildId,
    ignores,
  })
}

function pairCost(
  sign: PatternSign,
  ids: readonly number[],
  { shapes, sort }: { shapes: readonly string[]; sort: SignClass },
  glyph: PageGlyph,
  { wildId, textOf }: Aligner,
): number {
  if (ids.includes(glyph.id)) return 0
  if (sign.masked) return glyph.class === 'mark' ? 0.6 : 0.03
  if (glyph.id === wildId && sign.counts) return 0.05
  if (sign.counts && sign.wrong < 1 && glyph.class !== 'letter') return 1.1
  if (!sign.counts && glyph.class === 'mark') return sign.wrong
  if (!sign.counts || glyph.class === 'mark') return 1.3
  if (glyph.others.some((other) => ids.includes(other))) return 0.5 * sign.wrong
  if (shapes.includes(shapeOf(textOf(glyph.id)))) return 0.7 * sign.wrong
  // One sign for another of its sort is likelier than one that is lacking, also where a gap lies before it.
  return sort === glyph.class ? sameSort * sign.wrong : sign.wrong
}

interface Traced {
  ways: Uint8Array
  width: number
  rows: number
  end: number
  cost: number
  from: number
  wildId: number
  ignores: (glyph: PageGlyph) => boolean
}

function trace(
  pattern: Pattern,
  glyphs: readonly PageGlyph[],
  accepted: readonly (readonly number[])[],
  traced: Traced,
): Alignment {
  const { ways, width, rows, end, cost, from, wildId, ignores } = traced
  const pairs: Pairing[] = []
  let [row, column] = [rows, end]
  while (row > 0) {
    const way = ways[row * width + column]
    const sign = pattern.signs[row - 1]!
    if (way === fromAbove || way === 0) {
      pairs.push({ sign, glyph: null, same: false })
      row -= 1
      continue
    }
    const glyph = glyphs[column - 1]!
    if (way === fromLeft) {
      pairs.push({ sign: null, glyph, same: false, ignored: ignores(glyph) })
      column -= 1
      continue
    }
    const same = accepted[row - 1]!.includes(glyph.id) || sign.masked || glyph.id === wildId
    pairs.push({ sign, glyph, same })
    row -= 1
    column -= 1
    if (way === fromStart) {
      for (; row > 0; row -= 1) pairs.push({ sign: pattern.signs[row - 1]!, glyph: null, same: false })
    }
  }
  return { pairs: pairs.reverse(), cost, from: from + column, to: from + end }
}

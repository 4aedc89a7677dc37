import type { Quad } from '../../contract/geometry.ts'
import type { Character } from '../../contract/result.ts'
import { quadAround } from '../extract/geometry.ts'
import type { Pairing } from './align.ts'
import type { PageGlyph } from './stream.ts'

/** The pairs that the page prints as the value, ends without a glyph or of stray punctuation left out. */
export function printedPairs(pairs: readonly Pairing[]): Pairing[] {
  const tells = ({ sign, glyph }: Pairing) => sign !== null && (glyph !== null || (sign.counts && sign.absent >= 0.5))
  const first = pairs.findIndex(tells)
  const last = pairs.findLastIndex(tells)
  return first < 0 ? [] : pairs.slice(first, last + 1)
}

/** The gap beside a glyph where a sign of the value is missing: a narrow place as high as the glyph. */
function gapBeside({ character: { quad } }: PageGlyph, side: 'left' | 'right'): Quad {
  const [a, b, c, d] = quad
  const share = 0.12
  const between = (from: Quad[0], to: Quad[0], at: number): Quad[0] => [
    from[0] + (to[0] - from[0]) * at,
    from[1] + (to[1] - from[1]) * at,
  ]
  return side === 'right'
    ? [between(a, b, 1 - share), between(a, b, 1 + share), between(d, c, 1 + share), between(d, c, 1 - share)]
    : [between(a, b, -share), between(a, b, share), between(d, c, share), between(d, c, -share)]
}

/**
 * The printed signs of a value in reading order: the value's signs at the engine's places, in the page's writing, with `read` at every one that the
 * engine read otherwise (contract/result.ts).
 */
export function charactersOf(pairs: readonly Pairing[]): Character[] {
  const chars: Character[] = []
  let lastGlyph: PageGlyph | null = null
  let held: Pairing[] = []
  const missing = (sign: string, glyph: PageGlyph, side: 'left' | 'right'): Character => ({
    text: sign,
    quad: gapBeside(glyph, side),
    confidence: 0,
    alternatives: [],
    read: '',
  })
  for (const pair of printedPairs(pairs)) {
    const { sign, glyph, same } = pair
    if (!glyph) {
      if (!sign?.counts || sign.absent < 0.5) continue
      if (lastGlyph) chars.push(missing(sign.text, lastGlyph, 'right'))
      else held.push(pair)
      continue
    }
    for (const { sign: ahead } of held) chars.push(missing(ahead!.text, glyph, 'left'))
    held = []
    const { character } = glyph
    const { text, quad, confidence, alternatives } = character
    // One sign of print that is several when written plainly (㎏) is one character.
    const repeated = lastGlyph?.character === character
    lastGlyph = glyph
    if (repeated) continue
    const last = chars.at(-1)
    if (sign === null && !pair.ignored && glyph.class !== 'mark' && last) {
      last.read = (last.read ?? last.text) + text
      last.quad = quadAround([last.quad, quad])
    } else if (sign?.counts && !same) {
      chars.push({ text: sign.text, quad, confidence, alternatives, read: text })
    } else chars.push({ text, quad, confidence, alternatives })
  }
  return chars
}

/** How alike value and print are, 0..1: signs that count and are the same, of those that count on either side. */
export function agreementOf(pairs: readonly Pairing[]): number {
  let right = 0
  let all = 0
  for (const { sign, glyph, same, ignored } of pairs) {
    if (sign === null) {
      if (glyph && glyph.class !== 'mark' && !ignored) all += 1
    } else if (sign.counts && !(glyph === null && sign.absent < 0.5)) {
      all += 1
      if (same) right += 1
    }
  }
  return all === 0 ? 0 : right / all
}

/** One quad a printed line. */
export function quadsOf(pairs: readonly Pairing[]): Quad[] {
  const lines: PageGlyph[][] = []
  for (const { glyph } of printedPairs(pairs)) {
    if (!glyph) continue
    const line = lines.at(-1)
    if (line && line[0]!.row === glyph.row && glyph.column > line.at(-1)!.column) line.push(glyph)
    else lines.push([glyph])
  }
  return lines.map((line) => quadAround([...new Set(line.map(({ character }) => character.quad))]))
}

/** One quad around glyphs that may stand on several printed lines. */
export function quadOfAll(glyphs: readonly PageGlyph[]): Quad {
  const rows = new Map<number, Set<Quad>>()
  for (const { row, character } of glyphs) rows.set(row, (rows.get(row) ?? new Set()).add(character.quad))
  // Two at a time, since the way from the first of several to the last is that of the lines only on one line.
  return [...rows.values()].map((quads) => quadAround([...quads])).reduce((all, line) => quadAround([all, line]))
}

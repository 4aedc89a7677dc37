import { around, heightOf, type Box } from './geometry.ts'
import type { Glyph, Row } from './text-stream.ts'

/** A label found on the page: glyphs `from` to `to` (exclusive) of a row. */
export interface LabelHit<Key extends string = string> extends Box {
  key: Key
  row: Row
  from: number
  to: number
  /** Signs that had to be changed, added or left out; 0 is the exact wording. */
  cost: number
  /** How many signs the wording has. */
  length: number
}

/** No document of ours has nearly as many labels on a page. */
const mostLabels = 150

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

interface Sign {
  folded: string
  shape: string
  others: readonly string[]
  /** Index among the row's glyphs. */
  index: number
}

/** The signs of a row that labels are compared with: no blanks, no punctuation. */
function signsOf(row: Row): Sign[] {
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
interface Wording {
  signs: string
  shapes: readonly string[]
  isLatin: boolean
  /** The most that may differ. */
  most: number
}

const wordingsByText = new Map<string, Wording>()

/** Prepares a wording once: forms have a few hundred, and ask for them again on every page. */
function wordingOf(text: string): Wording {
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

/** A first sieve: a wording of which more signs are nowhere in the row than may be wrong needs no closer look. */
function mayHold(present: ReadonlySet<string>, { signs, shapes, most }: Wording): boolean {
  let absent = 0
  for (let index = 0; index < shapes.length; index += 1) {
    if (!present.has(signs[index]!) && !present.has(shapes[index]!)) absent += 1
    if (absent > most) return false
  }
  return true
}

interface Match {
  from: number
  to: number
  cost: number
}

/** The places of a row where a wording stands under a bounded edit distance (Sellers 1980): linear in the row for each sign wanted. */
function matches(signs: readonly Sign[], { signs: wanted, shapes, most }: Wording): Match[] {
  const length = wanted.length
  // Two columns of the table of costs, and where the match that each cost belongs to began.
  let costs = Float64Array.from({ length: length + 1 }, (_, index) => index)
  let starts = new Int32Array(length + 1)
  let nextCosts = new Float64Array(length + 1)
  let nextStarts = new Int32Array(length + 1)
  const found: Match[] = []
  for (const [position, sign] of signs.entries()) {
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

/** True when a Latin letter stands so close beside the hit that the hit is only a piece of a longer word. */
function isPieceOfWord(row: Row, from: number, to: number): boolean {
  const joined = (before: Glyph | undefined, after: Glyph | undefined) =>
    before !== undefined &&
    after !== undefined &&
    latin.test(before.text) &&
    latin.test(after.text) &&
    !after.spaced &&
    after.left - before.right < 0.35 * heightOf(after)
  return joined(row.glyphs[from - 1], row.glyphs[from]) || joined(row.glyphs[to - 1], row.glyphs[to])
}

/**
 * Printed labels hold together; a match that jumps over a wide gap joins two different texts. Short Chinese labels that begin a row are spread to the width of longer
 * ones (the two signs of 名称), also where they begin another column.
 */
function holdsTogether(row: Row, from: number, to: number, isLatin: boolean): boolean {
  const [before, first] = [row.glyphs[from - 1], row.glyphs[from]!]
  const begins = !before || first.left - before.right > 1.2 * heightOf(first)
  const widest = isLatin ? 1.5 : to - from <= 3 && begins ? 4.4 : 2.6
  for (let index = from + 1; index < to; index += 1) {
    const glyph = row.glyphs[index]!
    if (glyph.left - row.glyphs[index - 1]!.right > widest * heightOf(glyph)) return false
  }
  return true
}

/**
 * Finds labels by their wordings in all languages given, wherever they stand in a row, allowing for misread signs. Longer and more exact
 * wordings win where several overlap (`Date of birth` over `Birth`, `Surname` over `Name`).
 */
export function findLabels<Key extends string>(
  rows: readonly Row[],
  wordings: Readonly<Record<Key, readonly string[]>>,
): LabelHit<Key>[] {
  const hits: LabelHit<Key>[] = []
  for (const row of rows) {
    const signs = signsOf(row)
    if (signs.length === 0) continue
    const present = new Set<string>()
    for (const { folded, shape, others } of signs) {
      present.add(folded).add(shape)
      for (const other of others) present.add(other)
    }
    for (const [key, texts] of Object.entries(wordings) as [Key, readonly string[]][]) {
      for (const text of texts) {
        const wording = wordingOf(text)
        const { isLatin } = wording
        const length = wording.signs.length
        if (!mayHold(present, wording)) continue
        for (const match of matches(signs, wording)) {
          const from = signs[match.from]!.index
          const to = signs[match.to - 1]!.index + 1
          if (isLatin && isPieceOfWord(row, from, to) && (length < 8 || match.cost > 0)) continue
          if (!holdsTogether(row, from, to, isLatin)) continue
          const box = around(row.glyphs.slice(from, to))
          hits.push({ ...box, key, row, from, to, cost: match.cost, length })
        }
      }
    }
  }
  const chosen: LabelHit<Key>[] = []
  const taken = new Map<Row, LabelHit<Key>[]>()
  const worth = ({ length, cost }: LabelHit<Key>) => length - 2.5 * cost
  for (const hit of hits.sort((first, second) => worth(second) - worth(first))) {
    const inRow = taken.get(hit.row) ?? []
    if (inRow.some(({ from, to }) => from < hit.to && hit.from < to)) continue
    taken.set(hit.row, [...inRow, hit])
    chosen.push(hit)
    if (chosen.length === mostLabels) break
  }
  return chosen
}

/** The best hit of a key: the most exact, of equals the uppermost. */
export function bestHit<Key extends string>(hits: readonly LabelHit<Key>[], key: Key): LabelHit<Key> | undefined {
  return hits
    .filter((hit) => hit.key === key)
    .sort((first, second) => first.cost - second.cost || first.top - second.top)[0]
}

/** The glyphs right of a label in its row, up to the next label. */
export function rightOf(hit: LabelHit, hits: readonly LabelHit[]): Glyph[] {
  const next = hits.filter(({ row, from }) => row === hit.row && from >= hit.to).map(({ from }) => from)
  const glyphs = hit.row.glyphs.slice(hit.to, Math.min(hit.row.glyphs.length, ...next))
  // A colon after the label belongs to the label.
  while (glyphs[0] && /^[::.\-_/|]$/.test(glyphs[0].text)) glyphs.shift()
  return glyphs
}

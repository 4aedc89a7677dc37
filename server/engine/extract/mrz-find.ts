import { countryCodes } from './country-codes.ts'
import { around, heightOf, middleOf } from './geometry.ts'
import { rowOf, splitAtGaps, type Glyph, type Row } from './text-stream.ts'

/** What the sign `<` is read as by a model that knows more alphabets. */
const fillers: Readonly<Record<string, string>> = {
  '<': '<',
  '《': '<<',
  '«': '<<',
  '‹': '<',
  '〈': '<',
  '≤': '<',
  '＜': '<',
  く: '<',
  '≪': '<<',
  // Worn or small ones, and the last of a run.
  人: '<',
  入: '<',
  '>': '<',
  '〉': '<',
}

/** Letters of other alphabets, in the shape of the Latin sign that they are read for. */
const foreign: Readonly<Record<string, string>> = Object.fromEntries(
  Array.from('АAВBЕEЗ3КKМMНHОOРPСCТTХXΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧX〇0○0×X✕X').reduce<[string, string][]>(
    (pairs, sign, index, all) => (index % 2 === 0 ? [...pairs, [sign, all[index + 1]!]] : pairs),
    [],
  ),
)

/** The MRZ signs that a reading stands for: capitals, digits, fillers; '' for anything else. */
export function mrzSigns(text: string): string {
  const code = text.charCodeAt(0)
  // Most signs are plain: 0 to 9, A to Z.
  if (text.length === 1 && ((code > 47 && code < 58) || (code > 64 && code < 91))) return text
  const filler = fillers[text]
  if (filler !== undefined) return filler
  // A sign with a mark around it (℃ is C, ① is 1) is its letter or digit.
  const plain = text.normalize('NFKC').replace(/[^\p{L}\p{N}○×✕]/gu, '')
  const upper = (foreign[plain] ?? plain).toUpperCase()
  return /^[A-Z0-9]$/.test(upper) ? upper : ''
}

/** How likely a row is a line of an MRZ, 0..1: many fillers, or 20 and more capitals and digits without a word of small letters. */
function likeness(row: Row): number {
  let fits = 0
  let others = 0
  let fillersSeen = 0
  let small = 0
  let digits = 0
  const count = row.glyphs.length
  if (count < 8) return 0
  for (const { text } of row.glyphs) {
    const signs = mrzSigns(text)
    if (signs !== '') fits += 1
    else if (++others > 0.15 * count) return 0
    if (signs.startsWith('<')) fillersSeen += 1
    if (text >= 'a' && /\p{Ll}/u.test(text)) small += 1
    if (text >= '0' && text <= '9') digits += 1
  }
  if (fits < 0.85 * count || small > 0.15 * count) return 0
  if (fillersSeen >= 4) return 1
  // Without fillers to tell, it must be one unbroken run: a row of dates and names of several columns has as many capitals and digits.
  const run = Math.max(...splitAtGaps(row.glyphs, 1.3).map(({ length }) => length))
  if (run < 0.9 * count) return 0
  return count >= 26 && (digits >= 6 || fillersSeen >= 1) ? 0.8 : 0
}

/** Lines that stand in one column as an MRZ's do: nearly as long, nearly as far left. */
function belongTogether(upper: Row, lower: Row): boolean {
  const height = Math.max(heightOf(upper), heightOf(lower))
  const distance = middleOf(lower) - middleOf(upper)
  const overlap = Math.min(upper.right, lower.right) - Math.max(upper.left, lower.left)
  const shorter = Math.min(upper.right - upper.left, lower.right - lower.left)
  return distance > 0.8 * height && distance < 4 * height && overlap > 0.8 * shorter
}

/** Signs that stand in the row but far off its print (a stamp, a page number) are no part of the zone. */
function main(row: Row): Row {
  // Fillers are often not detected: a gap inside a line may be as wide as half of it.
  const parts = splitAtGaps(row.glyphs, 14)
  return rowOf(parts.reduce((best, part) => (part.length > best.length ? part : best), [] as Glyph[]))
}

/**
 * The rows of a page's machine-readable zone from top to bottom: two or three that belong together, the lowest such group; or the one line
 * that was found. Empty when nothing looks like one.
 */
export function findMrzRows(rows: readonly Row[]): Row[] {
  const candidates = rows
    .filter((row) => likeness(row) > 0)
    .map(main)
    .filter((row) => row.glyphs.length > 0)
  if (candidates.length === 0) return []
  const groups: Row[][] = []
  for (const row of candidates) {
    const group = groups.find((other) => belongTogether(other.at(-1)!, row))
    if (group) group.push(row)
    else groups.push([row])
  }
  const width = (group: readonly Row[]) => around(group).right - around(group).left
  const [best = []] = groups
    .map((group) => group.slice(-3))
    .sort((first, second) => second.length - first.length || width(second) - width(first))
  return best.length === 1 ? withFirstLine(withSecondLine(best[0]!, rows), rows) : best
}

/** The document's code, then a filler or what one is misread as, then who issued it. */
function beginsFirstLine(signs: string): boolean {
  return /^[PVIAC].[<A-Z]{3}[A-Z<]{5}/.test(signs) && countryCodes.has(signs.slice(2, 5).replace(/<+$/, ''))
}

/** The first line above a second one that was found alone, when detection saw little more than its names or its fillers were read as letters. */
function withFirstLine(found: Row[], rows: readonly Row[]): Row[] {
  const [second] = found
  if (!second || found.length > 1 || second.glyphs.filter(({ text }) => /\d/.test(text)).length < 8) return found
  const first = rows.find((row) => {
    const signs = row.glyphs.map(({ text }) => mrzSigns(text)).join('')
    return (
      belongTogether(row, second) && Math.abs(row.left - second.left) < 3 * heightOf(second) && beginsFirstLine(signs)
    )
  })
  return first ? [first, second] : found
}

/** A second line below that was read too badly to be known by itself: an unbroken run of capitals and digits as long as the first line. */
function withSecondLine(first: Row, rows: readonly Row[]): Row[] {
  if (first.glyphs.filter(({ text }) => /\d/.test(text)).length >= 8) return [first]
  const second = rows.find((row) => {
    const fits = row.glyphs.filter(({ text }) => mrzSigns(text) !== '').length
    const small = row.glyphs.filter(({ text }) => /\p{Ll}/u.test(text)).length
    return (
      belongTogether(first, row) &&
      row.right - row.left > 0.7 * (first.right - first.left) &&
      fits >= Math.max(15, 0.9 * row.glyphs.length) &&
      small === 0 &&
      row.glyphs.filter(({ text }) => /\d/.test(text)).length >= 8
    )
  })
  return second ? [first, second] : [first]
}

import type { Quad } from '../../contract/geometry.ts'
import { ProblemError } from '../../contract/problem.ts'
import type { Character, Field, Line } from '../../contract/result.ts'
import type { ArabicWord } from '../reading.ts'
import { editDistance } from './edit-distance.ts'
import { fieldOf } from './field.ts'
import { around, heightOf, middleOf, type Box } from './geometry.ts'
import { rowOf, type Glyph, type PageContext, type TextPage } from './text-stream.ts'

/** A word of Arabic with its place in the page's frame. */
interface PlacedWord extends Box {
  word: ArabicWord
}

/** A line of Arabic print, its words in the order in which they are read. */
export interface ArabicRow extends Box {
  words: readonly PlacedWord[]
}

const sure = 0.75
const latinOrDigit = /^[\p{Script=Latin}\d<]$/u
const arabicLetter = /\p{Script=Arabic}/u

/** Glyphs by the line of the reading that they come from. */
function byLine(glyphs: readonly Glyph[]): Glyph[][] {
  const lines = new Map<number, Glyph[]>()
  for (const glyph of glyphs) {
    const line = lines.get(glyph.line)
    if (line) line.push(glyph)
    else lines.set(glyph.line, [glyph])
  }
  return [...lines.values()]
}

/** Glyphs that are what they seem to be: Latin letters and digits of which the engine is sure, in lines of which it is sure. */
function trustedGlyphs(page: TextPage): Glyph[] {
  const mean = (glyphs: Glyph[]) => glyphs.reduce((sum, { character }) => sum + character.confidence, 0) / glyphs.length
  return byLine(page.rows.flatMap(({ glyphs }) => glyphs))
    .filter((glyphs) => glyphs.length > 2 && mean(glyphs) > sure)
    .flatMap((glyphs) => glyphs.filter(({ text, character }) => latinOrDigit.test(text) && character.confidence > sure))
}

/** How much of a word's width stands on glyphs of its own line, 0..1. */
function covered(word: Box, glyphs: readonly Glyph[]): number {
  let width = 0
  for (const glyph of glyphs) {
    if (Math.abs(middleOf(word) - middleOf(glyph)) > 0.4 * Math.min(heightOf(word), heightOf(glyph))) continue
    width += Math.max(0, Math.min(word.right, glyph.right) - Math.max(word.left, glyph.left))
  }
  return width / Math.max(1, word.right - word.left)
}

/** How the lines of a page rise where they stand, as a share of their length: in perspective they run together. */
function riseOf(glyphs: readonly Glyph[]): (across: number) => number {
  const lines = byLine(glyphs).flatMap((line) => {
    const [first, last] = [line[0]!, line.at(-1)!]
    const length = last.left - first.left
    if (line.length < 6 || length <= 0) return []
    return [{ across: middleOf(first), rise: (middleOf(last) - middleOf(first)) / length, weight: length }]
  })
  const total = lines.reduce((sum, { weight }) => sum + weight, 0)
  if (lines.length < 2 || total === 0) return () => 0
  const mean = (pick: (line: (typeof lines)[number]) => number) =>
    lines.reduce((sum, line) => sum + line.weight * pick(line), 0) / total
  const [middle, rise] = [mean(({ across }) => across), mean((line) => line.rise)]
  const spread = mean(({ across }) => (across - middle) ** 2)
  const slope = spread > 0 ? mean((line) => (line.across - middle) * (line.rise - rise)) / spread : 0
  return (across) => Math.min(0.12, Math.max(-0.12, rise + slope * (across - middle)))
}

/** A box of the frame as a quad of the page whose upper and lower side run as the lines there do. */
function alongLines({ left, right, top, bottom }: Box, page: TextPage, rise: (across: number) => number): Quad {
  const { frame } = page
  const half = (right - left) / 2
  const [above, below] = [rise(top) * half, rise(bottom) * half]
  return [
    frame.pointOf(left, top - above),
    frame.pointOf(right, top + above),
    frame.pointOf(right, bottom + below),
    frame.pointOf(left, bottom - below),
  ]
}

/** The place to look at: around all print, and right of it, where Arabic print begins that the models may not have seen; on the page. */
function placeOf(page: TextPage, glyphs: readonly Glyph[]): Box {
  const print = around(glyphs)
  const width = print.right - print.left
  const height = Math.max(...glyphs.map(heightOf))
  const corners: Quad = [
    [0, 0],
    [page.width, 0],
    [page.width, page.height],
    [0, page.height],
  ]
  const whole = around(corners.map((corner) => page.frame.boxOf([corner, corner, corner, corner])))
  return {
    left: Math.max(whole.left, print.left - 0.08 * width),
    right: Math.min(whole.right, print.right + 0.6 * width),
    top: Math.max(whole.top, print.top - 2 * height),
    bottom: Math.min(whole.bottom, print.bottom + 2 * height),
  }
}

/** A page is worth more without its Arabic than not at all; who gives up, or closes the page, still hears of it. */
function noneWhereItFailed(error: unknown): [] {
  if (error instanceof ProblemError && error.problem.code === 'engine-failed') return []
  throw error
}

/**
 * The lines of Arabic print of a page, from top to bottom; none where nobody can look at the pixels or no other print shows where to look. `within`: only there,
 * and so much larger.
 */
export async function arabicRows(page: TextPage, within?: Box): Promise<ArabicRow[]> {
  const trusted = trustedGlyphs(page)
  if (!page.inspect || trusted.length < 8) return []
  const quad = alongLines(within ?? placeOf(page, trusted), page, riseOf(trusted))
  const lines = await page.inspect('arabic', page.frame.angle, quad).catch(noneWhereItFailed)
  const rows = lines.map(({ words }) =>
    words
      .map((word): PlacedWord => ({ ...page.frame.boxOf(word.quad), word }))
      .filter((word) => covered(word, trusted) < 0.35),
  )
  const heights = rows
    .flat()
    .map(heightOf)
    .toSorted((first, second) => first - second)
  const usual = heights[Math.floor(heights.length / 2)] ?? 0
  return rows
    .map((words) => words.filter((word) => heightOf(word) > 0.35 * usual && heightOf(word) < 3 * usual))
    .filter((words) => words.some(({ word }) => Array.from(word.text).length > 1 && arabicLetter.test(word.text)))
    .map((words) => ({ ...around(words), words }))
    .toSorted((first, second) => middleOf(first) - middleOf(second))
}

/** The forms of one letter and what fonts make alike, for comparing wordings. */
const bare = (text: string) =>
  text
    .replaceAll(/[أإآٱ]/g, 'ا')
    .replaceAll('ة', 'ه')
    .replaceAll('ى', 'ي')
    .replaceAll(/[^\p{Script=Arabic}]/gu, '')

/** By how many letters a word differs from a label of one word; null when by too many to be that label. */
function labelCost(text: string, label: string): number | null {
  const word = bare(text)
  if (Math.abs(word.length - label.length) > 1) return null
  const cost = editDistance(word, label)
  return cost <= Math.max(1, Math.floor(label.length / 4)) ? cost : null
}

/** A value printed in Arabic behind its label, in the order in which it is read. */
export interface ArabicValue {
  text: string
  /** Something stood behind a wide gap, or at the value's place nothing could be made of a word. */
  cut?: boolean
  words: readonly PlacedWord[]
}

const strayPunctuation = /^[\s\p{P}\p{S}\d]+|[\s\p{P}\p{S}\d]+$/gu

/** A word without the signs before its letters and behind them, which belong to the label or to nothing. */
function trimmed(placed: PlacedWord): PlacedWord[] {
  const { chars } = placed.word
  const isLetter = ({ text }: Character) => arabicLetter.test(text)
  const from = chars.findIndex(isLetter)
  const to = chars.findLastIndex(isLetter) + 1
  if (from < 0) return []
  const kept = chars.slice(from, to)
  const text = kept.map((char) => char.text).join('')
  return [{ ...placed, word: { ...placed.word, text: text.replaceAll(strayPunctuation, ''), chars: kept } }]
}

/** Words of one value stand no further apart, in heights of the print; what follows is of another column or of the portrait. */
const widestGap = 1.6

/** The words of a row up to the first wide gap. */
function togetherFrom(words: readonly PlacedWord[]): PlacedWord[] {
  const end = words.findIndex((word, index) => {
    const before = words[index - 1]
    return before !== undefined && before.left - word.right > widestGap * Math.max(heightOf(before), heightOf(word))
  })
  return words.slice(0, end < 0 ? words.length : end)
}

/**
 * What stands behind a label of one word, up to another label or a wide gap; null when the label or a value is not there. The label begins its line, or nearly:
 * inside a line (the name of an authority) the same word is no label.
 */
export function valueAfter(rows: readonly ArabicRow[], label: string, others: readonly string[]): ArabicValue | null {
  let best: { value: ArabicValue; cost: number } | null = null
  for (const { words } of rows) {
    // The label may hang on the first word of the value by its colon.
    const parts = words.flatMap(splitAtColon)
    for (const [at, { word }] of parts.slice(0, 2).entries()) {
      const cost = labelCost(word.text, bare(label))
      if (cost === null) continue
      const behind = parts.slice(at + 1)
      const end = behind.findIndex((part) => others.some((other) => labelCost(part.word.text, bare(other)) !== null))
      const own = end < 0 ? behind : behind.slice(0, end)
      const together = togetherFrom(own)
      const value = valueOf(together)
      if (value && cost + at < (best?.cost ?? Infinity))
        best = { value: { ...value, cut: together.length < own.length }, cost: cost + at }
    }
  }
  return best?.value ?? null
}

/** The words of a value, without what is no letter; null when none is left. */
function valueOf(words: readonly PlacedWord[]): ArabicValue | null {
  const kept = words.flatMap(trimmed)
  return kept.length === 0 ? null : { text: kept.map(({ word }) => word.text).join(' '), words: kept }
}

function splitAtColon(placed: PlacedWord): PlacedWord[] {
  const { chars } = placed.word
  const colon = chars.findIndex(({ text }) => /^[::]$/.test(text))
  if (colon < 1 || colon === chars.length - 1) return [placed]
  const piece = (from: number, to: number): PlacedWord => {
    const part = chars.slice(from, to)
    return { ...placed, word: { ...placed.word, text: part.map(({ text }) => text).join(''), chars: part } }
  }
  return [piece(0, colon), piece(colon + 1, chars.length)]
}

/** A row without its first word, as a value: the label that could not be read is one word. */
export function valueBehindFirst({ words }: ArabicRow): ArabicValue | null {
  return valueOf(togetherFrom(words.slice(1)))
}

/** The smallest quad around quads of one line that stand upright, as Arabic words and letters do whichever way they are read. */
function hull(quads: readonly Quad[], page: TextPage): Quad {
  return page.frame.quadOf(around(quads.map((quad) => page.frame.boxOf(quad))))
}

/**
 * A field of Arabic print; its characters are in the order in which they are read. `missing`: letters of the value that were not read, before and behind those
 * that were; its place is as much longer.
 */
export function arabicField(
  key: string,
  value: string,
  { text, words }: ArabicValue,
  page: TextPage,
  missing = { before: 0, behind: 0 },
): Field {
  const chars = words.flatMap(({ word }) => word.chars)
  const glyphs = chars.map((character) => ({
    ...page.frame.boxOf(character.quad),
    text: character.text,
    character,
    spaced: false,
    line: -1,
  }))
  const box = around(glyphs)
  const letter = (box.right - box.left) / Math.max(1, Array.from(text).length)
  const whole = { ...box, left: box.left - missing.behind * letter, right: box.right + missing.before * letter }
  const quads = [page.frame.quadOf(whole)]
  return fieldOf(key, { value, runs: [glyphs], page: page.index, raw: text, quads })
}

/** A line of the result. Its characters are in the order in which they are read, blanks between words included. */
function lineOf({ words }: ArabicRow, page: TextPage): Line {
  const chars: Character[] = []
  for (const { word } of words) {
    const before = chars.at(-1)
    const [first] = word.chars
    if (before && first) {
      // From the right side of what follows to the left side of what went before.
      const gap: Quad = [first.quad[1], before.quad[0], before.quad[3], first.quad[2]]
      chars.push({ text: ' ', quad: gap, confidence: Math.min(before.confidence, first.confidence), alternatives: [] })
    }
    chars.push(...word.chars)
  }
  const letters = words.flatMap(({ word }) => word.chars)
  return {
    text: words.map(({ word }) => word.text).join(' '),
    page: page.index,
    quad: hull(
      letters.map(({ quad }) => quad),
      page,
    ),
    confidence: letters.reduce((sum, { confidence }) => sum + confidence, 0) / letters.length,
    chars,
  }
}

/** The page without the signs that the other models saw in Arabic print: beside a Latin value they would be part of it. */
export function withoutArabic(page: TextPage, rows: readonly ArabicRow[]): TextPage {
  const words = rows.flatMap((row) => row.words).filter(({ word }) => word.confidence > 0.7)
  const onArabic = (glyph: Glyph) => {
    const [along, across] = [(glyph.left + glyph.right) / 2, middleOf(glyph)]
    return words.some(
      ({ left, right, top, bottom }) => along > left && along < right && across > top && across < bottom,
    )
  }
  const kept = page.rows.map(({ glyphs }) => glyphs.filter((glyph) => !onArabic(glyph)))
  return { ...page, rows: kept.filter((glyphs) => glyphs.length > 0).map(rowOf) }
}

/**
 * The lines of a page with its Arabic ones: what the other models made of Arabic print is left out where it stands, and the Arabic lines come behind the line that
 * they stand beside or below.
 */
export function withArabicLines({ reading }: PageContext, rows: readonly ArabicRow[], page: TextPage): Line[] {
  const words = rows.flatMap((row) => row.words)
  const isNonsense = ({ quad, confidence }: Line) => {
    const box = page.frame.boxOf(quad)
    const common = words.reduce((sum, word) => {
      const across = Math.min(box.bottom, word.bottom) - Math.max(box.top, word.top)
      const along = Math.min(box.right, word.right) - Math.max(box.left, word.left)
      return across > 0.5 * Math.min(heightOf(box), heightOf(word)) && along > 0 ? sum + along : sum
    }, 0)
    return (confidence ?? 0) < 0.9 && common > 0.6 * (box.right - box.left)
  }
  const kept = reading.lines
    .filter((line) => !isNonsense(line))
    .map((line) => ({ line: { ...line, page: page.index }, box: page.frame.boxOf(line.quad), arabic: false }))
  for (const row of rows) {
    const before = kept.findLastIndex(
      ({ box, arabic }) => !arabic && middleOf(box) <= middleOf(row) + 0.4 * heightOf(row),
    )
    kept.splice(before + 1, 0, { line: lineOf(row, page), box: row, arabic: true })
  }
  return kept.map(({ line }) => line)
}

export { bare as bareArabic }

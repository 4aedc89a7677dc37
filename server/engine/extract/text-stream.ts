import type { Quad } from '../../contract/geometry.ts'
import type { Character, Findings, Line } from '../../contract/result.ts'
import type { OpenPage, Reading } from '../reading.ts'
import { around, frameOf, heightOf, middleOf, straightFrameOf, type Box, type Frame } from './geometry.ts'

/** A page as extraction gets it: what the engine read, and a way to look at a place again. */
export interface PageContext {
  index: number
  width: number
  height: number
  reading: Reading
  look: OpenPage['look']
  /** Absent where nobody can look at the pixels (readings that were put together for a test). */
  inspect?: OpenPage['inspect']
}

/** One printed sign with its place in the page's frame. Blanks are no glyphs: they are noted at the glyph that follows. */
export interface Glyph extends Box {
  /** NFKC form. */
  text: string
  /** As the engine gave it. */
  character: Character
  /** A blank was read, or seen as a gap, before this glyph. */
  spaced: boolean
  /** Index of the line that it came from. */
  line: number
}

/** Glyphs that stand on one line of print, from left to right. */
export interface Row extends Box {
  glyphs: Glyph[]
}

/** A page prepared for rules: rows from top to bottom, joined from detected lines that stand beside each other. */
export interface TextPage extends Omit<PageContext, 'reading'> {
  frame: Frame
  rows: Row[]
}

/** A card or a data page has far less; more is not read for fields, so that work stays bounded whatever is put in. */
const mostLines = 400
const mostGlyphsALine = 160
const mostGlyphs = 4000

/** Characters of a line; a line that came without them is divided evenly. */
function charactersOf({ text, quad, confidence, chars }: Line): Character[] {
  if (chars.length > 0) return chars
  const signs = Array.from(text)
  const [a, b, c, d] = quad
  const between = (from: Quad[0], to: Quad[0], share: number): Quad[0] => [
    from[0] + (to[0] - from[0]) * share,
    from[1] + (to[1] - from[1]) * share,
  ]
  return signs.slice(0, mostGlyphsALine).map((sign, index) => {
    const left = index / signs.length
    const right = (index + 1) / signs.length
    const cell: Quad = [between(a, b, left), between(a, b, right), between(d, c, right), between(d, c, left)]
    return { text: sign, quad: cell, confidence: confidence ?? 0, alternatives: [] }
  })
}

/** NFKC without blanks around it. A page repeats few signs many times, and ASCII is in that form already. */
function plainSign(text: string): string {
  const code = text.charCodeAt(0)
  if (text.length === 1 && code > 32 && code < 127) return text
  return text.normalize('NFKC').trim()
}

/** Turns characters into glyphs of a frame; `line` is remembered at each. */
export function glyphsOf(characters: readonly Character[], frame: Frame, line: number): Glyph[] {
  const glyphs: Glyph[] = []
  let spaced = false
  for (const character of characters.slice(0, mostGlyphsALine)) {
    const text = plainSign(character.text)
    if (text === '') {
      spaced = true
      continue
    }
    const { left, right, top, bottom } = frame.boxOf(character.quad)
    glyphs.push({ left, right, top, bottom, text, character, spaced, line })
    spaced = false
  }
  return glyphs
}

export function rowOf(glyphs: Glyph[]): Row {
  return { ...around(glyphs), glyphs }
}

function sameSign(first: Glyph, second: Glyph): boolean {
  const common = Math.min(first.right, second.right) - Math.max(first.left, second.left)
  const narrower = Math.min(first.right - first.left, second.right - second.left)
  return first.text === second.text && common > 0.5 * narrower
}

/** Joins lines that stand beside each other to rows. Each row grows to the right, so that a residue of skew does no harm. */
export function joinRows(lines: Row[]): Row[] {
  const open: { glyphs: Glyph[]; last: Row }[] = []
  for (const line of lines.toSorted((first, second) => first.left - second.left)) {
    let best: { glyphs: Glyph[]; last: Row } | null = null
    let least = Infinity
    for (const candidate of open) {
      const { last } = candidate
      const height = Math.min(heightOf(last), heightOf(line))
      const offset = Math.abs(middleOf(last) - middleOf(line))
      if (offset < 0.45 * height && line.left > last.right - height && offset < least) {
        best = candidate
        least = offset
      }
    }
    if (best) {
      // Detections may overlap: a sign that both have is one sign.
      const ends = best.last.glyphs.slice(-2)
      const twice = (glyph: Glyph) => ends.some((other) => sameSign(other, glyph))
      for (const [index, glyph] of line.glyphs.entries()) if (index > 1 || !twice(glyph)) best.glyphs.push(glyph)
      best.last = line
    } else open.push({ glyphs: [...line.glyphs], last: line })
  }
  return open.map(({ glyphs }) => rowOf(glyphs)).sort((first, second) => middleOf(first) - middleOf(second))
}

/**
 * Prepares a page. A page without text has no rows. Its frame undoes the page's angle; with `straight` also perspective, by the outline of the document
 * where one is given, else by its lines.
 */
export function textPage(
  { reading, ...context }: PageContext,
  { straight = false, outline }: { straight?: boolean; outline?: Quad | undefined } = {},
): TextPage {
  const lines = reading.lines.slice(0, mostLines)
  const frame = straight ? straightFrameOf(lines, outline) : frameOf(lines)
  const rows: Row[] = []
  let count = 0
  for (const [index, line] of lines.entries()) {
    const glyphs = glyphsOf(charactersOf(line), frame, index)
    count += glyphs.length
    if (count > mostGlyphs) break
    if (glyphs.length > 0) rows.push(rowOf(glyphs))
  }
  return { ...context, frame, rows: joinRows(rows) }
}

const han = /\p{Script=Han}/u

/** The text of glyphs: blanks only where they were read and neither neighbour is a Chinese sign. */
export function textOf(glyphs: readonly Glyph[]): string {
  let text = ''
  for (const [index, glyph] of glyphs.entries()) {
    const before = glyphs[index - 1]
    if (before && glyph.spaced && !han.test(before.text) && !han.test(glyph.text)) text += ' '
    text += glyph.text
  }
  return text
}

/** Parts glyphs wherever the gap between two is wider than `widest` times their height. */
export function splitAtGaps(glyphs: readonly Glyph[], widest: number): Glyph[][] {
  const parts: Glyph[][] = []
  for (const glyph of glyphs) {
    const part = parts.at(-1)
    const before = part?.at(-1)
    if (!part || !before) parts.push([glyph])
    else if (glyph.left - before.right > widest * Math.max(heightOf(before), heightOf(glyph))) parts.push([glyph])
    else part.push(glyph)
  }
  return parts
}

/** Findings of a kind that has nothing but its lines and, later, fields. */
export function findingsOf(pages: readonly PageContext[], rest: Partial<Findings> = {}): Findings {
  const lines = pages.flatMap(({ index, reading }) => reading.lines.map((line) => ({ ...line, page: index })))
  return { fields: [], lines, tables: [], regions: [], frames: [], ...rest }
}

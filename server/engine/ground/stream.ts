import type { Character, Line, Region } from '../../contract/result.ts'
import { around, frameOf, heightOf, middleOf, type Box, type Frame } from '../extract/geometry.ts'
import type { Glyph, Row } from '../extract/text-stream.ts'
import { breathe, type Breath } from './breathe.ts'
import { classOf, foldSign, type SignClass } from './fold.ts'
import { tightenLines } from './loose-lines.ts'

/** One page as our engine read it: its lines with characters (with alternatives), in the pixels of the upright page. */
export interface GroundPage {
  index: number
  width: number
  height: number
  lines: readonly Line[]
  /** Places that say something as a whole and not in lines: codes that were decoded, seals. */
  regions?: readonly Pick<Region, 'quad' | 'text'>[]
}

/** A printed sign of the document. */
export interface PageGlyph extends Glyph {
  page: number
  /** Its folded form as a number of the document's vocabulary. */
  id: number
  /** Folded forms of the engine's other readings. */
  others: readonly number[]
  class: SignClass
  /** Row of print, counted through the document. */
  row: number
  /** Place among the row's glyphs. */
  column: number
  /** It belongs to a machine-readable zone. */
  mrz: boolean
  /** Count among all glyphs of the document. */
  index: number
}

/** All glyphs in an order in which values may run, with what a step from one to the next costs a value that goes on over it. */
export interface Order {
  glyphs: readonly PageGlyph[]
  /** Cost of the step from glyph i - 1 to glyph i, in misread signs: 0 within a word, more over gaps and to another line. */
  steps: Float32Array
  /** Positions of the signs that are no punctuation. */
  solid: Int32Array
  /** The same without the words that stand between numbers (年, 月, 日, 元 ...). */
  numeric: Int32Array
}

export interface PageText {
  index: number
  frame: Frame
  rows: readonly PageRow[]
}

export interface PageRow extends Row {
  glyphs: PageGlyph[]
}

/** What is printed on the pages of a document, made ready for searching. */
export interface DocumentText {
  pages: readonly PageText[]
  glyphs: readonly PageGlyph[]
  /** Rows from left to right, one below the other. */
  across: Order
  /** Pieces of rows, each followed by the piece that stands below it in the same column. */
  down: Order
  /** Runs of print that a gap ends. */
  pieces: readonly (readonly PageGlyph[])[]
  vocabulary: ReadonlyMap<string, number>
}

/** A step that no value makes. */
export const impassable = 50
/** A piece of a row ends where a gap is wider than this many heights. */
const widestGap = 1.6
/** Work stays bounded whatever is put in; a page of small print has 5,000. */
const mostGlyphs = 24_000
const mostLines = 4_000
const mostGlyphsALine = 1_000
/** Below this the engine's other readings say nothing. */
const leastDoubt = 0.015

const betweenNumbers = /^[年月日号时分秒点元角]$/u

function charactersOf({ text, quad, confidence, chars }: Line): readonly Character[] {
  if (chars.length > 0) return chars
  const signs = Array.from(text.slice(0, 2 * mostGlyphsALine)).slice(0, mostGlyphsALine)
  const [a, b, c, d] = quad
  const at = (from: readonly [number, number], to: readonly [number, number], share: number): [number, number] => [
    from[0] + (to[0] - from[0]) * share,
    from[1] + (to[1] - from[1]) * share,
  ]
  return signs.map((sign, index) => {
    const [left, right] = [index / signs.length, (index + 1) / signs.length]
    return {
      text: sign,
      quad: [at(a, b, left), at(a, b, right), at(d, c, right), at(d, c, left)],
      confidence: confidence ?? 0,
      alternatives: [],
    }
  })
}

class Vocabulary {
  readonly ids = new Map<string, number>()
  readonly classes: SignClass[] = []

  idOf(folded: string): number {
    const known = this.ids.get(folded)
    if (known !== undefined) return known
    const id = this.ids.size
    this.ids.set(folded, id)
    this.classes.push(classOf(folded))
    return id
  }
}

const noOthers: readonly number[] = []
const isAscii = (text: string) => text.length === 1 && text > ' ' && text < '\u007f'
const plainSign = (text: string) => (isAscii(text) ? text : text.normalize('NFKC').trim())

function glyphsOfLine(line: Line, lineIndex: number, page: number, frame: Frame, vocabulary: Vocabulary): PageGlyph[] {
  const glyphs: PageGlyph[] = []
  let spaced = false
  for (const character of charactersOf(line).slice(0, mostGlyphsALine)) {
    const folded = foldSign(character.text)
    if (folded === '') {
      spaced = true
      continue
    }
    let others = noOthers
    for (const { text, confidence } of character.alternatives) {
      const other = confidence >= leastDoubt ? foldSign(text) : ''
      if (other !== '') others = [...others, vocabulary.idOf(other)]
    }
    const { left, right, top, bottom } = frame.boxOf(character.quad)
    const text = plainSign(character.text)
    for (const sign of folded) {
      const id = vocabulary.idOf(sign)
      glyphs.push({
        left,
        right,
        top,
        bottom,
        text,
        character,
        spaced,
        line: lineIndex,
        page,
        id,
        others,
        class: vocabulary.classes[id]!,
        row: 0,
        column: 0,
        mrz: false,
        index: 0,
      })
      spaced = false
    }
  }
  return glyphs
}

interface OpenRow {
  parts: PageGlyph[][]
  last: Box & { first: PageGlyph; final: PageGlyph }
}

const sameSign = (first: PageGlyph, second: PageGlyph) =>
  first.id === second.id &&
  Math.min(first.right, second.right) - Math.max(first.left, second.left) >
    0.5 * Math.min(first.right - first.left, second.right - second.left)

/** Joins what was detected as lines to rows of print; each row grows to the right, so that a residue of skew does no harm. */
function joinRows(lines: readonly PageGlyph[][]): PageRow[] {
  const open: OpenRow[] = []
  const boxed = lines.map((glyphs) => ({ glyphs, box: around(glyphs) }))
  for (const { glyphs, box } of boxed.toSorted((first, second) => first.box.left - second.box.left)) {
    let best: OpenRow | null = null
    let least = Infinity
    for (const row of open) {
      const height = Math.min(heightOf(row.last), heightOf(box))
      const offset = Math.abs(middleOf(row.last) - middleOf(box))
      if (offset < 0.45 * height && box.left > row.last.right - height && offset < least) {
        best = row
        least = offset
      }
    }
    const last = { ...box, first: glyphs[0]!, final: glyphs.at(-1)! }
    if (best) {
      const { final } = best.last
      best.parts.push(glyphs.filter((glyph, index) => index > 1 || !sameSign(final, glyph)))
      best.last = last
    } else open.push({ parts: [glyphs], last })
  }
  return open
    .map(({ parts }) => ({ ...around(parts.flat()), glyphs: parts.flat() }))
    .filter(({ glyphs }) => glyphs.length > 0)
    .sort((first, second) => middleOf(first) - middleOf(second))
}

/** Lines of capital letters, digits and fillers as long as ICAO 9303 has them (30, 36 or 44 signs, a few of them lost or added). */
function isMrz(glyphs: readonly PageGlyph[]): boolean {
  if (glyphs.length < 26 || glyphs.length > 50) return false
  const fillers = glyphs.filter(({ text }) => /^[<«‹《〈]$/u.test(text)).length
  const plain = glyphs.filter(({ text }) => /^[A-Z0-9<«‹《〈]$/u.test(text)).length
  const digits = glyphs.filter((glyph) => glyph.class === 'digit').length
  return plain >= 0.93 * glyphs.length && (fillers >= 2 || digits >= 8)
}

interface Piece extends Box {
  glyphs: PageGlyph[]
  next?: Piece
  isNext?: boolean
}

function piecesOf(rows: readonly PageRow[]): Piece[] {
  const pieces: Piece[] = []
  for (const { glyphs } of rows) {
    let from = 0
    for (let index = 1; index <= glyphs.length; index += 1) {
      const [before, glyph] = [glyphs[index - 1]!, glyphs[index]]
      const height = Math.max(heightOf(before), glyph ? heightOf(glyph) : 0)
      if (glyph && glyph.left - before.right <= widestGap * height) continue
      const part = glyphs.slice(from, index)
      pieces.push({ ...around(part), glyphs: part })
      from = index
    }
  }
  return pieces
}

/** What it costs to take one piece for the continuation of another; null when it cannot be one. */
function continuation(piece: Piece, below: Piece): number | null {
  const [height, other] = [heightOf(piece), heightOf(below)]
  const drop = below.top - piece.bottom
  if (drop > 1.4 * Math.min(height, other) || middleOf(below) < piece.bottom - 0.2 * height) return null
  if (Math.max(height, other) > 2 * Math.min(height, other)) return null
  const common = Math.min(piece.right, below.right) - Math.max(piece.left, below.left)
  const offset = Math.abs(piece.left - below.left) / height
  if (common < 0.5 * Math.min(height, other) && offset > 1.5) return null
  return Math.max(0, drop / height) + Math.min(0.8, 0.3 * offset)
}

/** Chains pieces that stand below each other; each has at most one before it and one after it. */
function chain(pieces: readonly Piece[]): Piece[] {
  const links: { from: Piece; to: Piece; cost: number }[] = []
  const ordered = pieces.toSorted((first, second) => first.top - second.top)
  const tallest = Math.max(0, ...ordered.map(heightOf))
  for (const [index, from] of ordered.entries()) {
    for (let below = index + 1; below < ordered.length; below += 1) {
      const to = ordered[below]!
      if (to.top > from.bottom + 1.5 * tallest) break
      const cost = continuation(from, to)
      if (cost !== null) links.push({ from, to, cost })
    }
  }
  for (const { from, to } of links.sort((first, second) => first.cost - second.cost)) {
    if (from.next || to.isNext) continue
    from.next = to
    to.isNext = true
  }
  const chained: Piece[] = []
  for (const head of pieces) {
    if (head.isNext) continue
    for (let piece: Piece | undefined = head; piece; piece = piece.next) chained.push(piece)
  }
  return chained
}

function stepWithin(before: PageGlyph, glyph: PageGlyph): number {
  const gap = (glyph.left - before.right) / Math.max(1, heightOf(before), heightOf(glyph))
  // 年, 月 and 日 are printed on forms, and the numbers between them stand where there is room.
  if (gap < 0.9 || (gap < 2.6 && [before, glyph].some(({ text }) => betweenNumbers.test(text)))) return 0
  return gap < 2.6 ? 0.12 : gap < 6 ? 0.5 : 1.2
}

function orderOf(
  glyphs: readonly PageGlyph[],
  step: (before: PageGlyph, glyph: PageGlyph) => number,
  vocabulary: Vocabulary,
): Order {
  const steps = new Float32Array(glyphs.length)
  const solid: number[] = []
  const numeric: number[] = []
  const words = new Set(Array.from(vocabulary.ids).flatMap(([text, id]) => (betweenNumbers.test(text) ? [id] : [])))
  for (const [index, glyph] of glyphs.entries()) {
    const before = glyphs[index - 1]
    steps[index] = before === undefined || before.page !== glyph.page ? impassable : step(before, glyph)
    if (glyph.class === 'mark' && glyph.text !== '*') continue
    solid.push(index)
    if (!words.has(glyph.id)) numeric.push(index)
  }
  return { glyphs, steps, solid: Int32Array.from(solid), numeric: Int32Array.from(numeric) }
}

/** Makes the pages of a document ready for searching. */
export async function readDocument(pages: readonly GroundPage[], breath: Breath): Promise<DocumentText> {
  const vocabulary = new Vocabulary()
  const texts: PageText[] = []
  const downward: PageGlyph[] = []
  const heads = new Set<PageGlyph>()
  const pieces: PageGlyph[][] = []
  let count = 0
  let rowCount = 0
  for (const { index: page, lines } of pages) {
    const kept = tightenLines(lines.slice(0, mostLines))
    await breathe(breath)
    const frame = frameOf(kept)
    const read: PageGlyph[][] = []
    for (const [index, line] of kept.entries()) {
      const glyphs = glyphsOfLine(line, index, page, frame, vocabulary)
      count += glyphs.length
      if (count > mostGlyphs) break
      if (glyphs.length > 0) read.push(glyphs)
      if (index % 16 === 0) await breathe(breath)
    }
    const rows = joinRows(read)
    await breathe(breath)
    for (const row of rows) {
      const mrz = isMrz(row.glyphs)
      for (const [column, glyph] of row.glyphs.entries()) {
        glyph.row = rowCount
        glyph.column = column
        glyph.mrz = mrz
      }
      rowCount += 1
    }
    texts.push({ index: page, frame, rows })
    for (const piece of chain(piecesOf(rows))) {
      if (piece.isNext) heads.add(piece.glyphs[0]!)
      downward.push(...piece.glyphs)
      pieces.push(piece.glyphs)
    }
    await breathe(breath)
  }
  const glyphs = texts.flatMap(({ rows }) => rows.flatMap((row) => row.glyphs))
  for (const [index, glyph] of glyphs.entries()) glyph.index = index
  const across = orderOf(
    glyphs,
    (before, glyph) => {
      if (before.row === glyph.row) return stepWithin(before, glyph)
      const drop = (glyph.top - before.bottom) / Math.max(1, heightOf(before))
      return drop > 2 ? 1.5 : 0.4
    },
    vocabulary,
  )
  const down = orderOf(
    downward,
    (before, glyph) => {
      if (heads.has(glyph)) return 0.2
      return before.row === glyph.row && before.column + 1 === glyph.column && stepWithin(before, glyph) < 0.5
        ? stepWithin(before, glyph)
        : 3
    },
    vocabulary,
  )
  return { pages: texts, glyphs, across, down, pieces, vocabulary: vocabulary.ids }
}

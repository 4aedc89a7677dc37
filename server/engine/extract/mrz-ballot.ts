import { mrzAlphabetAt, type MrzLayout } from '../../contract/checks/mrz.ts'
import { lettersAmongLetters, optionsAt, type Options } from './mrz-decode.ts'
import { mrzSigns } from './mrz-find.ts'
import { centreOf, courseOf, gridThrough, positionOf, type MrzLine } from './mrz-grid.ts'
import type { Glyph, Row } from './text-stream.ts'
import { readingsOf } from './values.ts'

/** The signs and probabilities that all readings together give each position of a line. */
export interface Ballot {
  line: MrzLine
  votes: Map<string, number>[]
  /** How many readings saw something at the position. */
  seen: number[]
  glyphs: (Glyph | undefined)[]
}

export function openBallot(line: MrzLine): Ballot {
  const { length } = line.grid
  return {
    line,
    votes: Array.from({ length }, () => new Map<string, number>()),
    seen: Array.from({ length }, () => 0),
    glyphs: Array.from({ length }, () => undefined),
  }
}

/** Adds one reading, sign by sign at the position where it stands. Of two signs at one position the surer counts. */
export function vote(ballot: Ballot, glyphs: readonly Glyph[], from = 0, to = ballot.line.grid.length): void {
  const taken = new Map<number, Glyph>()
  for (const glyph of glyphs) {
    if (mrzSigns(glyph.text) === '') continue
    const position = positionOf(glyph, ballot.line.grid)
    if (position === null || position < from || position >= to) continue
    const other = taken.get(position)
    if (!other || other.character.confidence < glyph.character.confidence) taken.set(position, glyph)
  }
  for (const [position, glyph] of taken) {
    ballot.seen[position]! += 1
    ballot.glyphs[position] ??= glyph
    for (const { text, confidence } of readingsOf(glyph)) {
      const sign = mrzSigns(text)[0]
      if (sign === undefined) continue
      const votes = ballot.votes[position]!
      votes.set(sign, (votes.get(sign) ?? 0) + Math.max(confidence, 0.001))
    }
  }
}

export function optionsOf(ballot: Ballot, layout: MrzLayout, index: number): Options[] {
  const options = ballot.votes.map((votes, position) => optionsAt(votes, mrzAlphabetAt(layout, index, position)))
  const { optional } = layout.parts
  return optional?.line === index ? lettersAmongLetters(options, optional.from, optional.to) : options
}

/** Signs of a row in their order, one entry a sign (`«` is two). */
const signsOf = (row: Row) => row.glyphs.flatMap((glyph) => Array.from(mrzSigns(glyph.text), () => glyph))

const isFiller = (glyph: Glyph) => mrzSigns(glyph.text).startsWith('<')

/** The longest run of fillers: where signs are missing or too many, they are among those. */
function longestFillers(signs: readonly Glyph[]): { from: number; to: number } {
  let best = { from: signs.length, to: signs.length }
  let from = 0
  for (let index = 0; index <= signs.length; index += 1) {
    if (index < signs.length && isFiller(signs[index]!)) continue
    if (index - from > best.to - best.from) best = { from, to: index }
    from = index + 1
  }
  return best
}

/**
 * A row whose positions follow from the order of its signs alone, the missing or surplus ones taken from the longest run of fillers. `whole`: nothing
 * was missing, or only fillers of a run of three and more.
 */
export function ballotByOrder(row: Row, length: number): { ballot: Ballot; whole: boolean } {
  const signs = signsOf(row)
  const fillers = longestFillers(signs)
  const missing = length - signs.length
  const pitch = (row.right - row.left) / Math.max(1, length)
  const places = signs.map((glyph, index) => ({ glyph, index: index < fillers.to ? index : index + missing }))
  const naive = { origin: row.left + pitch / 2, pitch, bend: 0, length }
  const grid = gridThrough(
    places.map(({ glyph, index }) => ({ index, glyph })),
    length,
  )
  const ballot = openBallot({ ...courseOf(row), grid: grid ?? naive })
  for (const { glyph, index } of places) {
    if (index < 0 || index >= length) continue
    // Surplus fillers fall on the signs behind them, which count.
    if (ballot.seen[index] === 1) ballot.votes[index]!.clear()
    ballot.seen[index] = 1
    ballot.glyphs[index] = glyph
    for (const { text, confidence } of readingsOf(glyph)) {
      const sign = mrzSigns(text)[0]
      if (sign === undefined) continue
      const votes = ballot.votes[index]!
      votes.set(sign, (votes.get(sign) ?? 0) + Math.max(confidence, 0.001))
    }
  }
  // A sign that was lost leaves a gap of two pitches, also before the fillers: then the order says nothing about the positions behind it.
  const gaps = signs.slice(1, fillers.from + 1).map((glyph, index) => centreOf(glyph) - centreOf(signs[index]!))
  const usual = gaps.toSorted((first, second) => first - second)[Math.floor(gaps.length / 2)] ?? pitch
  const widest = Math.max(0, ...gaps) / usual
  const run = fillers.to - fillers.from
  const padded = grid !== null && widest < 1.38 && run >= 3 && run + missing >= 1 && missing < 30 && missing > -6
  return { ballot, whole: (missing === 0 && widest < 1.42) || padded }
}

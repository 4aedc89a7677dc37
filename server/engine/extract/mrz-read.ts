import {
  mrzAlphabet,
  mrzDigitResults,
  mrzLayouts,
  parseMrz,
  type Mrz,
  type MrzLayout,
  type MrzSpan,
} from '../../contract/checks/mrz.ts'
import type { Quad } from '../../contract/geometry.ts'
import type { Character } from '../../contract/result.ts'
import { countryCodes } from './country-codes.ts'
import { around, middleOf, quadAround } from './geometry.ts'
import { ballotByOrder, openBallot, optionsOf, vote, type Ballot } from './mrz-ballot.ts'
import { decodeLine, type Options } from './mrz-decode.ts'
import { findMrzRows } from './mrz-find.ts'
import { withNamesRight } from './mrz-names.ts'
import { gridLines, placeAt } from './mrz-grid.ts'
import { movedOn, withHiddenBegins } from './mrz-hidden.ts'
import { glyphsOf, rowOf, type Glyph, type Row, type TextPage } from './text-stream.ts'

/** A machine-readable zone as it was read. */
export interface MrzReading {
  lines: string[]
  mrz: Mrz
  /** One glyph a position and line, in the zone's own signs. */
  glyphs: Glyph[][]
  quad: Quad
  /** Rows of the page that the zone took. */
  rows: readonly Row[]
  /** Every check digit is right. */
  proven: boolean
  /** How many signs at each line's begin are not to be seen: a thumb or the picture's edge hides them. */
  hidden: readonly number[]
}

/** A repair less likely than this beside the plain reading wants another look: one text in ten satisfies a check digit by chance. */
const leastCost = Math.log(1 / 40)

/** Looks at pieces of a line: a recogniser loses fewer signs of a short crop than of 44 in a row. Gives what the pieces say, in order. */
async function lookAtPieces(
  page: TextPage,
  ballot: Ballot,
  { size, from, to, channel = 'rgb' }: { size: number; from: number; to: number; channel?: 'rgb' | 'black' },
): Promise<Glyph[]> {
  const all: Glyph[] = []
  for (let start = from; start < to; start += size) {
    const end = Math.min(to, start + size)
    const place = placeAt(ballot.line, page.frame, start, end, 0.12)
    const [reading] = await page.look(place, [{ alphabet: mrzAlphabet, channel }])
    if (!reading) continue
    const glyphs = glyphsOf(reading.chars, page.frame, -1)
    vote(ballot, glyphs, start, end)
    for (const glyph of glyphs) {
      const last = all.at(-1)
      // A sign on the cut is read in both pieces.
      const twice = last && (glyph.left + glyph.right) / 2 < last.right + 0.15 * (last.right - last.left)
      if (!twice) all.push(glyph)
      else if (last.character.confidence < glyph.character.confidence) all[all.length - 1] = glyph
    }
  }
  return all
}

/** Looks at the whole line once more, a little stretched, and without the lines of its ground. */
async function lookAtLine(page: TextPage, ballot: Ballot, stretch: number, from: number): Promise<void> {
  const place = placeAt(ballot.line, page.frame, from, ballot.line.grid.length, 0.15)
  const views = [
    { alphabet: mrzAlphabet, stretch },
    { alphabet: mrzAlphabet, channel: 'black' as const },
  ]
  for (const { chars } of await page.look(place, views)) vote(ballot, glyphsOf(chars, page.frame, -1), from)
}

/** Positions of names that are empty or unsure: nothing checks them, so they are looked at until they are sure. */
function unsure(options: readonly Options[], until: number): boolean {
  return options.slice(0, until).some((choices) => !choices[0] || choices[0].weight < 0.75)
}

/** A position before the optional data where nothing was read, though something stands there in every format. */
function hasHole(options: readonly Options[], layout: MrzLayout, line: number): boolean {
  return (['number', 'issuingState', 'nationality', 'birth', 'expiry'] as const).some((part) => {
    const span = layout.parts[part]
    if (span?.line !== line) return false
    const places = options.slice(span.from, span.to)
    const last = places.findLastIndex((choices) => choices.length > 0)
    return (
      places
        .slice(0, part === 'birth' || part === 'expiry' ? places.length : last)
        .some((choices) => choices.length === 0) || last < 0
    )
  })
}

/** One past the last position that is not a filler. */
function printedUntil(options: readonly Options[]): number {
  return options.findLastIndex((choices) => choices[0] !== undefined && choices[0].sign !== '<') + 1
}

/** The zone with each position's final sign, its place, and how sure it is. */
function finish(
  page: TextPage,
  ballots: readonly Ballot[],
  lines: readonly string[],
  rows: readonly Row[],
): MrzReading | null {
  const mrz = parseMrz(lines)
  if (mrz === null) return null
  const glyphs = ballots.map((ballot, index) =>
    Array.from(lines[index]!, (sign, position): Glyph => {
      const read = ballot.glyphs[position]
      const total = Array.from(ballot.votes[position]!.values()).reduce((sum, weight) => sum + weight, 0)
      const weight = ballot.votes[position]!.get(sign) ?? 0
      const confidence = total > 0 ? Math.min(1, weight / Math.max(total, ballot.seen[position]!)) : 0
      const alternatives = Array.from(ballot.votes[position]!, ([text, vote]) => ({
        text,
        confidence: Math.min(1, vote / Math.max(total, 1e-9)),
      }))
        .filter(({ text }) => text !== sign)
        .sort((first, second) => second.confidence - first.confidence)
        .slice(0, 3)
      const quad = read?.character.quad ?? placeAt(ballot.line, page.frame, position, position + 1)
      const box = page.frame.boxOf(quad)
      const character: Character = { text: sign, quad, confidence, alternatives }
      const { left, right, top, bottom } = box
      return { left, right, top, bottom, text: sign, character, spaced: false, line: read?.line ?? -1 }
    }),
  )
  const quad = quadAround(glyphs.flatMap((line) => [line[0]!, line.at(-1)!]).map(({ character }) => character.quad))
  return {
    lines: [...lines],
    mrz,
    glyphs,
    quad: glyphs.length > 1 ? page.frame.quadOf(around(glyphs.flat())) : quad,
    rows,
    proven: mrz.digits.length > 0 && mrz.digits.every(({ ok }) => ok),
    hidden: [],
  }
}

function layoutFor(length: number, firstSign: string): MrzLayout {
  const visa = firstSign === 'V'
  if (length === 30) return mrzLayouts.TD1
  if (length === 36) return mrzLayouts[visa ? 'MRV-B' : 'TD2']
  return mrzLayouts[visa ? 'MRV-A' : 'TD3']
}

function lengthByOrder(rows: readonly Row[]): number {
  const longest = Math.max(...rows.map(({ glyphs }) => glyphs.length))
  return rows.length === 3 ? 30 : longest > 40 ? 44 : longest > 33 ? 36 : 44
}

/** A nationality that lost a letter is the issuing state where the rest agrees: for nearly all holders both are the same. */
function withCode(texts: string[], layout: MrzLayout): string[] {
  const { issuingState, nationality } = layout.parts
  if (!issuingState || !nationality) return texts
  const state = (texts[issuingState.line] ?? '').slice(issuingState.from, issuingState.to)
  const line = texts[nationality.line] ?? ''
  const own = line.slice(nationality.from, nationality.to)
  const known = (code: string) => countryCodes.has(code.replace(/<+$/, ''))
  const same = Array.from(state).filter((sign, index) => sign === own[index]).length
  if (known(own) || !known(state) || same < 2 || line.length !== layout.length) return texts
  return texts.with(nationality.line, line.slice(0, nationality.from) + state + line.slice(nationality.to))
}

/** A zone of which detection saw one line only: the other one is looked for where the format prints it (ICAO 9303-3, 4.4). */
async function withMissingLine(page: TextPage, rows: readonly Row[]): Promise<Row[]> {
  const [row] = rows
  const line = row && rows.length === 1 ? gridLines(rows)?.[0] : undefined
  if (!row || !line || line.grid.length !== 44) return [...rows]
  const digits = row.glyphs.filter(({ text }) => /\d/.test(text)).length
  const step = 2.5 * line.grid.pitch * (digits >= 8 ? -1 : 1)
  const [reading] = await page.look(placeAt(line, page.frame, 0, 44, 0.25, step), [{ alphabet: mrzAlphabet }])
  const glyphs = reading && reading.confidence > 0.6 ? glyphsOf(reading.chars, page.frame, -1) : []
  if (glyphs.length < 20) return [...rows]
  return [row, rowOf(glyphs)].sort((first, second) => middleOf(first) - middleOf(second))
}

/** How far a line speaks for itself: right check digits, known states, parted names, and signs that needed no unlikely repair. */
function worthOf(text: string, cost: number, layout: MrzLayout, line: number): number {
  const results = mrzDigitResults(
    Array.from({ length: layout.lines }, (_, index) => (index === line ? text : '')),
    layout,
  ).filter(({ id }) => layout.digits.some((digit) => digit.id === id && digit.at.line === line))
  const right = results.filter(({ ok }) => ok).length
  const { issuingState, nationality, names, documentType } = layout.parts
  const codes = [issuingState, nationality].filter((span) => span?.line === line)
  const known = codes.filter((span) => countryCodes.has(text.slice(span!.from, span!.to).replace(/<+$/, ''))).length
  return (
    (results.length > 0 ? (3 * right) / results.length : 0) +
    known +
    (names?.line === line && text.slice(names.from, names.to).replace(/<+$/, '').includes('<<') ? 0.5 : 0) +
    (documentType?.line === line && /^[PVIAC]/.test(text) ? 0.5 : 0) +
    (cost >= leastCost ? 0.5 : 0)
  )
}

/**
 * Reads the machine-readable zone of a page: finds its lines, puts every sign on the common grid, and looks again, first at pieces, then at whole
 * lines, until the check digits are right and the names sure. Null when the page has none.
 */
export async function readMrz(page: TextPage): Promise<MrzReading | null> {
  const rows = await withMissingLine(page, findMrzRows(page.rows))
  if (rows.length === 0) return null
  const lines = gridLines(rows)
  let ballots = lines ? lines.map(openBallot) : rows.map((row) => ballotByOrder(row, lengthByOrder(rows)).ballot)
  if (lines) for (const [index, ballot] of ballots.entries()) vote(ballot, rows[index]!.glyphs)
  const length = ballots[0]!.line.grid.length
  const first = Array.from(ballots[0]!.votes[0]!.keys())[0] ?? 'P'
  const layout = layoutFor(length, first)
  // A single line is the second when it has the digits: dates and numbers.
  const alone = ballots.length === 1 && rows[0]!.glyphs.filter(({ text }) => /\d/.test(text)).length >= 8
  const lineOf = (index: number) => (alone ? 1 : index)
  const costs: number[] = []
  const decode = () => {
    const texts = ballots.map((ballot, index) => {
      const { text, cost } = decodeLine(optionsOf(ballot, layout, lineOf(index)), layout, lineOf(index))
      costs[index] = cost
      return text
    })
    const whole = withCode(alone ? ['', ...texts] : texts, layout)
    const mayBeFiller = (position: number) => (ballots[0]?.votes[position]?.get('<') ?? 0) > 0
    return alone ? whole : withNamesRight(whole, layout, mayBeFiller)
  }
  const lineProven = (texts: readonly string[], line: number) => {
    const results = mrzDigitResults(texts, layout)
    const ids = new Set(layout.digits.filter(({ at }) => at.line === line).map(({ id }) => id))
    return ids.size > 0 && results.length > 0 && results.every(({ id, ok }) => ok || !ids.has(id))
  }
  const doubtful = (texts: readonly string[], index: number) => {
    const line = lineOf(index)
    const options = optionsOf(ballots[index]!, layout, line)
    if (hasHole(options, layout, line) || costs[index]! < leastCost) return true
    if (!lineProven(texts, line) && layout.digits.some(({ at }) => at.line === line)) return true
    const names = layout.parts.names?.line === line
    return unsure(options, names ? Math.min(length, printedUntil(options) + 2) : 0)
  }
  for (const [index, row] of rows.entries()) {
    const grid = ballots[index]
    if (!lines || !grid) continue
    const { ballot, whole } = ballotByOrder(row, length)
    if (!whole) continue
    const worth = (other: Ballot) => {
      const { text, cost } = decodeLine(optionsOf(other, layout, lineOf(index)), layout, lineOf(index))
      return worthOf(text, cost, layout, lineOf(index))
    }
    if (worth(ballot) >= worth(grid)) ballots[index] = ballot
  }
  const { hidden, ballots: begun } = withHiddenBegins(lines ?? [], rows, ballots, (ballot, index) => {
    const { text, cost } = decodeLine(optionsOf(ballot, layout, lineOf(index)), layout, lineOf(index))
    return { text, cost, worth: worthOf(text, cost, layout, lineOf(index)) }
  })
  ballots = begun
  let texts = decode()
  const untilOf = (ballot: Ballot, index: number) => {
    if (layout.parts.names?.line !== lineOf(index)) return length
    const options = optionsOf(ballot, layout, lineOf(index))
    const until = printedUntil(options)
    // Where no fillers were seen behind them, the names may go on.
    const seen = options.slice(until, until + 3).every((choices) => choices.length > 0)
    return seen ? Math.min(length, until + 2) : length
  }
  const attempts = lines ? 3 : 0
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const seen: Row[] = rows.slice(0, ballots.length)
    let looked = false
    for (const [index, ballot] of ballots.entries()) {
      if (!doubtful(texts, index)) continue
      looked = true
      if (attempt === 1) {
        await lookAtLine(page, ballot, 1.15, hidden[index] ?? 0)
        continue
      }
      const until = untilOf(ballot, index)
      // Without the lines of the ground, which cross the fillers, at first: as it is the zone was read before.
      const pieces = attempt === 0 ? { size: 11, channel: 'black' as const } : { size: 7 }
      const glyphs = await lookAtPieces(page, ballot, { ...pieces, from: hidden[index] ?? 0, to: until })
      const last = glyphs.at(-1)
      if (!last) continue
      seen[index] = rowOf([
        ...glyphs,
        ...rows[index]!.glyphs.filter(({ left }) => until < length && left > last.right - 1),
      ])
    }
    if (!looked) break
    texts = decode()
    const stillDoubtful = ballots.some((_, index) => doubtful(texts, index))
    if (attempt !== 0 || !stillDoubtful) continue
    // Where signs were lost the first reading also misplaces the others: the pieces make a better grid, on which everything votes again.
    const better = gridLines(seen)
    if (better?.[0]?.grid.length !== length) continue
    const again = better.map((line, index) => openBallot(hidden[index] ? movedOn(line, hidden[index]) : line))
    for (const [index, ballot] of again.entries()) {
      vote(ballot, seen[index]!.glyphs)
      vote(ballot, seen[index]!.glyphs)
      if (seen[index] !== rows[index]) vote(ballot, rows[index]!.glyphs)
    }
    ballots = again
    texts = decode()
  }
  const whole = finish(page, ballots, alone ? texts.slice(1) : texts, rows)
  const reading = !alone && whole ? whole : finishAlone(page, ballots, texts, rows)
  return reading && { ...reading, hidden: alone ? [0, ...hidden] : hidden }
}

/** A second line by itself: its glyphs belong to line index 1. */
function finishAlone(
  page: TextPage,
  ballots: readonly Ballot[],
  texts: readonly string[],
  rows: readonly Row[],
): MrzReading | null {
  const reading = finish(page, ballots, texts.slice(-ballots.length), rows)
  const mrz = parseMrz(texts)
  // One line by itself that no check digit speaks for may be anything.
  if (mrz && !mrz.digits.some(({ ok }) => ok)) return null
  return reading && mrz
    ? {
        ...reading,
        lines: [...texts],
        mrz,
        glyphs: texts.length > ballots.length ? [[], ...reading.glyphs] : reading.glyphs,
      }
    : null
}

/** The glyphs of a part of the zone, without its trailing fillers; none of a part whose begin is hidden. */
export function glyphsOfSpan({ glyphs, hidden }: MrzReading, span: MrzSpan): Glyph[] {
  if ((hidden[span.line] ?? 0) > span.from) return []
  const part = (glyphs[span.line] ?? []).slice(span.from, span.to)
  while (part.at(-1)?.text === '<') part.pop()
  return part
}

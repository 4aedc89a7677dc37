import type { SealLine, View } from '../reading.ts'
import type { Character } from '../../contract/result.ts'
import type { Recogniser } from '../recognise.ts'
import {
  evenRow,
  leftOf,
  lineOnPage,
  partOf,
  readViews,
  rightOf,
  usualStep,
  wholeOf,
  worthOf,
  type ToPage,
} from './seal-read.ts'
import { narrowed, type Band } from './seal-band.ts'
import { unrolled, type FlatInk, type Ring } from './seal-strip.ts'
import { withCity, withFirmEnding } from './seal-wording.ts'

const han = /\p{Script=Han}/u
const isNamePart = (text: string) => /[\p{L}\p{N}()（）]/u.test(text)
const isCodePart = (text: string) => /[\dA-Z]/.test(text)

/** A row of signs as it was read in one strip. */
interface Row {
  chars: Character[]
  strip: FlatInk
  /** Directions between which the strip lies. */
  from: number
  to: number
}

/** The row that most strips and views agree on, weighed by how sure they are; of those that agree the surest. */
function elected(rows: readonly Row[]): Row | null {
  const votes = new Map<string, { worth: number; best: Row }>()
  for (const row of rows) {
    if (row.chars.length === 0) continue
    const { text } = partOf(row.chars)
    const worth = worthOf(row.chars)
    const vote = votes.get(text)
    if (!vote) votes.set(text, { worth, best: row })
    else {
      vote.worth += worth
      if (worth > worthOf(vote.best.chars)) vote.best = row
    }
  }
  return [...votes.values()].toSorted((first, second) => second.worth - first.worth)[0]?.best ?? null
}

/** Above this a reading needs no other beside it that says the same. */
const sureEnough = 0.97

/** Whether readings all say the same and are sure of it: more of them would tell nothing. */
function isSettled(rows: readonly Row[]): boolean {
  const [first, ...others] = rows.map(({ chars }) => partOf(chars))
  return (
    first !== undefined &&
    first.text !== '' &&
    first.confidence > sureEnough &&
    others.every(({ text, confidence }) => text === first.text && confidence > sureEnough)
  )
}

const firstViews: readonly View[] = [{}, { stretch: 0.85 }]
/** How many signs' room a name is given at either end, and the views that it is read in: a sign that the first reading missed is there with more room. */
const exactStrips: readonly { margin: number; views: readonly View[] }[] = [
  { margin: 0.25, views: [{}, { padding: -0.06 }] },
  { margin: 1.2, views: [{}, { padding: 0.06 }, { stretch: 0.85 }] },
]

/** A number has Chinese neighbours only by mistake: at either end of a name, narrower than its signs, they are a number's that stands beside it. */
function withoutNumbers(row: Character[]): Character[] {
  const isName = ({ text }: Character) => !/\d/.test(text)
  const from = row.findIndex(isName)
  return from < 0 ? [] : row.slice(from, row.findLastIndex(isName) + 1)
}

/** Where the ink of a sign begins and ends in a strip, as shares of its height; null where there is none. */
function extentOf({ picture: { width, height, levels } }: FlatInk, char: Character) {
  const { data } = levels[0]!
  const [from, to] = [Math.max(0, Math.floor(leftOf(char))), Math.min(width, Math.ceil(rightOf(char)))]
  let [top, bottom] = [height, 0]
  for (let y = 0; y < height; y += 1) {
    let count = 0
    for (let x = from; x < to; x += 1) if (data[(y * width + x) * 3]! < 150) count += 1
    if (count < 2) continue
    top = Math.min(top, y)
    bottom = y + 1
  }
  return top < bottom ? { top: top / height, bottom: bottom / height } : null
}

/** How far the middle of a sign at either end may stand off, and how much lower it may begin, as shares of the strip's height. */
const mostOffset = 0.2
const mostDrop = 0.3

/** What stands at either end of a row, but nearer to the rim or to the middle than its signs: digits of a number, corners of a straight line. */
function withoutStrays(row: Character[], strip: FlatInk): Character[] {
  const extents = row.map((char) => extentOf(strip, char))
  const median = (values: number[]) => values.toSorted((first, second) => first - second)[values.length >> 1] ?? 0
  const seen = extents.filter((extent) => extent !== null)
  const middle = median(seen.map(({ top, bottom }) => (top + bottom) / 2))
  const begin = median(seen.map(({ top }) => top))
  const fits = (index: number) => {
    const extent = extents[index]
    if (!extent) return false
    const offset = Math.abs((extent.top + extent.bottom) / 2 - middle)
    return offset <= mostOffset && extent.top <= begin + mostDrop
  }
  let [from, to] = [0, row.length]
  while (from < to && !fits(from)) from += 1
  while (to > from && !fits(to - 1)) to -= 1
  return row.slice(from, to)
}

/** A bracket without its other half is a piece of the rim. */
function withoutBrackets(row: Character[]): Character[] {
  const opens = ({ text }: Character) => /[(（]/.test(text)
  const closes = ({ text }: Character) => /[)）]/.test(text)
  let own = row
  while (own.length > 0 && (closes(own[0]!) || (opens(own[0]!) && !own.some(closes)))) own = own.slice(1)
  while (own.length > 0 && (opens(own.at(-1)!) || (closes(own.at(-1)!) && !own.some(opens)))) own = own.slice(0, -1)
  return own
}

const nameIn = (chars: readonly Character[], strip: FlatInk) =>
  withCity(withFirmEnding(withoutBrackets(withoutStrays(withoutNumbers(evenRow(chars, isNamePart)), strip))))

/** Where a row stands: directions of its ends, and the step from sign to sign, in radians. */
function directionsOf({ chars, strip, from, to }: Row) {
  const perPixel = (to - from) / strip.picture.width
  return {
    from: from + perPixel * leftOf(chars[0]!),
    to: from + perPixel * rightOf(chars.at(-1)!),
    step: perPixel * usualStep(chars),
  }
}

/** The name along a rim, and the band as narrow as the name is. */
export interface RingName {
  line: SealLine
  band: Band
}

/**
 * The name: first the whole way round is read, from the widest gap on and a little beyond, to see where it begins and ends; then that part alone, with little room and with
 * room for one sign more at either end, in several views. The reading that most agree on is the name.
 */
export async function readName(
  recogniser: Recogniser,
  ring: Ring,
  band: Band,
  toPage: ToPage,
): Promise<RingName | null> {
  const gap = 2 * Math.PI - (band.to - band.from)
  const spans = [
    { from: band.from - 0.5 * gap, to: band.from - 0.5 * gap + 2 * Math.PI },
    { from: band.from - 0.05, to: band.to + 0.05 },
  ]
  const firsts: Row[] = []
  for (const { from, to } of spans) {
    const strip = unrolled(ring, from, to, band.inner, band.outer)
    for (const { chars } of await readViews(recogniser, strip, wholeOf(strip), firstViews))
      firsts.push({ chars: nameIn(chars, strip), strip, from, to })
    if (isSettled(firsts)) break
  }
  const found = firsts.reduce<Row | null>(
    (best, row) => (worthOf(row.chars) > worthOf(best?.chars ?? []) ? row : best),
    null,
  )
  if (!found || found.chars.filter(({ text }) => han.test(text)).length < 3) return null
  const { from, to, step } = directionsOf(found)
  const exact = narrowed(ring, band, from, to)
  const rows: Row[] = []
  const free = 2 * Math.PI - (to - from)
  for (const { margin, views } of exactStrips) {
    const room = Math.min(margin * step, free / 2)
    const span = { from: from - room, to: to + room }
    const strip = unrolled(ring, span.from, span.to, exact.inner, exact.outer)
    for (const { chars } of await readViews(recogniser, strip, wholeOf(strip), views))
      rows.push({ chars: nameIn(chars, strip), strip, ...span })
  }
  const name = elected(rows)
  if (!name) return null
  const ends = directionsOf(name)
  return {
    line: lineOnPage(partOf(name.chars), name.strip, wholeOf(name.strip), toPage),
    band: narrowed(ring, band, ends.from, ends.to),
  }
}

/** How far a number's strip reaches inward, as a share of the radius. */
const codeDepth = 0.15
const codeViews: readonly View[] = [{}, { padding: -0.1 }, { padding: 0.1 }]

/** The number along the lower rim: where marks show it, and in all the room that the name leaves. */
export async function readCode(
  recogniser: Recogniser,
  ring: Ring,
  { from, to, outer, rim, code }: Band,
  toPage: ToPage,
): Promise<SealLine | null> {
  const room = { from: to + 0.03, to: from + 2 * Math.PI - 0.03 }
  // Numbers stand as near to the rim as the name does, or nearer.
  const edges = rim - outer > 0.02 ? [outer, rim] : [outer]
  const rows: Row[] = []
  for (const edge of edges) {
    for (const span of code ? [code, room] : [room]) {
      if (span.to - span.from < 0.25 || isSettled(rows)) continue
      const strip = unrolled(ring, span.from, span.to, edge - codeDepth, edge, true)
      for (const { chars } of await readViews(recogniser, strip, wholeOf(strip), codeViews))
        rows.push({ chars: evenRow(chars, isCodePart), strip, ...span })
    }
  }
  const number = elected(rows.filter(({ chars }) => /\d{6}/.test(partOf(chars).text)))
  if (!number) return null
  const line = lineOnPage(partOf(number.chars), number.strip, wholeOf(number.strip), toPage)
  return line.confidence >= 0.6 ? line : null
}

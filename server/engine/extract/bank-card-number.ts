import { isLuhn } from '../../contract/checks/luhn.ts'
import type { View } from '../reading.ts'
import type { OpenForm } from './form.ts'
import { around, heightOf, quadAround, type Box } from './geometry.ts'
import { widened } from './plate-ballot.ts'
import type { Found } from './readers.ts'
import { findAll, type SpelledMatch } from './spelling.ts'
import { glyphsOf, splitAtGaps, textOf, type Glyph, type TextPage } from './text-stream.ts'
import { readingsOf } from './values.ts'

/** Rows of digits that a number may be printed over, one below the other and aligned. */
const mostRows = 5

type Group = SpelledMatch & Box

const isDigit = (text: string | undefined) => text !== undefined && /^\d$/.test(text)

/** The gap between groups of embossed digits is read as a dash or a dot now and then. */
const isJoint = (text: string, before: string | undefined, behind: string | undefined) =>
  /^[-.·]$/.test(text) && isDigit(before) && isDigit(behind)

/** Runs of three digits and more, with their places; blanks between groups may be wide. */
function digitGroups({ page }: OpenForm): Group[] {
  return page.rows
    .flatMap(({ glyphs }) => splitAtGaps(glyphs, 4))
    .map((run) => run.filter((glyph, index) => !isJoint(glyph.text, run[index - 1]?.text, run[index + 1]?.text)))
    .flatMap((run) => findAll(run, /\d{3,19}/dg))
    .map((match) => ({ ...match, ...around(match.glyphs) }))
}

/** A number over several rows: groups of four or more digits of one size, each close below the one before. */
function stacked(groups: readonly Group[]): Found[] {
  const found: Found[] = []
  for (const first of groups) {
    const rows = [first]
    for (const next of groups) {
      const last = rows.at(-1)!
      const height = heightOf(last)
      const below = next.top > last.bottom - 0.3 * height && next.top < last.bottom + 1.6 * height
      const alike = Math.abs(heightOf(next) - height) < 0.3 * height && Math.abs(next.left - last.left) < 1.2 * height
      if (below && alike && rows.length < mostRows) rows.push(next)
      const value = rows.map(({ text }) => text).join('')
      if (rows.length > 1 && /^\d{16,19}$/.test(value) && isLuhn(value))
        found.push({ value, runs: rows.map(({ glyphs }) => glyphs), raw: rows.map(({ text }) => text).join('\n') })
    }
  }
  return found
}

/** The digits that the engine's other readings make satisfy Luhn: the likeliest single change. */
function repaired({ text, glyphs }: SpelledMatch): string | null {
  let best: { value: string; confidence: number } | null = null
  for (const [index, glyph] of glyphs.entries()) {
    for (const { text: other, confidence } of readingsOf(glyph).slice(1)) {
      if (!/^\d$/.test(other) || confidence < 0.02 || glyph.text.length !== 1) continue
      const value = text.slice(0, index) + other + text.slice(index + 1)
      if (isLuhn(value) && (!best || confidence > best.confidence)) best = { value, confidence }
    }
  }
  return best?.value ?? null
}

/** The longest row of digits on the card: 13 to 19 of them (ISO/IEC 7812-1), one that satisfies Luhn before others; else one over several rows. */
export function cardNumber(form: OpenForm): Found | null {
  const groups = digitGroups(form)
  const whole = groups
    .filter(({ text }) => text.length >= 13)
    .toSorted(
      (first, second) =>
        Number(isLuhn(second.text)) - Number(isLuhn(first.text)) || second.text.length - first.text.length,
    )
  const [best] = whole
  if (best && isLuhn(best.text)) return { value: best.text, runs: [best.glyphs], raw: textOf(best.glyphs) }
  const [over] = stacked(groups)
  if (over) return over
  return best ? { value: repaired(best) ?? best.text, runs: [best.glyphs], raw: textOf(best.glyphs) } : null
}

/** Fewer digits of a row are no part of a number that could be found by them; longer ones than this are none (ISO/IEC 7812-1). */
const [fewest, most] = [4, 19]

const digits = '0123456789'
const views: readonly View[] = [
  { padding: 0.05 },
  { padding: 0.15 },
  { padding: 0.1, channel: 'contrast' },
  { padding: 0.05, stretch: 1.3 },
  { padding: 0.1, stretch: 1.25, channel: 'contrast' },
].map((view) => ({ ...view, alphabet: digits }) as View)

/** The rows that hold the most digits by their width: embossed ones are the largest print of numbers on a card. */
function strips({ page }: OpenForm): Glyph[][] {
  return page.rows
    .map(({ glyphs }) => glyphs.filter(({ text }) => isDigit(text)))
    .filter((row) => row.length >= fewest)
    .map((row) => ({ row, size: row.length * heightOf(around(row)) }))
    .toSorted((first, second) => second.size - first.size)
    .slice(0, 2)
    .map(({ row }) => row)
}

interface Vote {
  weight: number
  /** Views that read this number, and those that read a long part of it. */
  voters: number
  /** One view at least read it as it is, without a change of a sign. */
  plain: boolean
  glyphs: readonly Glyph[]
}

const digitsOf = (glyphs: readonly Glyph[]) => glyphs.map(({ text }) => text).join('')

/** The numbers that satisfy Luhn as a view reads them, or with one sign as the engine's other readings have it, and how likely each is. */
function numbersIn(glyphs: readonly Glyph[]): Map<string, number> {
  const numbers = new Map<string, number>()
  const text = digitsOf(glyphs)
  if (!/^[2-69]\d{14,18}$/.test(text)) return numbers
  const likely = glyphs.reduce((product, { character }) => product * character.confidence, 1)
  if (isLuhn(text)) numbers.set(text, likely)
  for (const [index, glyph] of glyphs.entries()) {
    for (const { text: other, confidence } of readingsOf(glyph).slice(1)) {
      const value = text.slice(0, index) + other + text.slice(index + 1)
      if (!isDigit(other) || confidence < 0.05 || !isLuhn(value)) continue
      numbers.set(value, (likely * confidence) / Math.max(0.01, glyph.character.confidence))
    }
  }
  return numbers
}

/** A part of a number that is this long is no accident. */
const longPart = 12

function tallyOf(readings: readonly (readonly Glyph[])[]): Map<string, Vote> {
  const tally = new Map<string, Vote>()
  for (const glyphs of readings) {
    for (const [value, weight] of numbersIn(glyphs)) {
      const vote = tally.get(value) ?? { weight: 0, voters: 0, plain: false, glyphs }
      const plain = digitsOf(glyphs) === value
      tally.set(value, {
        weight: vote.weight + weight,
        voters: vote.voters + 1,
        plain: vote.plain || plain,
        glyphs: plain ? glyphs : vote.glyphs,
      })
    }
  }
  for (const [value, vote] of tally) {
    const parts = readings.map(digitsOf).filter((part) => part.length >= longPart && part.length < value.length)
    vote.voters += parts.filter((part) => value.includes(part)).length
  }
  return tally
}

/** What several views agree on: one of ten numbers satisfies Luhn by chance, and of the many that a changed sign makes the more. */
function agreed(tally: ReadonlyMap<string, Vote>): Found | null {
  const [best, second] = [...tally].toSorted(([, first], [, other]) => other.weight - first.weight)
  if (!best) return null
  const [value, { weight, voters, plain, glyphs }] = best
  const enough = plain ? voters >= 2 && weight > 0.05 : voters >= 3 && weight > 0.2
  return enough && weight > 1.3 * (second?.[1].weight ?? 0) ? { value, runs: [glyphs] } : null
}

/** Reads the row of a number again, as far as its missing digits may stand to the left and right of those that were seen. */
async function readAgain(page: TextPage, strip: readonly Glyph[]): Promise<Found | null> {
  const quad = quadAround(strip.map(({ character }) => character.quad))
  const box = around(strip)
  const advance = (box.right - box.left) / strip.length / heightOf(box)
  const missing = Math.max(0, most - strip.length) * advance * 1.2
  const readings: Glyph[][] = []
  for (const [left, right] of [
    [0.3, 0.3],
    [missing, 0.3],
    [0.3, missing],
    [missing, missing],
  ] as const) {
    const seen = await page.look(widened(quad, left, right), views)
    readings.push(...seen.map(({ chars }) => glyphsOf(chars, page.frame, -1)))
    const found = agreed(tallyOf(readings))
    if (found) return found
    if (strip.length >= most) break
  }
  return null
}

/** A number of which every sign is this sure is as it stands on the card, whatever its check digit. */
const certain = 0.95

/** The number, looked at again in further views where what was read first does not satisfy Luhn or nothing was found. */
export async function checkedNumber(form: OpenForm): Promise<Found | null> {
  const first = cardNumber(form)
  const sure = first?.runs.flat().every(({ character }) => character.confidence > certain)
  if (first && first.value.length > 14 && (isLuhn(first.value) || sure)) return first
  for (const strip of strips(form)) {
    const found = await readAgain(form.page, strip)
    if (found) return found
  }
  return first
}

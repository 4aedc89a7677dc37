import { hasKnownProvince, isIdNumber } from '../../contract/checks/cn-id.ts'
import { asDigit } from '../../contract/checks/look-alikes.ts'
import { around, heightOf } from './geometry.ts'
import { glyphsOf, splitAtGaps, type Glyph, type Row, type TextPage } from './text-stream.ts'
import { readingsOf } from './values.ts'

export interface NumberReading {
  value: string
  glyphs: Glyph[]
}

/** The sign of an ID number that a reading stands for: a digit, X at the end, a letter that looks like a digit; else undefined. */
function signOf(text: string, last: boolean): string | undefined {
  if (last && /^[xX×]$/.test(text)) return 'X'
  return text.length === 1 ? asDigit(text) : undefined
}

const digitLike = (glyph: Glyph) => signOf(glyph.text, true) !== undefined

/** Runs of signs that could be a number, longest first. Pure punctuation between digits (a speck read as a dot) is left out. */
export function numberRuns(glyphs: readonly Glyph[]): Glyph[][] {
  const runs: Glyph[][] = []
  for (const part of splitAtGaps(glyphs, 3)) {
    let run: Glyph[] = []
    for (const glyph of part) {
      if (digitLike(glyph)) run.push(glyph)
      else if (!/^[\p{P}\p{S}]$/u.test(glyph.text)) {
        runs.push(run)
        run = []
      }
    }
    runs.push(run)
  }
  // At least half must be real digits: words of look-alike letters (`SOLIZ`) are no numbers.
  return runs
    .filter((run) => run.filter(({ text }) => /^\d$/.test(text)).length > run.length / 2)
    .sort((first, second) => second.length - first.length)
}

const beamWidth = 200
/** The least ratio of an alternative's probability to that of what was read at which a check digit may choose it. */
const leastRatio = Math.log(1 / 60)

/** The likeliest valid number among the engine's readings of 18 glyphs, if it is not much less likely than the plain reading. */
function choose(glyphs: readonly Glyph[]): string | null {
  let beam = [{ text: '', ratio: 0 }]
  for (const [index, glyph] of glyphs.entries()) {
    const options = new Map<string, number>()
    const top = Math.log(Math.max(glyph.character.confidence, 1e-6))
    for (const { text, confidence } of readingsOf(glyph)) {
      const sign = signOf(text, index === 17)
      if (sign === undefined || options.has(sign)) continue
      options.set(sign, Math.min(0, Math.log(Math.max(confidence, 1e-6)) - top))
    }
    beam = beam
      .flatMap(({ text, ratio }) => Array.from(options, ([sign, cost]) => ({ text: text + sign, ratio: ratio + cost })))
      .sort((first, second) => second.ratio - first.ratio)
      .slice(0, beamWidth)
  }
  const valid = beam.filter(({ text, ratio }) => ratio >= leastRatio && isIdNumber(text))
  return (valid.find(({ text }) => hasKnownProvince(text)) ?? valid[0])?.text ?? null
}

const plainText = (glyphs: readonly Glyph[]) =>
  glyphs.map(({ text }, index) => signOf(text, index === glyphs.length - 1) ?? text).join('')

/** A valid number within a run that has a sign or two too many: specks at the ends, one sign read as two. */
function withoutExtra(run: Glyph[]): Glyph[] | null {
  if (run.length < 19 || run.length > 21) return null
  const windows = Array.from({ length: run.length - 17 }, (_, start) => run.slice(start, start + 18))
  const dropped = run.length === 19 ? run.map((_, index) => run.toSpliced(index, 1)) : []
  return [...windows, ...dropped].find((glyphs) => isIdNumber(plainText(glyphs))) ?? null
}

const digitsAndX = '0123456789X'
const views = [
  { alphabet: digitsAndX, padding: 0.1 },
  { alphabet: digitsAndX, padding: 0.22, stretch: 1.12 },
  { alphabet: digitsAndX, padding: 0.04, stretch: 0.92 },
]

/** Looks at the number again with its alphabet alone. */
async function lookAgain(page: TextPage, run: readonly Glyph[]): Promise<NumberReading | null> {
  const box = around(run)
  const margin = 0.35 * heightOf(box)
  const quad = page.frame.quadOf({ ...box, left: box.left - margin, right: box.right + margin })
  let fallback: NumberReading | null = null
  for (const { chars } of await page.look(quad, views)) {
    const glyphs = glyphsOf(chars, page.frame, run[0]?.line ?? 0)
    if (glyphs.length !== 18) continue
    const value = isIdNumber(plainText(glyphs)) ? plainText(glyphs) : choose(glyphs)
    if (value !== null) return { value, glyphs }
    fallback ??= { value: plainText(glyphs), glyphs }
  }
  return fallback
}

/**
 * The ID number among rows: the check digit chooses between the readings of single signs, then between second looks; where nothing
 * satisfies it the plain reading stays, and the check says so. Null when no run of 15 or more digits is there.
 */
export async function readIdNumber(page: TextPage, rows: readonly Row[]): Promise<NumberReading | null> {
  const runs = rows.flatMap(({ glyphs }) => numberRuns(glyphs)).filter(({ length }) => length >= 15)
  const run = runs.find(({ length }) => length === 18) ?? runs.sort((a, b) => b.length - a.length)[0]
  if (!run) return null
  if (run.length === 18) {
    const value = isIdNumber(plainText(run)) ? plainText(run) : choose(run)
    if (value !== null) return { value, glyphs: run }
  }
  const trimmed = withoutExtra(run)
  if (trimmed) return { value: plainText(trimmed), glyphs: trimmed }
  const again = await lookAgain(page, run)
  if (again && (isIdNumber(again.value) || run.length !== 18)) return again
  return { value: plainText(run), glyphs: run }
}

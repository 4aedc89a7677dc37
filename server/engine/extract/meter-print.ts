import { isoDate } from '../../contract/checks/dates.ts'
import { parseWrittenTime } from '../../contract/checks/written-values.ts'
import { plateLetters } from '../../contract/checks/cn-plate.ts'
import { readDate, readTime, type Reader } from './readers.ts'
import { textOf, type Glyph } from './text-stream.ts'
import { readingsOf } from './values.ts'

/**
 * The print of meters is a matrix of dots: noughts have a stroke and are read as 8, the colon as a digit, a point that stands by itself not at all.
 * What a sign can be at its place in a value decides.
 */

const centre = ({ left, right }: Glyph) => (left + right) / 2
const isDigit = ({ text }: Glyph) => /^\d$/.test(text)

/** A nought where the place has no room for what was read. */
const digitWithin = (sign: string, most: number): string | null => {
  if (/^\d$/.test(sign) && Number(sign) <= most) return sign
  return /^[8日OoDQB6]$/.test(sign) ? '0' : null
}

/** Two digits of which the first is at most `most`. */
function pairOf(signs: string, most: number): string | null {
  const [first, second] = [digitWithin(signs[0] ?? '', most), digitWithin(signs[1] ?? '', 9)]
  return first !== null && second !== null ? first + second : null
}

/** HH:MM, of which the colon may be lost or read as a digit. */
export const readMeterTime: Reader = (runs) => {
  const plain = readTime(runs)
  if (plain) return plain
  for (const run of runs) {
    const raw = textOf(run).replaceAll(' ', '')
    const signs = raw.replace(/[:;.]/g, '')
    // Five signs have the colon in their middle, whatever it was read as.
    const places = signs.length === 4 ? [0, 2] : signs.length === 5 && signs === raw ? [0, 3] : []
    const [hour, minute] = places.map((place, part) => pairOf(signs.slice(place, place + 2), part === 0 ? 2 : 5))
    const value = hour && minute ? parseWrittenTime(`${hour}:${minute}`) : null
    if (value) return { value, runs: [run], raw }
  }
  return null
}

/** YYYY年MM月DD日, of which the words may be read as digits and noughts as 8 or 日. */
export const readMeterDate: Reader = (runs) => {
  for (const run of runs) {
    const raw = textOf(run).replaceAll(' ', '')
    // 日 that ends the line is the word, not a nought: the day then has lost a digit.
    const parted = /^(\S{4})年(\S{2})月(\S(?:\S(?=\S)|\d))\S?$/.exec(raw)
    const placed = /^(\d{4})\S(\S{2})\S(\S{2})\S$/.exec(raw)
    const parts = (parted ?? placed)?.slice(1)
    if (!parts) continue
    const [month, day] = [pairOf(parts[1]!, 1), pairOf(parts[2]!, 3)]
    const century = pairOf(`2${parts[0]![1]}`, 2)
    const years = pairOf(parts[0]!.slice(2), 9)
    if (parts[0]![0] !== '2' || !century || !years || !month || !day) continue
    const value = isoDate(2000 + Number(years), Number(month), Number(day))
    // No meter of this form is older than the century.
    if (value) return { value, runs: [run], raw }
  }
  return readDate(runs)
}

/** The point between two glyphs of which neither was read as one: what a wide gap or a blank before the last two digits stands for. */
function pointBetween(before: Glyph, after: Glyph): Glyph {
  const [, topLeft, footLeft] = before.character.quad
  const [topRight, , , footRight] = after.character.quad
  const quad = [topLeft, topRight, footRight, footLeft] as Glyph['character']['quad']
  const character = { text: '.', quad, confidence: Math.min(before.character.confidence, 0.8), alternatives: [] }
  return {
    ...before,
    left: before.right,
    right: Math.max(before.right, after.left),
    text: '.',
    character,
    spaced: false,
  }
}

/** A number's signs with the point that was not read, told by the gap that it left; a comma before the last two digits is the point. */
export function withPoint(run: readonly Glyph[]): Glyph[] {
  const comma = run.findIndex(({ text }, index) => text === ',' && /^\d\d元?$/.test(textOf(run.slice(index + 1))))
  if (comma >= 0) return run.map((glyph, index) => (index === comma ? { ...glyph, text: '.' } : glyph))
  if (run.some(({ text }) => /[.,]/.test(text))) return [...run]
  const from = run.findIndex(isDigit)
  const length = run.slice(from).findIndex((glyph) => !isDigit(glyph))
  const digits = from < 0 ? [] : run.slice(from, length < 0 ? undefined : from + length)
  if (digits.length < 3) return [...run]
  const steps = digits.slice(1).map((glyph, index) => centre(glyph) - centre(digits[index]!))
  const at = digits.length - 2
  const others = steps.filter((_, index) => index !== at - 1)
  if (steps[at - 1]! < 1.3 * Math.max(...others)) return [...run]
  const point = pointBetween(digits[at - 1]!, digits[at]!)
  return [...run.slice(0, from + at), point, ...run.slice(from + at)]
}

/** A reader that sees points which were not read. */
export function pointed(read: Reader): Reader {
  return (runs) => read(runs.map(withPoint))
}

/** Letters that dots make look like digits. */
const letterLike: Readonly<Record<string, string>> = {
  '8': 'B',
  '4': 'A',
  '0': 'D',
  O: 'D',
  '5': 'S',
  '2': 'Z',
  '6': 'G',
}

/** What a sign of a number may be at a place that takes only `allowed`. */
function asOneOf(glyph: Glyph, allowed: string): string | null {
  const read = readingsOf(glyph).find(({ text }) => allowed.includes(text))
  const like = letterLike[glyph.text]
  return read?.text ?? (like !== undefined && allowed.includes(like) ? like : null)
}

/**
 * The number of an electric taxi without its province (two letters, a sign, four digits; GA 36-2018, 5.2), its letters told from the digits that look like
 * them. Null when it has not that form.
 */
export function electricCarOf(run: readonly Glyph[]): string | null {
  const signs = run.filter(({ text }) => /^[A-Z0-9]$/.test(text))
  if (signs.length !== 7) return null
  const places = [plateLetters, 'ABCDEFGHJK', `${plateLetters}0123456789`, ...Array.from('    ', () => '0123456789')]
  const read = signs.map((glyph, index) => asOneOf(glyph, places[index]!))
  return read.includes(null) ? null : read.join('')
}

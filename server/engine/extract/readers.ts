import { isoDate, parseWrittenDate } from '../../contract/checks/dates.ts'
import { moneyOf, parseWrittenMoney } from '../../contract/checks/money.ts'
import { parseWrittenTime } from '../../contract/checks/written-values.ts'
import { findAll, findFirst } from './spelling.ts'
import { textOf, type Glyph } from './text-stream.ts'
import { chineseName, oneOf } from './values.ts'

/** A value with the glyphs that say it, one list a printed line. */
export interface Found {
  value: string
  runs: readonly (readonly Glyph[])[]
  raw?: string
}

/** From the glyphs beside or under a label, one list a line, to a value; null when they do not say one. */
export type Reader = (runs: readonly (readonly Glyph[])[]) => Found | null

const leading = /^[\s:：;.,·|/_\-—]+/
const trailing = /[\s:：;,|_]+$/

/** Lines without stray punctuation before the first and behind the last of them; inside it belongs to the text. */
export function trimmed(runs: readonly (readonly Glyph[])[]): Glyph[][] {
  const from = runs[0]?.findIndex(({ text }) => !leading.test(text)) ?? 0
  const to = runs.at(-1)?.findLastIndex(({ text }) => !trailing.test(text)) ?? 0
  return runs
    .map((run, index) => run.slice(index === 0 && from > 0 ? from : 0, index === runs.length - 1 ? to + 1 : run.length))
    .filter((run) => run.length > 0)
}

/** Everything as printed, lines joined with `joint`; codes and numbers have no `blanks`. */
export function readText({ joint = '', blanks = true } = {}): Reader {
  return (runs) => {
    const kept = trimmed(runs)
    const text = kept.map(textOf).join(joint).trim()
    const value = blanks ? text : text.replaceAll(' ', '')
    return value === '' ? null : { value, runs: kept }
  }
}

const chineseDigits = '〇一二三四五六七八九'

/** A number up to 99 in Chinese signs (二十一, 三〇, 十), NaN when it is none. */
function chineseNumber(text: string): number {
  const [tens, ones] = text.includes('十') ? text.split('十') : ['', text]
  const of = (signs: string) =>
    signs === '' ? 0 : Number(Array.from(signs, (sign) => chineseDigits.indexOf(sign)).join(''))
  return (text.includes('十') ? 10 * (tens === '' ? 1 : of(tens!)) : 0) + of(ones ?? '')
}

/** A day in Chinese signs, as papers before 2014 have it: 二〇〇九年三月二日. The nought is read as a circle, a letter or 零. */
const readChineseDate: Reader = (runs) => {
  for (const run of runs) {
    const found = findFirst(
      run,
      /([一二][〇○零oO0一二三四五六七八九]{3})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日/dg,
    )
    if (!found) continue
    const [year, month, day] = found.text.replace(/[○零oO0]/g, '〇').split(/[年月日]/)
    const digits = Array.from(year!, (sign) => chineseDigits.indexOf(sign)).join('')
    const value = isoDate(Number(digits), chineseNumber(month!), chineseNumber(day!))
    if (value) return { value, runs: [found.glyphs], raw: found.text }
  }
  return null
}

/** A day in any written form. */
export const readDate: Reader = (runs) => {
  for (const run of runs) {
    const found = findFirst(run, /\d{4}[年.\-/]?\d{1,2}[月.\-/]?\d{1,2}日?/dg)
    const value = found && parseWrittenDate(found.text)
    if (found && value) return { value, runs: [found.glyphs], raw: found.text }
  }
  // A sign between year, month and day that was lost or misread: the digits alone.
  for (const run of runs) {
    const digits = run.filter(({ text }) => /^\d$/.test(text))
    const value = digits.length === 8 ? parseWrittenDate(digits.map(({ text }) => text).join('')) : null
    if (value)
      return { value, runs: [run.slice(run.indexOf(digits[0]!), run.indexOf(digits[7]!) + 1)], raw: textOf(run) }
  }
  return readChineseDate(runs)
}

/** HH:MM. */
export const readTime: Reader = (runs) => {
  for (const run of runs) {
    const found = findFirst(run, /\d{1,2}[:.时]\d{2}/dg)
    const value = found && parseWrittenTime(found.text)
    if (found && value) return { value, runs: [found.glyphs], raw: found.text }
  }
  return null
}

/** An amount of money, in canonical form. The last of several counts: quantities and prices stand before sums. */
export const readMoney: Reader = (runs) => {
  for (const run of runs) {
    // ¥ is read as Y, and a comma may be read as a full stop where thousands are parted.
    const all = findAll(run, /-?[¥￥Y]?-?\d[\d,]*(?:\.\d{1,2})?元?/dg)
    for (const found of all.toReversed()) {
      const fen = parseWrittenMoney(found.text.replace(/^Y/, ''))
      if (fen !== null) return { value: moneyOf(fen), runs: [found.glyphs], raw: found.text }
    }
  }
  return null
}

/** What a pattern matches (its first group when it has one), blanks left out unless said so. `write` gives the canonical form. */
export function readPattern(
  pattern: RegExp,
  { blanks = false, write = (text: string): string | null => text } = {},
): Reader {
  const flags = [...new Set(`${pattern.flags}dg`)].join('')
  const anywhere = new RegExp(pattern.source, flags)
  return (runs) => {
    for (const run of runs) {
      for (const match of findAll(run, anywhere, { blanks })) {
        const part = match.groups[1] ?? match
        const value = write(part.text)
        if (value !== null && value !== '') return { value, runs: [part.glyphs], raw: part.text }
      }
    }
    return null
  }
}

/** A Chinese personal name. */
export const readName: Reader = (runs) => {
  for (const run of runs) {
    const { value, glyphs } = chineseName(run)
    if (value !== '') return { value, runs: [glyphs] }
  }
  return null
}

/** The first sign that is (or may be) one of the allowed ones. */
export function readOneOf(allowed: readonly string[]): Reader {
  return (runs) => {
    for (const glyph of runs.flat()) {
      const value = oneOf(glyph, allowed)
      if (value !== null) return { value, runs: [[glyph]], raw: glyph.text }
    }
    return null
  }
}

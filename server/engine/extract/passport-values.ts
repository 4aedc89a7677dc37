import { asLetter } from '../../contract/checks/look-alikes.ts'
import { parseWrittenDate, type YearRule } from '../../contract/checks/dates.ts'
import { withProvince } from './chinese-provinces.ts'
import { heightOf } from './geometry.ts'
import type { Cell } from './passport-cells.ts'
import { textOf, type Glyph } from './text-stream.ts'
import { isHan } from './values.ts'

/** A value that a cell could be, with the glyphs that say it. */
export interface Reading {
  value: string
  glyphs: Glyph[]
}

/** Digits that were read for letters and the other way round inside a written date: `O5 JAN 199O`. */
function mendDigits(text: string): string {
  return text.replace(/[0-9OoIl|SBZ]{1,4}/g, (run, offset: number) => {
    const alone = !/[A-Za-z]/.test(text[offset - 1] ?? ' ') && !/[A-Za-z]/.test(text[offset + run.length] ?? ' ')
    if (!/\d/.test(run) || !alone) return run
    return run.replace(/[Oo]/g, '0').replace(/[Il|]/g, '1').replace(/S/g, '5').replace(/B/g, '8').replace(/Z/g, '2')
  })
}

/** Letters that were read as digits inside a month's name: `0CT`, `JU1`. */
function mendMonth(text: string): string {
  return text.replace(/(?<![A-Za-z0-9])(?=[A-Z0-9]*[A-Z][A-Z0-9]*[A-Z])[A-Z0-9]{3,4}(?![A-Za-z0-9])/g, (word) =>
    word.replace(/0/g, 'O').replace(/1$/, 'L').replace(/1/g, 'I').replace(/5/g, 'S').replace(/8/g, 'B'),
  )
}

/** Signs of the longest date that a page prints, in two languages with blanks, and as much again. */
const longestDate = 60

/** The ways to write a text that may be a date: with blanks that were lost (`1512月/DEC 2021`) and digits that were misread. None when it is too long, or has no digit. */
function writtenWays(text: string): readonly string[] {
  if (text.length > 2 * longestDate || !/\d/.test(text)) return []
  const plain = text.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')
  if (plain.length > longestDate) return []
  const variants = [plain, mendDigits(plain), mendMonth(plain), mendMonth(mendDigits(plain))]
  const tries = variants.flatMap((variant) => [
    variant,
    variant.replace(/(\d{2})(\d{1,2})月/, '$1 $2月'),
    variant.replace(/(\d)(\d{1,2})月/, '$1 $2月'),
    variant.replace(/(\d{1,2})\s*(\p{L}{3,9})\.?\s*(\d{4})$/u, '$1 $2 $3'),
  ])
  // Most changes change nothing: each text is parsed once.
  return [...new Set(tries)]
}

let lastText = ''
let lastWays: readonly string[] = []

/** The ISO date that a text is; null when it is none. A cell is asked three times in a row, for three kinds of dates. */
export function dateIn(text: string, years: YearRule): string | null {
  if (text !== lastText) [lastText, lastWays] = [text, writtenWays(text)]
  for (const written of lastWays) {
    const read = parseWrittenDate(written, { years })
    if (read !== null) return read
  }
  return null
}

const sexWords: Readonly<Record<string, 'M' | 'F' | 'X'>> = {
  M: 'M',
  F: 'F',
  X: 'X',
  '<': 'X',
  男: 'M',
  女: 'F',
  MALE: 'M',
  FEMALE: 'F',
  H: 'M',
}

/** M, F or X of `M`, `男/M`, `F/F`, `FEMALE`; null when the text says anything else or contradicts itself. */
export function sexIn(text: string): 'M' | 'F' | 'X' | null {
  const parts = text
    .toUpperCase()
    .replace(/([男女])(?=[A-Z])/g, '$1/')
    .split(/[\s/|\-.]+/)
    .filter((part) => part !== '')
  const read = new Set(parts.map((part) => sexWords[part] ?? null))
  const [only] = read
  return read.size === 1 && parts.length <= 3 && only ? only : null
}

/** A document number: 6 to 12 capitals and digits, at least three of them digits. */
export function numberIn(text: string): string | null {
  const compact = text.replace(/[\s.]/g, '').toUpperCase()
  return /^[A-Z0-9]{6,12}$/.test(compact) && compact.replace(/\D/g, '').length >= 3 ? compact : null
}

/** Up to three capitals: a state's code. Digits that look like letters are letters here. */
export function codeIn(text: string): string | null {
  const compact = text.replace(/[\s<.]/g, '')
  if (compact.length === 0 || compact.length > 3) return null
  const letters = Array.from(compact, (sign) => asLetter(sign) ?? '?').join('')
  return letters.includes('?') ? null : letters
}

/** The type of document: P or V, with one more letter at most. */
export function typeIn(text: string): string | null {
  const compact = text.replace(/[\s<.]/g, '').toUpperCase()
  return /^[PV][A-Z]?$/.test(compact) ? compact : compact === 'P0' ? 'PO' : null
}

/** Name signs: capital letters, blanks, hyphens, apostrophes. */
const nameText = /^[\p{Lu}\p{Ll}][\p{L}\p{M}\s'’`.-]*$/u

/** A name in Latin letters as printed, in capitals with single blanks; null for other text. */
export function latinNameIn(text: string): string | null {
  const plain = text
    .replace(/[0-9]/g, (digit) => asLetter(digit) ?? digit)
    .replace(/[’`´]/g, "'")
    .replace(/[^\p{L}']+$/u, '')
    .trim()
  if (!nameText.test(plain) || /\p{Script=Han}/u.test(plain)) return null
  const letters = plain.replace(/[^\p{L}]/gu, '')
  const small = letters.replace(/[^\p{Ll}]/gu, '').length
  if (letters.length === 0 || small > 0.45 * letters.length) return null
  return plain.toUpperCase().replace(/\s+/g, ' ')
}

/** Surname and given names of one cell (`ZHANG, SAN`), parted at the comma, or by the letters that the MRZ gives to the surname. */
export function namePair(
  cell: Cell,
  surnameLetters: number | null,
): { surname: Reading; given: Reading | null } | null {
  const comma = cell.glyphs.findIndex(({ text }) => /^[,,、;]$/.test(text))
  if (comma > 0 || surnameLetters === null) {
    const end = comma > 0 ? comma : cell.glyphs.findIndex(({ spaced }, index) => index > 0 && spaced)
    const first = cell.glyphs.slice(0, end > 0 ? end : undefined)
    const rest = end > 0 ? cell.glyphs.slice(comma > 0 ? end + 1 : end) : []
    const surname = latinNameIn(textOf(first))
    const given = rest.length > 0 ? latinNameIn(textOf(rest)) : null
    if (surname === null || (rest.length > 0 && given === null)) return null
    return { surname: { value: surname, glyphs: first }, given: given === null ? null : { value: given, glyphs: rest } }
  }
  let seen = 0
  const end = cell.glyphs.findIndex(({ text }) => {
    if (/\p{L}/u.test(text)) seen += 1
    return seen > surnameLetters
  })
  const first = cell.glyphs.slice(0, end < 0 ? undefined : end)
  const rest = end < 0 ? [] : cell.glyphs.slice(end)
  const surname = latinNameIn(textOf(first).replace(/[,.]\s*$/, ''))
  const given = rest.length > 0 ? latinNameIn(textOf(rest)) : null
  if (surname === null) return null
  return { surname: { value: surname, glyphs: first }, given: given === null ? null : { value: given, glyphs: rest } }
}

/** Whether a stroke is printed with blanks on both sides: engines seldom read them, but the gaps show. */
function strokeIsSpaced(glyphs: readonly Glyph[]): boolean {
  const index = glyphs.findIndex(({ text }) => text === '/')
  const [before, stroke, after] = [glyphs[index - 1], glyphs[index], glyphs[index + 1]]
  if (!before || !stroke || !after) return false
  const height = Math.max(heightOf(before), heightOf(after))
  return stroke.left - before.right + after.left - stroke.right > 0.45 * height
}

/** A place or an authority as printed: `山东/SHANDONG`, blanks round the stroke only where the print has them. */
export function printedText(glyphs: readonly Glyph[]): string | null {
  const stroke = strokeIsSpaced(glyphs) ? ' / ' : '/'
  const plain = textOf(glyphs)
    .replace(/\s*\/\s*/g, stroke)
    .replace(/\s+/g, ' ')
    .replace(/^[^\p{L}\p{N}(]+|[^\p{L}\p{N})]+$/gu, '')
  return plain === '' ? null : withProvince(plain)
}

/** The Chinese part of a cell, or nothing. */
export function hanPart(glyphs: readonly Glyph[]): Glyph[] {
  const first = glyphs.findIndex(isHan)
  const last = glyphs.findLastIndex(isHan)
  return first < 0 ? [] : glyphs.slice(first, last + 1)
}

/** Levenshtein distance, at most `most` (then `most + 1`). */
export function distance(first: string, second: string, most: number): number {
  if (Math.abs(first.length - second.length) > most) return most + 1
  let row = Array.from({ length: second.length + 1 }, (_, index) => index)
  for (const [index, sign] of Array.from(first).entries()) {
    const next = [index + 1]
    for (let column = 1; column <= second.length; column += 1) {
      next.push(
        Math.min(row[column]! + 1, next[column - 1]! + 1, row[column - 1]! + (sign === second[column - 1] ? 0 : 1)),
      )
    }
    row = next
  }
  return Math.min(most + 1, row[second.length]!)
}

import { parseShortDate } from './dates.ts'

/** ICAO 9303 machine-readable zones: part 5 (TD1), part 6 (TD2), part 4 (TD3), part 7 (visas MRV-A and MRV-B). */
export type MrzFormat = 'TD1' | 'TD2' | 'TD3' | 'MRV-A' | 'MRV-B'

export type MrzPart =
  | 'documentType'
  | 'issuingState'
  | 'number'
  | 'nationality'
  | 'birth'
  | 'sex'
  | 'expiry'
  | 'optional'
  | 'optional2'
  | 'names'

/** A run of positions of one line; `to` is exclusive. */
export interface MrzSpan {
  line: number
  from: number
  to: number
}

/** One check digit: where it stands and what it is computed over. */
export interface MrzDigit {
  id: 'number' | 'birth' | 'expiry' | 'optional' | 'composite'
  over: readonly MrzSpan[]
  at: { line: number; index: number }
  /** The optional data's digit may be left as filler when there are no such data (ICAO 9303-4, 4.2.2.2, note). */
  mayBeFiller?: boolean
}

export interface MrzLayout {
  format: MrzFormat
  lines: number
  length: number
  parts: Partial<Record<MrzPart, MrzSpan>>
  digits: readonly MrzDigit[]
}

const span = (line: number, from: number, to: number): MrzSpan => ({ line, from, to })

const twoLineParts = (length: number, optionalEnd: number) => ({
  documentType: span(0, 0, 2),
  issuingState: span(0, 2, 5),
  names: span(0, 5, length),
  number: span(1, 0, 9),
  nationality: span(1, 10, 13),
  birth: span(1, 13, 19),
  sex: span(1, 20, 21),
  expiry: span(1, 21, 27),
  optional: span(1, 28, optionalEnd),
})

const twoLineDigits: readonly MrzDigit[] = [
  { id: 'number', over: [span(1, 0, 9)], at: { line: 1, index: 9 } },
  { id: 'birth', over: [span(1, 13, 19)], at: { line: 1, index: 19 } },
  { id: 'expiry', over: [span(1, 21, 27)], at: { line: 1, index: 27 } },
]

export const mrzLayouts: Readonly<Record<MrzFormat, MrzLayout>> = {
  TD3: {
    format: 'TD3',
    lines: 2,
    length: 44,
    parts: twoLineParts(44, 42),
    digits: [
      ...twoLineDigits,
      { id: 'optional', over: [span(1, 28, 42)], at: { line: 1, index: 42 }, mayBeFiller: true },
      { id: 'composite', over: [span(1, 0, 10), span(1, 13, 20), span(1, 21, 43)], at: { line: 1, index: 43 } },
    ],
  },
  TD2: {
    format: 'TD2',
    lines: 2,
    length: 36,
    parts: twoLineParts(36, 35),
    digits: [
      ...twoLineDigits,
      { id: 'composite', over: [span(1, 0, 10), span(1, 13, 20), span(1, 21, 35)], at: { line: 1, index: 35 } },
    ],
  },
  TD1: {
    format: 'TD1',
    lines: 3,
    length: 30,
    parts: {
      documentType: span(0, 0, 2),
      issuingState: span(0, 2, 5),
      number: span(0, 5, 14),
      optional: span(0, 15, 30),
      birth: span(1, 0, 6),
      sex: span(1, 7, 8),
      expiry: span(1, 8, 14),
      nationality: span(1, 15, 18),
      optional2: span(1, 18, 29),
      names: span(2, 0, 30),
    },
    digits: [
      { id: 'number', over: [span(0, 5, 14)], at: { line: 0, index: 14 } },
      { id: 'birth', over: [span(1, 0, 6)], at: { line: 1, index: 6 } },
      { id: 'expiry', over: [span(1, 8, 14)], at: { line: 1, index: 14 } },
      {
        id: 'composite',
        over: [span(0, 5, 30), span(1, 0, 7), span(1, 8, 15), span(1, 18, 29)],
        at: { line: 1, index: 29 },
      },
    ],
  },
  'MRV-A': { format: 'MRV-A', lines: 2, length: 44, parts: twoLineParts(44, 44), digits: twoLineDigits },
  'MRV-B': { format: 'MRV-B', lines: 2, length: 36, parts: twoLineParts(36, 36), digits: twoLineDigits },
}

export const mrzAlphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<'
const digitSigns = '0123456789'
const letterSigns = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ<'

/** The value of a sign in check-digit sums (ICAO 9303-3, 4.9): digits as they are, A-Z 10-35, filler 0; NaN for anything else. */
export function mrzValue(sign: string): number {
  if (sign === '<') return 0
  if (sign >= '0' && sign <= '9' && sign.length === 1) return Number(sign)
  if (sign >= 'A' && sign <= 'Z' && sign.length === 1) return sign.charCodeAt(0) - 55
  return Number.NaN
}

/** The 7-3-1 check digit of a text, as the sign '0'..'9'; null when the text holds a sign that no MRZ may hold. */
export function mrzCheckDigit(text: string): string | null {
  let sum = 0
  for (let index = 0; index < text.length; index += 1) sum += mrzValue(text[index]!) * [7, 3, 1][index % 3]!
  return Number.isNaN(sum) ? null : String(sum % 10)
}

/** The layout of lines by their number, their length and the document code; null when no ICAO format has such lines. */
export function mrzLayoutOf(lines: readonly string[]): MrzLayout | null {
  const [first = '', second = ''] = lines
  const length = second.length || first.length
  if (length === 30) return mrzLayouts.TD1
  const visa = first.startsWith('V')
  if (length === 44) return mrzLayouts[visa ? 'MRV-A' : 'TD3']
  if (length === 36) return mrzLayouts[visa ? 'MRV-B' : 'TD2']
  return null
}

/** The signs that may stand at a place: dates and check digits are digits, names and states letters, numbers both. */
export function mrzAlphabetAt(layout: MrzLayout, line: number, index: number): string {
  const digit = layout.digits.find(({ at }) => at.line === line && at.index === index)
  if (digit) return digit.id === 'optional' || digit.id === 'number' ? `${digitSigns}<` : digitSigns
  for (const [part, place] of Object.entries(layout.parts)) {
    if (place.line !== line || index < place.from || index >= place.to) continue
    if (part === 'birth' || part === 'expiry') return digitSigns
    if (part === 'sex') return 'MFX<'
    return part === 'number' || part.startsWith('optional') ? mrzAlphabet : letterSigns
  }
  return mrzAlphabet
}

export interface MrzDigitResult {
  id: MrzDigit['id']
  /** The digit that stands there. */
  printed: string
  /** The digit that would be right; null when the text holds impossible signs. */
  expected: string | null
  ok: boolean
}

function textOver(lines: readonly string[], spans: readonly MrzSpan[]): string {
  return spans.map(({ line, from, to }) => (lines[line] ?? '').slice(from, to)).join('')
}

/** Every check digit of lines that fit the layout, computed again. Digits on lines that are not there are left out. */
export function mrzDigitResults(lines: readonly string[], layout: MrzLayout): MrzDigitResult[] {
  const results: MrzDigitResult[] = []
  for (const digit of layout.digits) {
    const involved = [digit.at.line, ...digit.over.map(({ line }) => line)]
    if (involved.some((line) => lines[line]?.length !== layout.length)) continue
    const text = textOver(lines, digit.over)
    const printed = lines[digit.at.line]![digit.at.index]!
    const expected = mrzCheckDigit(text)
    const empty = digit.mayBeFiller === true && printed === '<' && /^<*$/.test(text)
    results.push({
      id: digit.id,
      printed,
      expected,
      ok: empty || printed === expected || longNumber(lines, layout, digit),
    })
  }
  return results
}

/** TD1 and TD2 numbers of more than nine signs go on in the optional data, the check digit after them (ICAO 9303-5, note j). */
function longNumberText(lines: readonly string[], layout: MrzLayout): { number: string; check: string } | null {
  if (layout.format !== 'TD1' && layout.format !== 'TD2') return null
  const digit = layout.digits[0]!
  const optional = layout.parts.optional!
  if (lines[digit.at.line]?.[digit.at.index] !== '<') return null
  const rest = textOver(lines, [optional]).split('<', 1)[0]!
  return rest.length < 2 ? null : { number: textOver(lines, digit.over) + rest.slice(0, -1), check: rest.at(-1)! }
}

function longNumber(lines: readonly string[], layout: MrzLayout, digit: MrzDigit): boolean {
  const long = digit.id === 'number' ? longNumberText(lines, layout) : null
  return long !== null && mrzCheckDigit(long.number) === long.check
}

/** What a machine-readable zone says. Empty parts are null; fillers inside names are blanks. */
export interface Mrz {
  layout: MrzLayout
  documentType: string | null
  issuingState: string | null
  number: string | null
  nationality: string | null
  birthDate: string | null
  /** `<` (unspecified) is X, as the visual zone prints it. */
  sex: 'M' | 'F' | 'X' | null
  expiryDate: string | null
  surname: string | null
  givenNames: string | null
  /** The names fill their whole place: they may have been cut. */
  namesMayBeCut: boolean
  optional: string | null
  digits: MrzDigitResult[]
}

const plain = (text: string) => text.replace(/<+$/, '').replaceAll('<', ' ').replace(/\s+/g, ' ').trim() || null

/**
 * Parses the lines of a machine-readable zone, in order. A line that is not known may be '' (its parts are then null).
 * Null when the lines fit no ICAO format. `presentYear` settles the century of two-digit years.
 */
export function parseMrz(lines: readonly string[], presentYear?: number): Mrz | null {
  const layout = mrzLayoutOf(lines)
  if (layout === null) return null
  const whole = Array.from({ length: layout.lines }, (_, index) =>
    lines[index]?.length === layout.length ? lines[index] : '',
  )
  const part = (name: MrzPart) => {
    const place = layout.parts[name]
    return place ? textOver(whole, [place]) : ''
  }
  const names = part('names')
  const [surname = '', ...given] = names.split('<<')
  const sex = part('sex')
  return {
    layout,
    documentType: plain(part('documentType')),
    issuingState: plain(part('issuingState')),
    number: longNumberText(whole, layout)?.number ?? plain(part('number')),
    nationality: plain(part('nationality')),
    birthDate: parseShortDate(part('birth'), 'birth', presentYear),
    sex: sex === 'M' || sex === 'F' ? sex : sex === '<' || sex === 'X' ? 'X' : null,
    expiryDate: parseShortDate(part('expiry'), 'expiry', presentYear),
    surname: plain(surname),
    givenNames: plain(given.join('<')),
    namesMayBeCut: names !== '' && !names.endsWith('<'),
    optional: plain(part('optional')),
    digits: mrzDigitResults(whole, layout),
  }
}

const transliterations: Readonly<Record<string, string>> = {
  Ä: 'AE',
  Æ: 'AE',
  Ö: 'OE',
  Ø: 'OE',
  Œ: 'OE',
  Ü: 'UE',
  Å: 'AA',
  ẞ: 'SS',
  ß: 'SS',
  Þ: 'TH',
  Ð: 'D',
  Đ: 'D',
  Ł: 'L',
  Ħ: 'H',
  ı: 'I',
  İ: 'I',
}

/**
 * The forms in which a printed name may stand in the MRZ (ICAO 9303-3, section 6): letters only, no blanks, hyphens or apostrophes;
 * umlauts either written out or bare, because states differ.
 */
export function mrzNameForms(name: string): string[] {
  const composed = name.normalize('NFC').toUpperCase()
  const written = Array.from(composed, (sign) => transliterations[sign] ?? sign).join('')
  const bare = (text: string) =>
    text
      .normalize('NFD')
      .toUpperCase()
      .replace(/[^A-Z]/g, '')
  return [...new Set([bare(written), bare(composed)])]
}

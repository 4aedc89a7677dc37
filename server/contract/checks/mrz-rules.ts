import { swapRepairs } from './look-alikes.ts'
import {
  mrzAlphabet,
  mrzAlphabetAt,
  mrzCheckDigit,
  mrzDigitResults,
  mrzNameForms,
  parseMrz,
  type Mrz,
  type MrzDigit,
} from './mrz.ts'
import { inEveryLanguage } from './messages/index.ts'
import { failed, passed, type CrossRule, type FieldRule, type Values } from './rule.ts'
import type { Check } from '../result.ts'

function mrzOf(values: Values): Mrz | null {
  const second = values.get('mrz_line2')
  return second === undefined ? null : parseMrz([values.get('mrz_line1') ?? '', second])
}

interface DigitTarget {
  digit: MrzDigit['id']
  /** How a value stands in the MRZ. */
  encode: (value: string) => string
  says: (mrz: Mrz) => string | null
}

const shortDate = (iso: string) => iso.replaceAll('-', '').slice(2)

const digitTargets: Readonly<Record<string, DigitTarget>> = {
  passport_number: {
    digit: 'number',
    encode: (value) => value.replaceAll(/[\s-]/g, '').toUpperCase().padEnd(9, '<'),
    says: ({ number }) => number,
  },
  birth_date: { digit: 'birth', encode: shortDate, says: ({ birthDate }) => birthDate },
  expiry_date: { digit: 'expiry', encode: shortDate, says: ({ expiryDate }) => expiryDate },
}

/**
 * `mrz-check-digit` on a field: the digit printed in the MRZ for it (ICAO 9303-3, 7-3-1) is the one that the value gives. Silent where the value does not fit and the
 * MRZ is wrong in itself there: the line says so, and nobody knows whether the field is wrong too.
 */
export const mrzFieldDigit: FieldRule = (value, { key }, values) => {
  const target = digitTargets[key]
  const mrz = mrzOf(values)
  const result = mrz?.digits.find(({ id }) => id === target?.digit)
  if (!target || !mrz || !result) return null
  const expected = mrzCheckDigit(target.encode(value))
  if (expected === result.printed) return passed('mrz-check-digit.right')
  if (!result.ok) return null
  const fits = (candidate: string) => mrzCheckDigit(target.encode(candidate)) === result.printed
  const said = target.says(mrz)
  if (said === value) return passed('mrz-check-digit.right')
  const swaps = key === 'passport_number' ? swapRepairs(value, () => mrzAlphabet.slice(0, -1), fits) : []
  const repairs = (said === null ? swaps : [said, ...swaps.filter((swap) => swap !== said)]).slice(0, 5)
  if (expected === null) return failed('mrz-check-digit.signs', {}, repairs)
  return failed('mrz-check-digit.wrong', { printed: result.printed, expected }, repairs)
}

/** A repair of one sign in one of the two lines that hold digits, after which every digit of the zone is right. */
function lineRepairs(lines: readonly [string, string], index: 0 | 1, mrz: Mrz): string[] {
  const withLine = (line: string) => (index === 0 ? [line, lines[1]] : [lines[0], line])
  const accept = (candidate: string) => mrzDigitResults(withLine(candidate), mrz.layout).every(({ ok }) => ok)
  return swapRepairs(lines[index], (at) => mrzAlphabetAt(mrz.layout, index, at), accept).slice(0, 5)
}

/**
 * All check digits of the zone as it stands, the composite one included, at the line where each is printed. A composite digit that is wrong together with another is
 * wrong because of that one.
 */
function digitChecks(values: Values): { key: string; check: Check }[] {
  const first = values.get('mrz_line1') ?? ''
  const second = values.get('mrz_line2')
  if (second === undefined) return []
  const mrz = parseMrz([first, second])
  if (mrz === null) {
    return [{ key: 'mrz_line2', check: failed('mrz-check-digit.length', { length: String(second.length) }) }]
  }
  const parts = mrz.digits.filter(({ id, ok }) => !ok && id !== 'composite')
  const wrong = parts.length > 0 ? parts : mrz.digits.filter(({ ok }) => !ok)
  const lineOf = (id: MrzDigit['id']) => mrz.layout.digits.find((digit) => digit.id === id)!.at.line
  return ([0, 1] as const).flatMap((index) => {
    const own = mrz.digits.filter(({ id }) => lineOf(id) === index)
    if (own.length === 0) return []
    const key = `mrz_line${index + 1}`
    const failing = own.filter((digit) => wrong.includes(digit))
    if (failing.length === 0) return [{ key, check: passed('mrz-check-digit.line-right') }]
    const names = failing.map(({ id }) => inEveryLanguage(`mrz-digit.${id}`))
    return [{ key, check: failed('mrz-check-digit.line-wrong', { names }, lineRepairs([first, second], index, mrz)) }]
  })
}

/** A line 1 of another length than line 2 cannot be compared with anything. */
function lengthCheck(values: Values): { key: string; check: Check }[] {
  const first = values.get('mrz_line1')
  const second = values.get('mrz_line2')
  if (first === undefined || second === undefined || first.length === second.length) return []
  const said = { first: String(first.length), second: String(second.length) }
  return [{ key: 'mrz_line1', check: failed('mrz-agrees.length', said) }]
}

/** The check digits of a zone (ICAO 9303-3, 4.9) in every kind that has one, and lines that are equally long. */
export const mrzDigits: CrossRule = (values) => [...digitChecks(values), ...lengthCheck(values)]

const sameText = (printed: string, said: string) =>
  printed.replaceAll(/[\s-]/g, '').toUpperCase() === said.replaceAll(' ', '')

/** A name agrees when one of its transliterations is what the MRZ holds, or the beginning of it where the MRZ had no room for all. */
function sameName(printed: string, said: string, mayBeCut: boolean): boolean {
  const inZone = said.replaceAll(' ', '')
  return mrzNameForms(printed).some((form) => form === inZone || (mayBeCut && form.startsWith(inZone)))
}

interface Comparison {
  key: string
  /** The digit that covers the value in the MRZ: where it is wrong, the MRZ may be what was misread. */
  digit?: MrzDigit['id']
  says: (mrz: Mrz) => string | null
  /** False when the value is in a form that cannot be compared, e.g. a nationality written out. */
  comparable?: (printed: string) => boolean
  same: (printed: string, said: string, mrz: Mrz) => boolean
}

const isCode = (printed: string) => /^[A-Z]{1,3}$/.test(printed)

const comparisons: readonly Comparison[] = [
  { key: 'document_type', says: ({ documentType }) => documentType, same: (printed, said) => said.startsWith(printed) },
  { key: 'country_code', says: ({ issuingState }) => issuingState, comparable: isCode, same: sameText },
  { key: 'passport_number', digit: 'number', says: ({ number }) => number, same: sameText },
  {
    key: 'surname',
    says: ({ surname }) => surname,
    same: (printed, said, mrz) => sameName(printed, said, mrz.namesMayBeCut && mrz.givenNames === null),
  },
  {
    key: 'given_name',
    says: ({ givenNames }) => givenNames,
    same: (printed, said, mrz) => sameName(printed, said, mrz.namesMayBeCut),
  },
  { key: 'nationality', says: ({ nationality }) => nationality, comparable: isCode, same: sameText },
  {
    key: 'birth_date',
    digit: 'birth',
    says: ({ birthDate }) => birthDate,
    same: (printed, said) => shortDate(printed) === shortDate(said),
  },
  { key: 'sex', says: ({ sex }) => sex, same: (printed, said) => printed === said },
  {
    key: 'expiry_date',
    digit: 'expiry',
    says: ({ expiryDate }) => expiryDate,
    same: (printed, said) => shortDate(printed) === shortDate(said),
  },
]

/**
 * `mrz-agrees`: every printed field against what the MRZ says; a field that disagrees offers the MRZ's reading. Silent on a value whose check digit is wrong in the MRZ
 * itself: the line is flagged for it, and one cause shall raise one flag.
 */
export const mrzAgrees: CrossRule = (values) => {
  const mrz = mrzOf(values)
  if (mrz === null) return []
  const broken = new Set(mrz.digits.filter(({ ok }) => !ok).map(({ id }) => id))
  return comparisons.flatMap(({ key, digit, says, same, comparable }) => {
    const printed = values.get(key)
    const said = says(mrz)
    if (printed === undefined || said === null || comparable?.(printed) === false) return []
    if (same(printed, said, mrz)) return [{ key, check: passed('mrz-agrees.right') }]
    return digit && broken.has(digit) ? [] : [{ key, check: failed('mrz-agrees.wrong', { said }, [said]) }]
  })
}

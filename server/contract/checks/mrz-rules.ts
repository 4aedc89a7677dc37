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
import { failed, passed, type CrossRule, type FieldRule, type Values } from './rule.ts'
import type { Check } from '../result.ts'

const digitId = 'mrz-check-digit'
const agreeId = 'mrz-agrees'

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

/** `mrz-check-digit` on a field: the digit printed in the MRZ for it (ICAO 9303-3, 7-3-1) is the one that the value gives. */
export const mrzFieldDigit: FieldRule = (value, { key }, values) => {
  const target = digitTargets[key]
  const mrz = mrzOf(values)
  const result = mrz?.digits.find(({ id }) => id === target?.digit)
  if (!target || !mrz || !result) return null
  const expected = mrzCheckDigit(target.encode(value))
  if (expected === result.printed) return passed(digitId, 'The check digit in the MRZ is right for this value.')
  const fits = (candidate: string) => mrzCheckDigit(target.encode(candidate)) === result.printed
  const said = target.says(mrz)
  if (said === value && result.ok) return passed(digitId, 'The check digit in the MRZ is right for this value.')
  const swaps = key === 'passport_number' ? swapRepairs(value, () => mrzAlphabet.slice(0, -1), fits) : []
  const repairs = said !== null && result.ok ? [said, ...swaps.filter((swap) => swap !== said)] : swaps
  const message =
    expected === null
      ? 'The value holds signs that an MRZ cannot hold, so its check digit cannot be right.'
      : `The check digit in the MRZ is ${result.printed}; this value would need ${expected}.`
  return failed(digitId, message, repairs.slice(0, 5))
}

const digitNames: Record<MrzDigit['id'], string> = {
  number: 'document number',
  birth: 'birth date',
  expiry: 'expiry date',
  optional: 'optional data',
  composite: 'whole line',
}

/** All check digits of the second line as it stands, the composite one included. */
function lineCheck(values: Values): { key: string; check: Check }[] {
  const first = values.get('mrz_line1') ?? ''
  const second = values.get('mrz_line2')
  if (second === undefined) return []
  const key = 'mrz_line2'
  const mrz = parseMrz([first, second])
  if (mrz === null) {
    const message = `The line has ${second.length} signs; passports have 44, cards and visas 30, 36 or 44.`
    return [{ key, check: failed(digitId, message) }]
  }
  const wrong = mrz.digits.filter(({ ok }) => !ok)
  if (wrong.length === 0) return [{ key, check: passed(digitId, 'Every check digit of the line is right.') }]
  const accept = (candidate: string) => mrzDigitResults([first, candidate], mrz.layout).every(({ ok }) => ok)
  const repairs = swapRepairs(second, (index) => mrzAlphabetAt(mrz.layout, 1, index), accept).slice(0, 5)
  const names = wrong.map(({ id }) => digitNames[id]).join(', ')
  return [{ key, check: failed(digitId, `Wrong check digit for: ${names}.`, repairs) }]
}

/** A line 1 of another length than line 2 cannot be compared with anything. */
function firstLineCheck(values: Values): { key: string; check: Check }[] {
  const first = values.get('mrz_line1')
  const second = values.get('mrz_line2')
  if (first === undefined || second === undefined || first.length === second.length) return []
  const message = `Line 1 has ${first.length} signs, line 2 has ${second.length}; they must be equally long.`
  return [{ key: 'mrz_line1', check: failed(agreeId, message) }]
}

const sameText = (printed: string, said: string) =>
  printed.replaceAll(/[\s-]/g, '').toUpperCase() === said.replaceAll(' ', '')

/** A name agrees when one of its transliterations is what the MRZ holds, or the beginning of it where the MRZ had no room for all. */
function sameName(printed: string, said: string, mayBeCut: boolean): boolean {
  const inZone = said.replaceAll(' ', '')
  return mrzNameForms(printed).some((form) => form === inZone || (mayBeCut && form.startsWith(inZone)))
}

interface Comparison {
  key: string
  says: (mrz: Mrz) => string | null
  /** False when the value is in a form that cannot be compared, e.g. a nationality written out. */
  comparable?: (printed: string) => boolean
  same: (printed: string, said: string, mrz: Mrz) => boolean
}

const isCode = (printed: string) => /^[A-Z]{1,3}$/.test(printed)

const comparisons: readonly Comparison[] = [
  { key: 'document_type', says: ({ documentType }) => documentType, same: (printed, said) => said.startsWith(printed) },
  { key: 'country_code', says: ({ issuingState }) => issuingState, comparable: isCode, same: sameText },
  { key: 'passport_number', says: ({ number }) => number, same: sameText },
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
    says: ({ birthDate }) => birthDate,
    same: (printed, said) => shortDate(printed) === shortDate(said),
  },
  { key: 'sex', says: ({ sex }) => sex, same: (printed, said) => printed === said },
  {
    key: 'expiry_date',
    says: ({ expiryDate }) => expiryDate,
    same: (printed, said) => shortDate(printed) === shortDate(said),
  },
]

/** `mrz-agrees`: every printed field against what the MRZ says; a field that disagrees offers the MRZ's reading. */
export const mrzAgrees: CrossRule = (values) => {
  const results = [...lineCheck(values), ...firstLineCheck(values)]
  const mrz = mrzOf(values)
  if (mrz === null) return results
  for (const { key, says, same, comparable } of comparisons) {
    const printed = values.get(key)
    const said = says(mrz)
    if (printed === undefined || said === null || comparable?.(printed) === false) continue
    const check = same(printed, said, mrz)
      ? passed(agreeId, 'The MRZ says the same.')
      : failed(agreeId, `The MRZ says ${said}.`, [said])
    results.push({ key, check })
  }
  return results
}

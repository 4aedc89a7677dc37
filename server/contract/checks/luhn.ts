import { swapRepairs } from './look-alikes.ts'
import { failed, passed, type FieldRule } from './rule.ts'

/** The Luhn check digit (ISO/IEC 7812-1, annex B) that belongs behind `digits`; null for anything but digits. */
export function luhnDigit(digits: string): string | null {
  if (!/^\d+$/.test(digits)) return null
  let sum = 0
  for (const [index, sign] of Array.from(digits).toReversed().entries()) {
    const doubled = Number(sign) * (index % 2 === 0 ? 2 : 1)
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return String((10 - (sum % 10)) % 10)
}

/** True when the last digit is the Luhn digit of the others. */
export function isLuhn(digits: string): boolean {
  return digits.length > 1 && luhnDigit(digits.slice(0, -1)) === digits.at(-1)
}

const fewest = 12
const most = 19

/** 784 (ISO 3166-1), year of birth, serial number, check digit; the card prints hyphens between them. */
const emiratesNumber = /^784-?(?:19|20)\d{2}-?\d{7}-?\d$/

/** The digits of a text in the groups in which an Emirates ID prints them; null when they are not 15. */
function emiratesWritten(digits: string): string | null {
  return /^\d{15}$/.test(digits) ? digits.replace(/^(\d{3})(\d{4})(\d{7})(\d)$/, '$1-$2-$3-$4') : null
}

/**
 * `luhn`: the check digit of card numbers (ISO/IEC 7812-1: 12 to 19 digits) and of Emirates ID numbers (784, year, serial number, digit). Blanks
 * and hyphens between groups do not count, and a repair keeps them.
 */
export const luhn: FieldRule = (value, { key }) => {
  const emirates = key === 'id_number'
  const digits = value.replace(/[\s-]/g, '')
  const accept = (candidate: string) =>
    isLuhn(candidate.replace(/[\s-]/g, '')) && (!emirates || emiratesNumber.test(candidate))
  const repairs = (text: string) =>
    text.length > 40 ? [] : swapRepairs(text.toUpperCase(), () => '0123456789', accept).slice(0, 5)
  if (emirates && !emiratesNumber.test(value)) {
    const written = emiratesWritten(digits)
    if (written === null) return failed('luhn.emirates', {}, repairs(value))
    return failed('luhn.emirates', {}, accept(written) && written !== value ? [written] : repairs(written))
  }
  if (!/^\d+$/.test(digits) || digits.length < fewest || digits.length > most) {
    const said = { fewest: String(fewest), most: String(most) }
    return failed('luhn.shape', said, digits.length > most ? [] : repairs(value))
  }
  if (isLuhn(digits)) return passed('luhn.right')
  const said = { expected: luhnDigit(digits.slice(0, -1))!, actual: digits.at(-1)! }
  return failed('luhn.digit', said, repairs(value))
}

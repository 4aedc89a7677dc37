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

/**
 * `luhn`: the check digit of card numbers (ISO/IEC 7812-1: 12 to 19 digits) and of Emirates ID numbers (784, year, serial number, digit). Blanks
 * and hyphens between groups do not count, and a repair keeps them.
 */
export const luhn: FieldRule = (value) => {
  const id = 'luhn'
  const digits = value.replace(/[\s-]/g, '')
  const accept = (candidate: string) => isLuhn(candidate.replace(/[\s-]/g, ''))
  const repairs = () => swapRepairs(value.toUpperCase(), () => '0123456789', accept).slice(0, 5)
  if (!/^\d+$/.test(digits) || digits.length < fewest || digits.length > most) {
    return failed(id, `A card number has ${fewest} to ${most} digits.`, digits.length > most ? [] : repairs())
  }
  if (isLuhn(digits)) return passed(id, 'The check digit of the number is right.')
  const expected = luhnDigit(digits.slice(0, -1))
  return failed(id, `The last digit of the number would have to be ${expected}, it is ${digits.at(-1)}.`, repairs())
}

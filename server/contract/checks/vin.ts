import { swapRepairs } from './look-alikes.ts'
import { failed, passed, type FieldRule } from './rule.ts'

/** The signs of a vehicle identification number: no I, O or Q (ISO 3779:2009, 4). */
export const vinAlphabet = 'ABCDEFGHJKLMNPRSTUVWXYZ0123456789'

/** The number that each letter counts as, A to Z without I, O, Q (GB 16735-2019, table A.2; 49 CFR 565.15). */
const letters = 'ABCDEFGHJKLMNPRSTUVWXYZ'
const letterValues = '12345678123457923456789'
const valueOf = (sign: string) => Number(letterValues[letters.indexOf(sign)] ?? sign)
const weights: readonly number[] = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2]

/** The check sign that belongs in the ninth place; null when the text is not 17 signs of the alphabet. */
export function vinCheckSign(vin: string): string | null {
  if (!isVinShaped(vin)) return null
  const sum = weights.reduce((total, weight, index) => total + weight * valueOf(vin[index]!), 0)
  return '0123456789X'[sum % 11]!
}

/** 17 signs of the alphabet (ISO 3779). */
export function isVinShaped(vin: string): boolean {
  return /^[A-HJ-NPR-Z0-9]{17}$/.test(vin)
}

/**
 * Whether the number's region demands a check sign: China (L; GB 16735) and North America (1 to 5; 49 CFR 565). ISO 3779 itself leaves the place
 * to the maker, and European makers fill it with anything.
 */
export function vinHasCheckSign(vin: string): boolean {
  return /^[1-5L]/.test(vin)
}

/** Right in shape and, where one is demanded, in its check sign. */
export function isVin(vin: string): boolean {
  return isVinShaped(vin) && (!vinHasCheckSign(vin) || vinCheckSign(vin) === vin[8])
}

/** Numbers that differ in I, O and Q or in one look-alike sign and are right, likeliest first. */
export function vinRepairs(text: string): string[] {
  const upper = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s*-]/g, '')
  const plain = upper.replaceAll('I', '1').replace(/[OQ]/g, '0')
  const found = isVin(plain) ? [plain] : []
  return [...new Set([...found, ...swapRepairs(plain, () => vinAlphabet, isVin)])]
    .filter((candidate) => candidate !== text)
    .slice(0, 5)
}

/** `vin`: 17 signs without I, O, Q (ISO 3779), and the check sign in the ninth place where the region demands one. */
export const vin: FieldRule = (value) => {
  if (!isVinShaped(value)) return failed('vin.shape', {}, vinRepairs(value))
  const expected = vinCheckSign(value)!
  if (expected === value[8]) return passed('vin.right')
  if (!vinHasCheckSign(value)) return passed('vin.free')
  return failed('vin.sign', { expected, actual: value[8]! }, vinRepairs(value))
}

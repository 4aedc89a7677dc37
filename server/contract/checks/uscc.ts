import { isIdNumber } from './cn-id.ts'
import { swapRepairs } from './look-alikes.ts'
import { failed, passed, type FieldRule } from './rule.ts'

/** The signs of a unified social credit code in the order of their values: no I, O, S, V, Z (GB 32100-2015, table 1). */
export const usccAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** The check sign (last of 18) that belongs to the first 17: weights 3^(i-1) mod 31 (GB 32100-2015, annex A). Null for anything else. */
export function usccCheckSign(first: string): string | null {
  if (first.length < 17) return null
  let sum = 0
  let weight = 1
  for (const sign of first.slice(0, 17)) {
    const value = usccAlphabet.indexOf(sign)
    if (value < 0) return null
    sum += value * weight
    weight = (weight * 3) % 31
  }
  return usccAlphabet[(31 - (sum % 31)) % 31]!
}

/** 18 signs of the alphabet with the right check sign; signs 3 to 8 are digits (the registering authority's place). */
export function isUscc(code: string): boolean {
  return /^[0-9A-HJ-NP-RTUWXY]{2}\d{6}[0-9A-HJ-NP-RTUWXY]{10}$/.test(code) && usccCheckSign(code) === code[17]
}

/** Codes that differ in O, I, Z, S and V or in one look-alike sign and are right, likeliest first. */
export function usccRepairs(text: string): string[] {
  const plain = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s-]/g, '')
    .replaceAll('O', '0')
    .replaceAll('I', '1')
    .replaceAll('Z', '2')
    .replaceAll('S', '5')
    .replaceAll('V', 'U')
  if (plain.length !== 18) return []
  const found = isUscc(plain) ? [plain] : []
  const alphabet = (index: number) => (index >= 2 && index < 8 ? '0123456789' : usccAlphabet)
  return [...new Set([...found, ...swapRepairs(plain, alphabet, isUscc)])]
    .filter((candidate) => candidate !== text)
    .slice(0, 5)
}

/**
 * `uscc`: the unified social credit code (GB 32100-2015). A taxpayer number may also be an older one of 15, 17 or 20 signs, which this rule cannot
 * judge, or the ID number of a person.
 */
export const uscc: FieldRule = (value, { key }) => {
  if (isUscc(value)) return passed('uscc.right')
  if (key.endsWith('tax_id')) {
    if (/^[0-9A-Z]{15}$|^[0-9A-Z]{17}$|^[0-9A-Z]{20}$/.test(value)) return null
    if (isIdNumber(value)) return passed('uscc.person')
  }
  const expected = usccCheckSign(value)
  if (value.length !== 18 || expected === null) return failed('uscc.shape', {}, usccRepairs(value))
  return failed('uscc.sign', { expected, actual: value[17]! }, usccRepairs(value))
}

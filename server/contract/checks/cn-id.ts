import { isoDate } from './dates.ts'
import { swapRepairs } from './look-alikes.ts'

/** Weights of the first 17 digits and the sign for each remainder: GB 11643-1999, ISO 7064 MOD 11-2. */
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const
const signs = '10X98765432'

/** The last sign that belongs to the first 17 digits, or null when they are not 17 digits. */
export function idCheckSign(digits: string): string | null {
  if (!/^\d{17}/.test(digits)) return null
  return signs[weights.reduce((sum, weight, index) => sum + weight * Number(digits[index]), 0) % 11]!
}

/** The birth date (ISO) inside an 18-sign ID number, or null when there is none that exists. */
export function idBirthDate(id: string): string | null {
  if (!/^\d{17}[\dX]$/.test(id)) return null
  return isoDate(Number(id.slice(6, 10)), Number(id.slice(10, 12)), Number(id.slice(12, 14)))
}

/** 男 for an odd, 女 for an even sequence number; null for anything that is not an 18-sign number. */
export function idSex(id: string): '男' | '女' | null {
  if (!/^\d{17}[\dX]$/.test(id)) return null
  return Number(id[16]) % 2 === 1 ? '男' : '女'
}

/** First two digits of the administrative code: 11 Beijing to 91 abroad (GB/T 2260). */
const provinces = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83 91'.split(
    ' ',
  ),
)

/** True when shape, birth date and check sign are all as GB 11643 wants them. The issuing county is not looked up: codes come and go. */
export function isIdNumber(id: string): boolean {
  return idBirthDate(id) !== null && idCheckSign(id) === id[17]
}

/** True when the number starts with the code of a province that exists; specimens with invented codes do not. */
export function hasKnownProvince(id: string): boolean {
  return provinces.has(id.slice(0, 2))
}

/** Numbers that differ from `id` in one look-alike sign and are right, likeliest first, those of a real province before others. */
export function idRepairs(id: string): string[] {
  const upper = id.toUpperCase()
  if (upper.length !== 18) return []
  const found = swapRepairs(upper, (index) => (index === 17 ? '0123456789X' : '0123456789'), isIdNumber)
  const sign = idCheckSign(upper)
  const completed = sign === null ? null : upper.slice(0, 17) + sign
  if (completed !== null && isIdNumber(completed)) found.push(completed)
  const unique = [...new Set(found)]
  return [...unique.filter(hasKnownProvince), ...unique.filter((candidate) => !hasKnownProvince(candidate))].slice(0, 5)
}

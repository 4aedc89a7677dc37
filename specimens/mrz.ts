import { shortDate, type Day } from './dates.ts'

/** What a TD3 (passport) machine-readable zone says. Names in Latin capitals, codes of ICAO 9303-3 without fillers. */
export interface Td3 {
  /** `P`, or two signs such as `PO`. */
  documentCode: string
  issuer: string
  surname: string
  givenName: string
  number: string
  nationality: string
  birth: Day
  sex: 'M' | 'F' | 'X'
  expiry: Day
  /** Up to 14 signs of A-Z, 0-9; empty for none. */
  optional: string
  /** What stands for the check digit of empty optional data; states print either (ICAO 9303-4, 4.2.2.2). Default `0`. */
  emptyDigit?: '0' | '<'
}

/** ICAO 9303-3, 4.9: weights 7 3 1, letters count 10 to 35, a filler 0. */
export function checkDigit(text: string): string {
  const values = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
  let sum = 0
  for (const [index, sign] of Array.from(text).entries())
    sum += Math.max(0, values.indexOf(sign)) * [7, 3, 1][index % 3]!
  return String(sum % 10)
}

/** Names in the MRZ: apostrophes vanish, hyphens, blanks and commas become fillers (ICAO 9303-3, 4.6). */
function mrzName(name: string): string {
  return name.replaceAll(/['’.]/g, '').replaceAll(/[^A-Z]+/g, '<')
}

/** A name as a reader of the MRZ alone can know it. */
export function nameInMrz(name: string): string {
  return mrzName(name).replaceAll('<', ' ')
}

/** The two lines of 44 signs (ICAO 9303-4, 4.2). */
export function writeTd3(holder: Td3): [line1: string, line2: string] {
  const filled = (text: string, length: number) => text.slice(0, length).padEnd(length, '<')
  // A holder with one name only has it as primary identifier and no filler pair after it (ICAO 9303-3, 4.6).
  const names = [holder.surname, holder.givenName].filter((name) => name !== '').map(mrzName)
  const line1 = filled(filled(holder.documentCode, 2) + filled(holder.issuer, 3) + names.join('<<'), 44)
  const number = filled(holder.number, 9)
  const numberChecked = number + checkDigit(number)
  const birth = shortDate(holder.birth)
  const birthChecked = birth + checkDigit(birth)
  const expiry = shortDate(holder.expiry)
  const expiryChecked = expiry + checkDigit(expiry)
  const optional = filled(holder.optional, 14)
  const optionalChecked = optional + (holder.optional === '' ? (holder.emptyDigit ?? '0') : checkDigit(optional))
  const line2 =
    numberChecked +
    filled(holder.nationality, 3) +
    birthChecked +
    (holder.sex === 'X' ? '<' : holder.sex) +
    expiryChecked +
    optionalChecked
  return [line1, line2 + checkDigit(numberChecked + birthChecked + expiryChecked + optionalChecked)]
}

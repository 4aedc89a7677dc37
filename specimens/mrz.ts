import { shortDate, type Day } from './dates.ts'

/** What a machine-readable zone says. Names in Latin capitals, codes of ICAO 9303-3 without fillers. */
export interface Holder {
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
  /** Signs of A-Z, 0-9; empty for none. */
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

const written: Readonly<Record<string, string>> = {
  Ä: 'AE',
  Ö: 'OE',
  Ü: 'UE',
  Ø: 'OE',
  Å: 'AA',
  Æ: 'AE',
  ß: 'SS',
  Ł: 'L',
}

/** Capitals A to Z only (ICAO 9303-3, section 6). */
function bare(name: string): string {
  return Array.from(name.normalize('NFC'), (sign) => written[sign] ?? sign)
    .join('')
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
}

/** Names in the MRZ: apostrophes vanish, hyphens, blanks and commas become fillers (ICAO 9303-3, 4.6). */
function mrzName(name: string): string {
  return bare(name)
    .replaceAll(/['’.]/g, '')
    .replaceAll(/[^A-Z]+/g, '<')
}

/** A name as a reader of the MRZ alone can know it. */
export function nameInMrz(name: string): string {
  return mrzName(name).replaceAll('<', ' ')
}

const filled = (text: string, length: number) => text.slice(0, length).padEnd(length, '<')

// A holder with one name only has it as primary identifier and no filler pair after it (ICAO 9303-3, 4.6).
const namesOf = ({ surname, givenName }: Holder) =>
  [surname, givenName]
    .filter((name) => name !== '')
    .map(mrzName)
    .join('<<')

const head = (holder: Holder) => filled(holder.documentCode, 2) + filled(holder.issuer, 3)
const checked = (text: string) => text + checkDigit(text)
const sexOf = ({ sex }: Holder) => (sex === 'X' ? '<' : sex)

/** The parts that all formats of two lines begin their second line with. */
function secondLine(holder: Holder): { text: string; summed: string } {
  const number = checked(filled(holder.number, 9))
  const birth = checked(shortDate(holder.birth))
  const expiry = checked(shortDate(holder.expiry))
  return {
    text: number + filled(holder.nationality, 3) + birth + sexOf(holder) + expiry,
    summed: number + birth + expiry,
  }
}

/** Cards of the size of a passport's page folded once: two lines of 36 signs (ICAO 9303-6, 4.2). */
export function writeTd2(holder: Holder): string[] {
  const { text, summed } = secondLine(holder)
  const optional = filled(holder.optional, 7)
  return [filled(head(holder) + namesOf(holder), 36), text + optional + checkDigit(summed + optional)]
}

/** Visas: two lines of 44 (MRV-A) or 36 signs (MRV-B) without a composite digit (ICAO 9303-7, 4.2). */
export function writeVisa(holder: Holder, length: 44 | 36): string[] {
  return [filled(head(holder) + namesOf(holder), length), filled(secondLine(holder).text + holder.optional, length)]
}

/** Cards: three lines of 30 signs (ICAO 9303-5, 4.2). */
export function writeTd1(holder: Holder): string[] {
  const first = head(holder) + checked(filled(holder.number, 9)) + filled(holder.optional, 15)
  const birth = checked(shortDate(holder.birth))
  const expiry = checked(shortDate(holder.expiry))
  const second = birth + sexOf(holder) + expiry + filled(holder.nationality, 3) + filled('', 11)
  const summed = first.slice(5) + birth + expiry + filled('', 11)
  return [first, second + checkDigit(summed), filled(namesOf(holder), 30)]
}

/** The two lines of 44 signs (ICAO 9303-4, 4.2). */
export function writeTd3(holder: Holder): [line1: string, line2: string] {
  const { text, summed } = secondLine(holder)
  const optional = filled(holder.optional, 14)
  const optionalChecked = optional + (holder.optional === '' ? (holder.emptyDigit ?? '0') : checkDigit(optional))
  return [filled(head(holder) + namesOf(holder), 44), text + optionalChecked + checkDigit(summed + optionalChecked)]
}

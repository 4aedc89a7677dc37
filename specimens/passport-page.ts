import { isoDate, type Day } from './dates.ts'
import { nameInMrz, writeTd3, type Td3 } from './mrz.ts'
import { drawRosette, drawTint, drawWaves, hsl } from './paper.ts'
import type { Random } from './random.ts'
import { part, Sheet, type TextStyle } from './sheet.ts'
import type { TrueLine } from './truth.ts'

/** TD3 of ICAO 9303-4, in millimetres. */
export const pageSize = { width: 125, height: 88 }

/** A data page's ground. `height` may be less than a page's for a crop. */
export function startPage(kind: string, random: Random, hue: number, height = pageSize.height): Sheet {
  const sheet = new Sheet(kind, { width: pageSize.width, height }, random.integer(900, 1400))
  const area = { left: 0, top: 0, width: pageSize.width, height }
  drawTint(sheet.context, random, area, hue, random.between(91, 95))
  drawWaves(sheet.context, random, area, hue, random.between(0.1, 0.2))
  drawRosette(
    sheet.context,
    random,
    random.between(55, 95),
    height * 0.45,
    24,
    hsl(hue + random.between(-60, 60), 35, 68, 0.2),
  )
  return sheet
}

/** OCR-B of size 1 (ISO 1073-2): ten characters an inch. */
const pitch = 25.4 / 10

/**
 * Prints the two lines of a machine-readable zone with their baselines at `y` and 6.35 mm below, and writes down both as fields and
 * the zone as a region.
 */
export function printMrz(sheet: Sheet, random: Random, holder: Td3, y: number): [TrueLine, TrueLine] {
  const style: TextStyle = {
    face: 'ocr-b',
    size: random.between(3.4, 3.6),
    pitch,
    colour: hsl(0, 0, random.between(3, 16)),
  }
  const left = (sheet.width - 44 * pitch) / 2 + random.between(-1.5, 1.5)
  const [first, second] = writeTd3(holder)
  const line1 = sheet.print(first, left, y, style)
  const line2 = sheet.print(second, left, y + 6.35, style)
  sheet.field('mrz_line1', first, [line1])
  sheet.field('mrz_line2', second, [line2])
  sheet.region('mrz', left - 1, y - 3.2, left + 44 * pitch + 1, y + 7.2)
  return [line1, line2]
}

/** Where each field stands in the second line of a TD3 zone (ICAO 9303-4, 4.2.2), in characters. */
const secondLine: Record<string, [start: number, end: number]> = {
  passport_number: [0, 9],
  nationality: [10, 13],
  birth_date: [13, 19],
  sex: [20, 21],
  expiry_date: [21, 27],
}

/** Writes down the fields of a document of which only the machine-readable zone is seen. */
export function fieldsFromMrz(sheet: Sheet, holder: Td3, [line1, line2]: [TrueLine, TrueLine]): void {
  const inSecond = (key: string, value: string) => {
    const [start, end] = secondLine[key]!
    sheet.field(key, value, [part(line2, start, Math.min(end, start + Math.max(value.length, 1)))])
  }
  sheet.field('document_type', holder.documentCode, [part(line1, 0, holder.documentCode.length)])
  sheet.field('country_code', holder.issuer, [part(line1, 2, 2 + holder.issuer.length)])
  const surname = nameInMrz(holder.surname)
  const givenName = nameInMrz(holder.givenName)
  sheet.field('surname', surname, [part(line1, 5, 5 + surname.length)])
  if (givenName !== '') {
    const start = 5 + surname.length + 2
    sheet.field('given_name', givenName, [part(line1, start, start + givenName.length)])
  }
  inSecond('passport_number', holder.number)
  inSecond('nationality', holder.nationality)
  sheet.field('birth_date', isoDate(holder.birth), [part(line2, ...secondLine.birth_date!)])
  inSecond('sex', holder.sex)
  sheet.field('expiry_date', isoDate(holder.expiry), [part(line2, ...secondLine.expiry_date!)])
}

const english = 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ')
const months = {
  fr: 'JAN FEV MARS AVR MAI JUIN JUIL AOUT SEPT OCT NOV DEC'.split(' '),
  es: 'ENE FEB MAR ABR MAY JUN JUL AGO SEP OCT NOV DIC'.split(' '),
  de: 'JAN FEB MRZ APR MAI JUN JUL AUG SEP OKT NOV DEZ'.split(' '),
}

/** How a page writes its dates; ICAO 9303-3 section 3 wants day, month and year in this order. */
export type DateForm = (day: Day) => string

/** A way of writing dates that a page keeps throughout. */
export function pickDateForm(random: Random, language: keyof typeof months | null): DateForm {
  const two = (value: number) => String(value).padStart(2, '0')
  const month = ({ month }: Day) => english[month - 1]!
  const forms: DateForm[] = [
    (day) => `${two(day.day)} ${month(day)} ${day.year}`,
    (day) => `${two(day.day)} ${month(day)} ${day.year}`,
    (day) => `${two(day.day)} ${month(day)}/${months[language ?? 'fr'][day.month - 1]!} ${day.year}`,
    (day) => `${two(day.day)}.${two(day.month)}.${day.year}`,
    (day) => `${two(day.day)}/${two(day.month)}/${day.year}`,
    (day) => `${two(day.day)} ${two(day.month)} ${day.year}`,
    (day) => `${day.day} ${month(day)} ${day.year}`,
  ]
  return random.pick(forms)
}

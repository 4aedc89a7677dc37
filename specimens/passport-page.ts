import { isoDate, type Day } from './dates.ts'
import { nameInMrz, writeTd1, writeTd2, writeTd3, writeVisa, type Holder } from './mrz.ts'
import { drawRosette, drawTint, drawWaves, hsl } from './paper.ts'
import type { Random } from './random.ts'
import { part, Sheet, type TextStyle } from './sheet.ts'
import type { TrueLine } from './truth.ts'

/** TD3 of ICAO 9303-4, in millimetres. */
export const pageSize = { width: 125, height: 88 }

/** A data page's ground. It may be smaller than a page for a crop or a card. */
export function startPage(
  kind: string,
  random: Random,
  hue: number,
  height = pageSize.height,
  width = pageSize.width,
): Sheet {
  const sheet = new Sheet(kind, { width, height }, (random.integer(900, 1400) * width) / pageSize.width)
  const area = { left: 0, top: 0, width, height }
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

/** How a zone is printed: inks and ribbons differ, the pitch does not. */
function mrzStyle(random: Random): TextStyle {
  return { face: 'ocr-b', size: random.between(3.4, 3.6), pitch, colour: hsl(0, 0, random.between(3, 16)) }
}

/** Prints lines of a zone with baselines 6.35 mm (cards: 4.2 mm) apart, the first at `y`, and writes down the zone as a region. */
function printLines(sheet: Sheet, random: Random, lines: readonly string[], y: number): TrueLine[] {
  const style = mrzStyle(random)
  const length = lines[0]!.length
  const step = lines.length === 3 ? 4.2 : 6.35
  const left = (sheet.width - length * pitch) / 2 + random.between(-1.5, 1.5)
  sheet.region('mrz', left - 1, y - 3.2, left + length * pitch + 1, y + step * (lines.length - 1) + 0.9)
  const printed = lines.map((line, index) => sheet.print(line, left, y + index * step, style))
  sheet.field('mrz_line1', lines[0]!, [printed[0]!])
  sheet.field('mrz_line2', lines[1]!, [printed[1]!])
  return printed
}

/** Prints the two lines of a passport's zone and writes down both as fields. */
export function printMrz(sheet: Sheet, random: Random, holder: Holder, y: number): [TrueLine, TrueLine] {
  const [line1, line2] = printLines(sheet, random, writeTd3(holder), y)
  return [line1!, line2!]
}

export type ZoneFormat = 'TD3' | 'TD2' | 'TD1' | 'MRV-A' | 'MRV-B'

const writers: Record<ZoneFormat, (holder: Holder) => string[]> = {
  TD3: writeTd3,
  TD2: writeTd2,
  TD1: writeTd1,
  'MRV-A': (holder) => writeVisa(holder, 44),
  'MRV-B': (holder) => writeVisa(holder, 36),
}

type Span = readonly [line: number, start: number, end: number]

/** Where each field stands in the zone, in characters (ICAO 9303-4 to -7, 4.2). */
const twoLines = {
  number: [1, 0, 9],
  nationality: [1, 10, 13],
  birth: [1, 13, 19],
  sex: [1, 20, 21],
  expiry: [1, 21, 27],
  names: [0, 5, 44],
} as const satisfies Record<string, Span>
const threeLines: Record<keyof typeof twoLines, Span> = {
  number: [0, 5, 14],
  nationality: [1, 15, 18],
  birth: [1, 0, 6],
  sex: [1, 7, 8],
  expiry: [1, 8, 14],
  names: [2, 0, 30],
}

/** Prints a zone of which nothing else is seen, and writes down all that it says as fields. */
export function printZone(sheet: Sheet, random: Random, holder: Holder, format: ZoneFormat, y: number): void {
  const lines = printLines(sheet, random, writers[format](holder), y)
  const spans = format === 'TD1' ? threeLines : twoLines
  const place = ([line, start, end]: Span, length: number) => [
    part(lines[line]!, start, Math.min(end, start + Math.max(length, 1))),
  ]
  sheet.field('document_type', holder.documentCode, place([0, 0, 2], holder.documentCode.length))
  sheet.field('country_code', holder.issuer, place([0, 2, 5], holder.issuer.length))
  const [line, start, end] = spans.names
  const room = Math.min(end, lines[line]!.text.length) - start
  const surname = nameInMrz(holder.surname).slice(0, room)
  const givenName = nameInMrz(holder.givenName)
    .slice(0, Math.max(0, room - surname.length - 2))
    .trim()
  sheet.field('surname', surname, place(spans.names, surname.length))
  if (givenName !== '')
    sheet.field('given_name', givenName, place([line, start + surname.length + 2, end], givenName.length))
  sheet.field('passport_number', holder.number, place(spans.number, holder.number.length))
  sheet.field('nationality', holder.nationality, place(spans.nationality, holder.nationality.length))
  sheet.field('birth_date', isoDate(holder.birth), place(spans.birth, 6))
  sheet.field('sex', holder.sex, place(spans.sex, 1))
  sheet.field('expiry_date', isoDate(holder.expiry), place(spans.expiry, 6))
}

const english = 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ')
const months = {
  fr: 'JAN FEV MARS AVR MAI JUIN JUIL AOUT SEPT OCT NOV DEC'.split(' '),
  es: 'ENE FEB MAR ABR MAY JUN JUL AGO SEP OCT NOV DIC'.split(' '),
  de: 'JAN FEB MRZ APR MAI JUN JUL AUG SEP OKT NOV DEZ'.split(' '),
  it: 'GEN FEB MAR APR MAG GIU LUG AGO SET OTT NOV DIC'.split(' '),
  pt: 'JAN FEV MAR ABR MAI JUN JUL AGO SET OUT NOV DEZ'.split(' '),
  nl: 'JAN FEB MRT APR MEI JUN JUL AUG SEP OKT NOV DEC'.split(' '),
  pl: english,
  tr: english,
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
    (day) => `${two(day.day)} ${month(day)}/${months[language ?? 'fr'][day.month - 1]!} ${two(day.year % 100)}`,
    (day) => `${two(day.day)}-${two(day.month)}-${day.year}`,
    (day) => `${day.year}-${two(day.month)}-${two(day.day)}`,
    (day) => `${two(day.day)} ${month(day)[0]}${month(day).slice(1).toLowerCase()} ${day.year}`,
  ]
  return random.pick(forms)
}

import { parseWrittenDate } from '../../contract/checks/dates.ts'
import type { Field } from '../../contract/result.ts'
import { arabicRows, withArabicLines, withoutArabic } from './arabic.ts'
import { fieldOf } from './field.ts'
import { defineForm, onBestPage, openForm, readForm } from './form.ts'
import { glyphsOfSpan, readMrz, type MrzReading } from './mrz-read.ts'
import { readPattern } from './readers.ts'
import type { PageContext, TextPage } from './text-stream.ts'

/** Day first, as the Emirates print dates. */
const readDay = readPattern(/\d{2}[/.-]\d{2}[/.-]\d{4}/, { write: (text) => parseWrittenDate(text) })

/** What is printed above the zone: on cards since 2021 number, occupation, employer and place, on older ones number, sex and dates. */
const form = defineForm({
  labels: {
    card: ['Card Number', 'Card No'],
    occupation: ['Occupation'],
    employer: ['Employer'],
    place: ['Issuing Place'],
    sex: ['Sex'],
    birth: ['Date of Birth'],
    expiry: ['Expiry Date', 'Date of Expiry'],
    signature: ['Signature'],
  },
  fields: [
    { key: 'card_number', label: 'card', read: readPattern(/\d[\dA-Z-]{5,14}/) },
    { key: 'sex', label: 'sex', read: readPattern(/^[:.]?([MF])/), stands: 'right' },
    { key: 'birth_date', label: 'birth', read: readDay, stands: 'right' },
    { key: 'expiry_date', label: 'expiry', read: readDay, stands: 'right' },
  ],
})

/** What the zone says of the holder and the card, and whether the check digit that covers a value is right. */
function zoneFields(reading: MrzReading, page: number): { field: Field; proven: boolean }[] {
  const { mrz, lines, glyphs, hidden } = reading
  const { parts } = mrz.layout
  const right = (id: string) => mrz.digits.some((digit) => digit.id === id && digit.ok)
  const found: { field: Field; proven: boolean }[] = []
  const add = (key: string, value: string | null, run: MrzReading['glyphs'][number], proven: boolean) => {
    if (value !== null && value !== '' && run.length > 0)
      found.push({ field: fieldOf(key, { value, runs: [run], page }), proven })
  }
  const of = (part: keyof typeof parts) => (parts[part] ? glyphsOfSpan(reading, parts[part]) : [])
  add('card_number', mrz.number, of('number'), false)
  add('country_code', mrz.issuingState, of('issuingState'), true)
  for (const [index, line] of lines.slice(0, 3).entries())
    add(`mrz_line${index + 1}`, hidden[index] ? null : line, glyphs[index] ?? [], true)
  const { sex } = parts
  if (mrz.sex === 'M' || mrz.sex === 'F')
    add('sex', mrz.sex, sex ? (glyphs[sex.line] ?? []).slice(sex.from, sex.to) : [], false)
  add('birth_date', mrz.birthDate, of('birth'), right('birth'))
  add('expiry_date', mrz.expiryDate, of('expiry'), right('expiry'))
  return found
}

/** Kind `emirates-id-back`: what is printed, and the TD1 zone (ICAO 9303-5), which counts where its check digit is right or nothing is printed. */
export const extractEmiratesIdBack = onBestPage(async (page: TextPage, context: PageContext) => {
  const reading = await readMrz(page)
  const rows = await arabicRows(page)
  const printed = (await readForm(openForm(withoutArabic(page, rows), form), form)).filter(
    ({ value }) => value !== null,
  )
  const lines = withArabicLines(context, rows, page)
  if (!reading || reading.mrz.layout.format !== 'TD1') return { fields: printed, lines }
  const zone = zoneFields(reading, page.index)
  const chosen = zone.filter(({ field, proven }) => proven || !printed.some(({ key }) => key === field.key))
  const fields = [
    ...chosen.map(({ field }) => field),
    ...printed.filter(({ key }) => !chosen.some(({ field }) => field.key === key)),
  ]
  const region = {
    kind: 'mrz',
    page: page.index,
    quad: reading.quad,
    text: reading.lines.join('\n'),
    confidence: null,
  }
  return { fields, lines, regions: [region] }
})

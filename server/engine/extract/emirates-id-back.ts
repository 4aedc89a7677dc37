import type { Field } from '../../contract/result.ts'
import { fieldOf } from './field.ts'
import { defineForm, onBestPage, openForm, readForm } from './form.ts'
import { glyphsOfSpan, readMrz } from './mrz-read.ts'
import { readPattern } from './readers.ts'

const form = defineForm({
  labels: { card: ['Card Number', 'Card No'], occupation: ['Occupation'], place: ['Issuing Place'] },
  fields: [{ key: 'card_number', label: 'card', read: readPattern(/\d[\dA-Z-]{5,14}/) }],
})

/** Kind `emirates-id-back`: the printed card number, and the TD1 zone (ICAO 9303-5) with what it says. */
export const extractEmiratesIdBack = onBestPage(async (page) => {
  const fields: Field[] = []
  const reading = await readMrz(page)
  const open = openForm(page, form)
  const printed = await readForm(open, form)
  fields.push(...printed)
  if (!reading || reading.mrz.layout.format !== 'TD1') return { fields }
  const { mrz, lines, glyphs } = reading
  const { parts } = mrz.layout
  const add = (key: string, value: string | null, run: Parameters<typeof fieldOf>[1]['runs'][number]) => {
    if (value !== null && value !== '' && run.length > 0)
      fields.push(fieldOf(key, { value, runs: [run], page: page.index }))
  }
  const of = (part: keyof typeof parts) => (parts[part] ? glyphsOfSpan(reading, parts[part]) : [])
  if (!printed.some(({ value }) => value !== null)) add('card_number', mrz.number, of('number'))
  add('country_code', mrz.issuingState, of('issuingState'))
  for (const [index, line] of lines.slice(0, 3).entries()) add(`mrz_line${index + 1}`, line, glyphs[index] ?? [])
  const sex = parts.sex
  if (mrz.sex === 'M' || mrz.sex === 'F')
    add('sex', mrz.sex, sex ? (glyphs[sex.line] ?? []).slice(sex.from, sex.to) : [])
  add('birth_date', mrz.birthDate, of('birth'))
  add('expiry_date', mrz.expiryDate, of('expiry'))
  const region = { kind: 'mrz', page: page.index, quad: reading.quad, text: lines.join('\n'), confidence: null }
  return { fields, regions: [region] }
})

import type { Field, Findings } from '../../contract/result.ts'
import { fieldOf } from './field.ts'
import { glyphsOfSpan, readMrz, type MrzReading } from './mrz-read.ts'
import { findingsOf, textPage, type Glyph, type PageContext } from './text-stream.ts'

/** What check digits speak for, and what stands between it. */
const dataParts: ReadonlySet<string> = new Set(['number', 'nationality', 'birth', 'expiry', 'optional'])

/** Glyphs and value of every field that a zone holds, by canonical key. */
export function mrzFields(reading: MrzReading): Map<string, { value: string; glyphs: Glyph[] }> {
  const { mrz, glyphs, lines, hidden } = reading
  const { parts } = mrz.layout
  const fields = new Map<string, { value: string; glyphs: Glyph[] }>()
  const add = (key: string, value: string | null, part: Glyph[]) => {
    if (value !== null && part.length > 0) fields.set(key, { value, glyphs: part })
  }
  const of = (part: keyof typeof parts) =>
    parts[part] && !(unproven && dataParts.has(part)) ? glyphsOfSpan(reading, parts[part]) : []
  // One of three is right by chance often enough: then the line was read askew, and everything on it would be a guess.
  const checked = mrz.digits.filter(({ id }) => id === 'number' || id === 'birth' || id === 'expiry')
  const days: Partial<Record<string, string | null>> = { birth: mrz.birthDate, expiry: mrz.expiryDate }
  const unproven = checked.length > 1 && checked.filter(({ id, ok }) => ok && days[id] !== null).length < 2
  add('document_type', mrz.documentType, of('documentType'))
  add('country_code', mrz.issuingState, of('issuingState'))
  add('passport_number', mrz.number, of('number'))
  const names = of('names')
  const parted = names.findIndex(({ text }, index) => text === '<' && names[index + 1]?.text === '<')
  add('surname', mrz.surname, parted < 0 ? names : names.slice(0, parted))
  if (parted >= 0)
    add('given_name', mrz.givenNames, names.slice(names.findIndex(({ text }, index) => index > parted && text !== '<')))
  add('nationality', mrz.nationality, of('nationality'))
  add('birth_date', mrz.birthDate, of('birth'))
  const sexSpan = parts.sex
  add('sex', mrz.sex, sexSpan && !unproven ? (glyphs[sexSpan.line] ?? []).slice(sexSpan.from, sexSpan.to) : [])
  add('expiry_date', mrz.expiryDate, of('expiry'))
  add('person_id', mrz.optional, of('optional'))
  for (const [index, line] of lines.slice(0, 2).entries())
    add(`mrz_line${index + 1}`, line === '' || hidden[index] ? null : line, glyphs[index] ?? [])
  return fields
}

/** Kind `passport-mrz`: everything from the zone, each field on the zone's own signs. The first page that has a zone counts. */
export async function extractPassportMrz(pages: readonly PageContext[]): Promise<Findings> {
  for (const context of pages) {
    const page = textPage(context, { straight: true })
    const reading = await readMrz(page)
    if (!reading) continue
    const fields: Field[] = []
    for (const [key, { value, glyphs }] of mrzFields(reading)) {
      if (key !== 'person_id') fields.push(fieldOf(key, { value, runs: [glyphs], page: page.index }))
    }
    const region = {
      kind: 'mrz',
      page: page.index,
      quad: reading.quad,
      text: reading.lines.join('\n'),
      confidence: null,
    }
    return findingsOf(pages, { fields, regions: [region] })
  }
  return findingsOf(pages)
}

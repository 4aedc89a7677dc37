import { isLuhn } from '../../contract/checks/luhn.ts'
import { parseWrittenDate } from '../../contract/checks/dates.ts'
import type { Field } from '../../contract/result.ts'
import {
  arabicField,
  arabicRows,
  valueAfter,
  valueBehindFirst,
  withArabicLines,
  withoutArabic,
  type ArabicRow,
  type ArabicValue,
} from './arabic.ts'
import { arabicCountryName } from './arabic-countries.ts'
import { defineForm, hitOf, onBestPage, openForm, readForm, type OpenForm } from './form.ts'
import { heightOf, middleOf, type Box } from './geometry.ts'
import { readPattern, type Found, type Reader } from './readers.ts'
import { findAll } from './spelling.ts'
import type { PageContext, TextPage } from './text-stream.ts'

/** 784-YYYY-NNNNNNN-N, with its hyphens as printed whatever was read of them. */
function idNumber({ page }: OpenForm): Found | null {
  const all = page.rows.flatMap(({ glyphs }) => findAll(glyphs, /784[-.–—]?\d{4}[-.–—]?\d{7}[-.–—]?\d/dg))
  const digits = (text: string) => text.replace(/\D/g, '')
  const found = all.find(({ text }) => isLuhn(digits(text))) ?? all[0]
  if (!found) return null
  const number = digits(found.text)
  const value = [number.slice(0, 3), number.slice(3, 7), number.slice(7, 14), number.slice(14)].join('-')
  return { value, runs: [found.glyphs], raw: found.text }
}

/** Day first, as the Emirates print dates. */
const readDay = readPattern(/\d{2}[/.-]\d{2}[/.-]\d{4}/, { write: (text) => parseWrittenDate(text) })

/**
 * A capital inside a word that has small letters: one whose shape small letters share was misread by its height, any other begins a word whose blank was lost.
 */
const withCase = (text: string) =>
  text
    .replace(/(?<=\p{Ll}{2})(?=[ABDEFGHIJKLMNPQRTUY]\p{Ll})/gu, ' ')
    .replace(/\p{Lu}[\p{L}]*\p{Ll}[\p{L}]*/gu, (word) => word[0] + word.slice(1).toLowerCase())

/** Latin words; Arabic print, which the engine reads as signs of other scripts, stands in a line of its own. */
const readLatin: Reader = readPattern(/[A-Za-z][A-Za-z'.-]*(?: [A-Za-z][A-Za-z'.-]*)*/, {
  blanks: true,
  write: withCase,
})

const form = defineForm({
  labels: {
    number: ['ID Number', 'Identity Number'],
    name: ['Name'],
    birth: ['Date of Birth'],
    nationality: ['Nationality'],
    issue: ['Issuing Date', 'Issue Date'],
    expiry: ['Expiry Date', 'Date of Expiry'],
    sex: ['Sex'],
    card: ['Resident Identity Card', 'Identity Card'],
  },
  fields: [
    { key: 'id_number', otherwise: idNumber },
    { key: 'name', label: 'name', read: readLatin, stands: 'right' },
    { key: 'nationality', label: 'nationality', read: readLatin, stands: 'right' },
    {
      key: 'sex',
      label: 'sex',
      read: readPattern(/^[:.]?([MF])/),
      stands: 'right',
      look: { signs: 1, alphabet: ':MF' },
    },
    { key: 'birth_date', label: 'birth', read: readDay },
    { key: 'expiry_date', label: 'expiry', read: readDay },
  ],
})

type Label = keyof typeof form.labels

const nameLabel = 'الاسم'
const nationalityLabel = 'الجنسية'
/** Labels that end a value in their line. */
const endings = [nameLabel, nationalityLabel, 'تاريخ', 'الجنس', 'رقم']

/** The Arabic name stands right above the Latin one on every generation of the card. */
function placeOfName(open: OpenForm<Label>, rows: readonly ArabicRow[]): Box | null {
  const hit = hitOf(open, { label: 'name' })
  if (!hit) return null
  const right = Math.max(hit.right, ...rows.map((row) => row.right), ...hit.row.glyphs.map((glyph) => glyph.right))
  const height = heightOf(hit)
  const row = rows.findLast((other) => {
    const distance = middleOf(hit) - middleOf(other)
    return distance > 0.6 * height && distance < 3.2 * height
  })
  const [top, bottom] = row ? [row.top - 0.3 * height, row.bottom + 0.2 * height] : [hit.top - 2.6 * height, hit.top]
  return { left: hit.left - height, right: right + height, top, bottom }
}

const confidenceOfName = (name: ArabicValue | null) =>
  name ? Math.min(...name.words.map(({ word }) => word.confidence)) : 0

/** The name as it was read with everything else, or closer where it is missing, torn or doubtful. */
async function arabicName(page: TextPage, open: OpenForm<Label>, rows: readonly ArabicRow[]) {
  const first = valueAfter(rows, nameLabel, endings)
  if (first && !first.cut && confidenceOfName(first) > 0.8) return first
  const place = placeOfName(open, rows)
  const closer = place ? await arabicRows(page, place) : []
  const second = valueAfter(closer, nameLabel, endings)
  const labelled =
    second && (!first || first.cut || confidenceOfName(second) > confidenceOfName(first)) ? second : first
  // Without its label it is the only line there; what is left of the label is one word.
  const [only, more] = closer
  return labelled ?? (only && !more && only.words.length > 2 ? valueBehindFirst(only) : null)
}

async function arabicFields(
  page: TextPage,
  open: OpenForm<Label>,
  rows: readonly ArabicRow[],
  known: readonly Field[],
) {
  const fields: Field[] = []
  const name = await arabicName(page, open, rows)
  if (name) fields.push(arabicField('name_arabic', name.text, name, page))
  const country = valueAfter(rows, nationalityLabel, endings)
  const latin = known.find(({ key }) => key === 'nationality')?.value ?? null
  if (country) {
    const value = arabicCountryName(country.text, latin)
    fields.push(arabicField('nationality_arabic', value, country, page))
  }
  return fields
}

/** Kind `emirates-id-front`: the Latin fields by their labels, and name and nationality in Arabic by theirs. */
export const extractEmiratesIdFront = onBestPage(async (page: TextPage, context: PageContext) => {
  const rows = await arabicRows(page)
  const open = openForm(withoutArabic(page, rows), form)
  const fields = await readForm(open, form)
  if (rows.length === 0) return { fields }
  return {
    fields: [...fields, ...(await arabicFields(page, open, rows, fields))],
    lines: withArabicLines(context, rows, page),
  }
})

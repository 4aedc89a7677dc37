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
import { arabicCountryName, latinCountryName, missingLetters } from './arabic-countries.ts'
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

/** Signs that are read in Arabic print are believed less than this. */
const doubtful = 0.85

/** A state's name with its glyphs, without what was read in the Arabic print behind it. */
const readCountry: Reader = (runs) => {
  const found = readLatin(runs)
  const country = found?.value ? latinCountryName(found.value) : null
  if (!found || !country) return found
  const glyphs = found.runs.flat()
  const end = glyphs.length - country.rest
  const rest = glyphs.slice(end)
  const mean = rest.reduce((sum, { character }) => sum + character.confidence, 0) / rest.length
  // A longer name than the list has it (Iran, Islamic Republic of) stays whole.
  if (rest.length > 3 && mean > doubtful) return found
  return { ...found, value: country.name, runs: [glyphs.slice(0, end)] }
}

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
    { key: 'nationality', label: 'nationality', read: readCountry, stands: 'right' },
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

const worth = (value: ArabicValue | null) =>
  value ? Math.min(...value.words.map(({ word }) => word.confidence)) - (value.cut ? 0.3 : 0) : 0

/** Arabic of which every word is surer than this is read right. */
const sureEnough = 0.85

/** The name as it was read with everything else, or closer where it is missing, torn or doubtful. */
async function arabicName(page: TextPage, open: OpenForm<Label>, rows: readonly ArabicRow[]) {
  const first = valueAfter(rows, nameLabel, endings)
  const place = placeOfName(open, rows)
  if (worth(first) > sureEnough || !place) return first
  const closer = (await arabicRows(page, place)).filter(
    (row) => middleOf(row) > place.top && middleOf(row) < place.bottom,
  )
  const second = valueAfter(closer, nameLabel, endings)
  const best = worth(second) > worth(first) ? second : first
  // Without its label it is the only line there; what is left of the label is one word.
  const [only, more] = closer
  return best ?? (only && !more && only.words.length > 2 ? valueBehindFirst(only) : null)
}

/** The nationality's row closer, where no state's name was read. */
async function arabicCountry(page: TextPage, open: OpenForm<Label>, rows: readonly ArabicRow[], latin: string | null) {
  const first = valueAfter(rows, nationalityLabel, endings)
  const hit = hitOf(open, { label: 'nationality' })
  if (!hit || (first && arabicCountryName(first.text, latin).known)) return first
  const height = heightOf(hit)
  const right = Math.max(hit.right, ...rows.map((row) => row.right))
  const place = { left: hit.left - height, right: right + height, top: hit.top - height, bottom: hit.bottom + height }
  const second = valueAfter(await arabicRows(page, place), nationalityLabel, endings)
  return second && arabicCountryName(second.text, latin).known ? second : (first ?? second)
}

/** A `g` that may be a `q` is one where the Arabic name has ق in its place: the two look alike in small print. */
function withQ(field: Field, name: ArabicValue): Field {
  if (field.value === null || !field.value.includes('g')) return field
  const arabic = name.text.split(' ')
  const words = field.value.split(' ').map((word, index) => {
    const said = arabic[index] ?? ''
    return said.includes('ق') && !/[غج]/u.test(said) ? word.replace(/g(?!h)/, 'q') : word
  })
  return { ...field, value: words.join(' ') }
}

function countryField(country: ArabicValue, latin: string | null, page: TextPage): Field {
  const { name } = arabicCountryName(country.text, latin)
  return arabicField('nationality_arabic', name, country, page, missingLetters(country.text, name) ?? undefined)
}

/** The fields with those in Arabic, and with what these say of the Latin ones. */
async function withArabicFields(
  page: TextPage,
  open: OpenForm<Label>,
  rows: readonly ArabicRow[],
  fields: readonly Field[],
): Promise<Field[]> {
  const name = await arabicName(page, open, rows)
  const latin = fields.find(({ key }) => key === 'nationality')?.value ?? null
  const country = await arabicCountry(page, open, rows, latin)
  return [
    ...fields.map((field) => (field.key === 'name' && name ? withQ(field, name) : field)),
    ...(name ? [arabicField('name_arabic', name.text, name, page)] : []),
    ...(country ? [countryField(country, latin, page)] : []),
  ]
}

/** Kind `emirates-id-front`: the Latin fields by their labels, and name and nationality in Arabic by theirs. */
export const extractEmiratesIdFront = onBestPage(async (page: TextPage, context: PageContext) => {
  const rows = await arabicRows(page)
  const open = openForm(withoutArabic(page, rows), form)
  const fields = await readForm(open, form)
  if (rows.length === 0) return { fields }
  return {
    fields: await withArabicFields(page, open, rows, fields),
    lines: withArabicLines(context, rows, page),
  }
})

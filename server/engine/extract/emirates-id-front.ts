import { isLuhn } from '../../contract/checks/luhn.ts'
import { defineForm, formExtractor, type OpenForm } from './form.ts'
import { readPattern, type Found, type Reader } from './readers.ts'
import { parseWrittenDate } from '../../contract/checks/dates.ts'
import { findAll } from './spelling.ts'

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

/** A capital inside a word that has small letters was misread by its height: O, S and the like have one shape. */
const withCase = (text: string) =>
  text.replace(/\p{Lu}[\p{L}]*\p{Ll}[\p{L}]*/gu, (word) => word[0] + word.slice(1).toLowerCase())

/** Latin words; Arabic print, which the engine reads as signs of other scripts, stands in a line of its own. */
const readLatin: Reader = readPattern(/[A-Za-z][A-Za-z'.-]*(?: [A-Za-z][A-Za-z'.-]*)*/, {
  blanks: true,
  write: withCase,
})

/** Front of the Emirates ID. The Arabic fields stay absent: the engine's models have no Arabic. */
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

/** Kind `emirates-id-front`. */
export const extractEmiratesIdFront = formExtractor(form)

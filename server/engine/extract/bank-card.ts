import { isLuhn } from '../../contract/checks/luhn.ts'
import { parseWrittenMonth } from '../../contract/checks/written-values.ts'
import { defineForm, formExtractor, type OpenForm } from './form.ts'
import { readPattern, type Found } from './readers.ts'
import { findAll, findFirst } from './spelling.ts'
import { splitAtGaps, textOf, type Glyph } from './text-stream.ts'

/** The longest row of digits on the card: 13 to 19 of them (ISO/IEC 7812-1), one that satisfies Luhn before others. */
function cardNumber({ page }: OpenForm): Found | null {
  const found = page.rows
    .flatMap(({ glyphs }) => splitAtGaps(glyphs, 4))
    .flatMap((run) => findAll(run, /\d{13,19}/dg))
    .toSorted(
      (first, second) =>
        Number(isLuhn(second.text)) - Number(isLuhn(first.text)) || second.text.length - first.text.length,
    )[0]
  return found ? { value: found.text, runs: [found.glyphs], raw: textOf(found.glyphs) } : null
}

function bankName({ page }: OpenForm): Found | null {
  for (const row of page.rows) {
    for (const run of splitAtGaps(row.glyphs, 2)) {
      const found = findFirst(run, /\p{Script=Han}{2,12}(?:银行|信用社|信用联社|农商行)/dgu)
      if (found) return { value: found.text, runs: [found.glyphs] }
    }
  }
  for (const row of page.rows) {
    for (const run of splitAtGaps(row.glyphs, 3)) {
      const found = findFirst(run, /(?:[A-Z]+ )*BANK(?: OF)?(?: [A-Z]+)*/dg, { blanks: true })
      if (found && found.text.length > 4) return { value: found.text, runs: [found.glyphs] }
    }
  }
  return null
}

const schemes: readonly (readonly [string, RegExp])[] = [
  ['UnionPay', /银联|Union\s?Pay/dgi],
  ['VISA', /VISA/dgi],
  ['MasterCard', /Master\s?Card/dgi],
  ['JCB', /JCB/dg],
  ['American Express', /American\s?Express/dgi],
]

function scheme({ page }: OpenForm): Found | null {
  for (const { glyphs } of page.rows) {
    for (const [value, pattern] of schemes) {
      const found = findFirst(glyphs, pattern)
      if (found) return { value, runs: [found.glyphs], raw: found.text }
    }
  }
  return null
}

const notNames =
  /BANK|CARD|VALID|THRU|GOOD|FROM|MONTH|YEAR|VISA|UNION|PAY|DEBIT|CREDIT|PLATINUM|GOLD|WORLD|SPECIMEN|MASTER|EXPIRES|DATE|MEMBER|SINCE|ATM/i

/** Words in capitals below the number. */
function cardHolder(form: OpenForm): Found | null {
  const number = cardNumber(form)
  const bottom = Math.max(...(number?.runs.flat().map((glyph) => glyph.bottom) ?? [0]))
  for (const row of form.page.rows.filter(({ top }) => top >= bottom - 2)) {
    for (const run of splitAtGaps(row.glyphs, 2)) {
      const text = textOf(run)
      if (/^[A-Z][A-Z.'-]*(?: [A-Z][A-Z.'-]*){0,4}$/.test(text) && text.length > 3 && !notNames.test(text))
        return { value: text, runs: [run] }
    }
  }
  return null
}

const readMonth = readPattern(/(?:0?[1-9]|1[0-2])[/-](?:20)?\d{2}/, { write: parseWrittenMonth })

/** The months on the card that no label claims: the later one is the expiry, the earlier the issue. */
function loneMonth({ page }: OpenForm): Found | null {
  const found = page.rows.flatMap(({ glyphs }) => findAll(glyphs, /(?<![\d/])(?:0[1-9]|1[0-2])\/\d{2}(?![\d/])/dg))
  const last = found.toSorted((first, second) => Number(second.text.slice(3)) - Number(first.text.slice(3)))[0]
  return last ? { value: last.text, runs: [last.glyphs] as Glyph[][] } : null
}

/** The front of a bank card: it has few labels, the patterns of its values say what they are. */
const form = defineForm({
  labels: {
    expiry: ['VALID THRU', 'GOOD THRU', 'VALID THRU MONTH YEAR', 'EXPIRES END', 'EXPIRY DATE', '有效期', '有效期至'],
    issue: ['VALID FROM', 'MEMBER SINCE', 'ISSUE DATE', '发卡日期'],
    holder: ['CARD HOLDER', 'CARDHOLDER NAME', '持卡人'],
  },
  fields: [
    { key: 'card_number', otherwise: cardNumber },
    { key: 'bank_name', otherwise: bankName },
    { key: 'card_type', otherwise: scheme },
    { key: 'issue_date', label: 'issue', read: readMonth },
    { key: 'expiry_date', label: 'expiry', read: readMonth, otherwise: loneMonth },
    { key: 'card_holder', otherwise: cardHolder },
  ],
})

/** Kind `bank-card`. */
export const extractBankCard = formExtractor(form)

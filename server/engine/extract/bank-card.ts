import { parseWrittenMonth } from '../../contract/checks/written-values.ts'
import { cardNumber, checkedNumber } from './bank-card-number.ts'
import { openCardAround, regionOf } from './card-place.ts'
import { defineForm, onBestPage, openForm, readForm, type OpenForm } from './form.ts'
import { around, cornersAlong, heightOf, quadAround } from './geometry.ts'
import { readPattern, type Found } from './readers.ts'
import { findAll, findFirst, type SpelledMatch } from './spelling.ts'
import { splitAtGaps, textOf, type Glyph } from './text-stream.ts'

const chineseBank =
  /\p{Script=Han}{2,12}?(?:银行|信用合作联社|信用合作社|信用社联合社|信用联社|信用社|农商行)(?!卡|业务)/dgu

/** The bank's name in the largest print that holds one; in Latin letters where no Chinese one is there. */
function bankName({ page }: OpenForm): Found | null {
  const chinese = page.rows
    .flatMap(({ glyphs }) => splitAtGaps(glyphs, 2))
    .flatMap((run) => findAll(run, chineseBank))
    .toSorted((first, second) => heightOf(around(second.glyphs)) - heightOf(around(first.glyphs)))[0]
  if (chinese) return { value: chinese.text, runs: [chinese.glyphs] }
  for (const row of page.rows) {
    for (const run of splitAtGaps(row.glyphs, 3)) {
      const found = findFirst(run, /(?:[A-Z]+ )*B ?A ?N ?K(?: OF)?(?: [A-Z]+)*/dg, { blanks: true })
      // Letters of a wide print that were read apart.
      if (found && found.text.length > 4)
        return { value: found.text.replace(/B ?A ?N ?K/, 'BANK'), runs: [found.glyphs] }
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

/** What is guessed sign by sign is small print or an embossed label, no name. */
const isLegible = (run: readonly Glyph[]) =>
  run.reduce((sum, { character }) => sum + character.confidence, 0) > 0.7 * run.length

/** Words in capitals below the number. */
function cardHolder(form: OpenForm): Found | null {
  const number = cardNumber(form)
  const bottom = Math.max(...(number?.runs.flat().map((glyph) => glyph.bottom) ?? [0]))
  for (const row of form.page.rows.filter(({ top }) => top >= bottom - 2)) {
    for (const run of splitAtGaps(row.glyphs, 2)) {
      const text = textOf(run)
      if (/^[A-Z][A-Z.'-]*(?: [A-Z][A-Z.'-]*){0,4}$/.test(text) && text.length > 3 && !notNames.test(text))
        if (isLegible(run)) return { value: text, runs: [run] }
    }
  }
  return null
}

const readMonth = readPattern(/(?:0?[1-9]|1[0-2])[/-](?:20)?\d{2}/, { write: parseWrittenMonth })

const monthAlone = /(?<![\d/])(?:0[1-9]|1[0-2])\/(?:20)?\d{2}(?![\d/])/dg

/** The months on the card, the earliest first. Two of them stand side by side in one row, too far apart to be one run. */
function months({ page }: OpenForm): SpelledMatch[] {
  const yearFirst = ({ text }: SpelledMatch) => text.slice(-2) + text.slice(0, 2)
  return page.rows
    .flatMap(({ glyphs }) => splitAtGaps(glyphs, 1))
    .flatMap((run) => findAll(run, monthAlone))
    .toSorted((first, second) => yearFirst(first).localeCompare(yearFirst(second)))
}

const foundMonth = (match: SpelledMatch | undefined): Found | null =>
  match
    ? { value: parseWrittenMonth(match.text) ?? match.text, runs: [match.glyphs] as Glyph[][], raw: match.text }
    : null

/** Of the months that no label claims the later one is the expiry, the earlier, where there are two, the issue. */
const loneExpiry = (form: OpenForm): Found | null => foundMonth(months(form).at(-1))

function loneIssue(form: OpenForm): Found | null {
  const [first, second] = months(form)
  return second && second.text !== first!.text ? foundMonth(first) : null
}

/** The front of a bank card: it has few labels, the patterns of its values say what they are. */
const form = defineForm({
  labels: {
    expiry: ['VALID THRU', 'GOOD THRU', 'VALID THRU MONTH YEAR', 'EXPIRES END', 'EXPIRY DATE', '有效期', '有效期至'],
    issue: ['VALID FROM', 'MEMBER SINCE', 'ISSUE DATE', '发卡日期'],
    holder: ['CARD HOLDER', 'CARDHOLDER NAME', '持卡人'],
  },
  fields: [
    { key: 'card_number', otherwise: checkedNumber },
    { key: 'bank_name', otherwise: bankName },
    { key: 'card_type', otherwise: scheme },
    { key: 'issue_date', label: 'issue', read: readMonth, otherwise: loneIssue },
    { key: 'expiry_date', label: 'expiry', read: readMonth, otherwise: loneExpiry },
    { key: 'card_holder', otherwise: cardHolder },
  ],
})

/** Kind `bank-card`. */
export const extractBankCard = onBestPage(async (_, context) => {
  const { page, outline } = await openCardAround(context, (whole) =>
    (cardNumber(openForm(whole, form))?.runs ?? []).map((run) =>
      quadAround(run.map(({ character }) => character.quad)),
    ),
  )
  const quad = outline && cornersAlong(outline, page.frame.angle)
  return {
    fields: await readForm(openForm(page, form), form),
    regions: quad ? [regionOf('card', page.index, quad)] : [],
  }
})

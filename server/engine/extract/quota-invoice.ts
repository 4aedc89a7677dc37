import { inAnyRow } from './cards.ts'
import { defineForm, formExtractor, type OpenForm } from './form.ts'
import { readMoney, readPattern, type Found } from './readers.ts'
import { findAll } from './spelling.ts'
import { splitAtGaps } from './text-stream.ts'
import { readAmountWords } from './vat-totals.ts'

/** Figures with a currency's sign or word, or with two places: codes and numbers have neither. */
function figures({ page }: OpenForm<'code' | 'number' | 'title' | 'date'>): Found | null {
  for (const run of page.rows.flatMap(({ glyphs }) => splitAtGaps(glyphs, 1.2))) {
    for (const { glyphs } of findAll(run, /[¥￥]\d[\d,]*(?:\.\d{1,2})?|\d[\d,]*\.\d{2}元?|(?<!\d)\d{1,4}元/dg)) {
      const found = readMoney([glyphs])
      if (found) return found
    }
  }
  return null
}

/** A pre-printed invoice of a fixed amount: code, number, and the amount in words in the middle. */
const form = defineForm({
  labels: {
    code: ['发票代码'],
    number: ['发票号码'],
    title: ['通用定额发票', '定额发票', '发票联'],
    date: ['开票日期'],
  },
  fields: [
    { key: 'invoice_code', label: 'code', read: readPattern(/\d{10,12}/) },
    { key: 'invoice_number', label: 'number', read: readPattern(/\d{8}/) },
    { key: 'amount_words', otherwise: inAnyRow(readAmountWords) },
    { key: 'amount', otherwise: figures },
  ],
})

/** Kind `quota-invoice`. */
export const extractQuotaInvoice = formExtractor(form)

import { inAnyRow } from './cards.ts'
import { defineForm, onBestPage, openForm, readForm, type OpenForm } from './form.ts'
import { invoiceCodeDetails } from './invoice-code.ts'
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
    {
      key: 'invoice_code',
      label: 'code',
      read: readPattern(/\d{12}|\d{10}/),
      otherwise: inAnyRow(readPattern(/(?<!\d)\d{12}(?!\d)/)),
    },
    {
      key: 'invoice_number',
      label: 'number',
      read: readPattern(/\d{8}/),
      otherwise: inAnyRow(readPattern(/(?<!\d)\d{8}(?!\d)/)),
    },
    { key: 'amount_words', otherwise: inAnyRow(readAmountWords) },
    { key: 'amount', otherwise: figures },
  ],
})

/** Kind `quota-invoice`. What the code says is written beside it, in the place of the code. */
export const extractQuotaInvoice = onBestPage(async (page) => {
  const fields = await readForm(openForm(page, form), form)
  const code = fields.find(({ key }) => key === 'invoice_code')
  const details = code?.value ? invoiceCodeDetails(code.value) : null
  if (code && details !== null) fields.push({ ...code, key: 'code_details', value: details })
  return { fields }
})

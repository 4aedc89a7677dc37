import { parseAmountWords } from '../../contract/checks/amount-words.ts'
import { readCreditCode } from './business-licence.ts'
import { defineForm, formExtractor, type FormField, type OpenForm } from './form.ts'
import { heightOf, middleOf } from './geometry.ts'
import { readDate, readMoney, readName, readPattern, type Found, type Reader } from './readers.ts'
import { findAll } from './spelling.ts'
import { textOf } from './text-stream.ts'

type Label =
  | 'code'
  | 'number'
  | 'date'
  | 'check'
  | 'name'
  | 'taxId'
  | 'address'
  | 'bank'
  | 'words'
  | 'figures'
  | 'payee'
  | 'reviewer'
  | 'drawer'
  | 'sum'
  | 'buyer'
  | 'seller'
  | 'rate'
  | 'remarks'

/** An amount in words, the formal signs alone; what the engine misread by one sign of look is put right where it still is an amount. */
export const readAmountWords: Reader = (runs) => {
  for (const run of runs) {
    for (const { text, glyphs } of findAll(run, /[零壹贰叁肆伍陆柒捌玖拾佰仟万亿圆元角分整正弍弐参捌两]+/dgu)) {
      if (text.length >= 2 && parseAmountWords(text) !== null) return { value: text, runs: [glyphs] }
    }
  }
  return null
}

/**
 * The sums without tax and of the tax: the row that begins 合计 (its signs stand far apart) has both at its end; of an invoice with a discount the last
 * row of amounts above the total in words.
 */
function sums({ page, hits }: OpenForm<Label>): { net: Found; tax: Found | null } | null {
  const words = hits.find(({ key }) => key === 'words')
  const rows = page.rows.filter(
    (row) => !words || (middleOf(row) < middleOf(words) && middleOf(row) > middleOf(words) - 8 * heightOf(words)),
  )
  for (const row of rows.toReversed()) {
    const amounts = findAll(row.glyphs, /[¥￥Y]-?\d[\d,]*\.\d{2}/dg).flatMap(({ glyphs }) => readMoney([glyphs]) ?? [])
    if (amounts.length >= 2) return { net: amounts.at(-2)!, tax: amounts.at(-1)! }
    if (amounts.length === 1) return { net: amounts[0]!, tax: null }
  }
  // The currency's sign was lost: 合 and 计 begin the row.
  for (const row of rows) {
    if (!textOf(row.glyphs).replaceAll(' ', '').startsWith('合计')) continue
    const amounts = findAll(row.glyphs, /\d[\d,]*\.\d{2}/dg).flatMap(({ glyphs }) => readMoney([glyphs]) ?? [])
    if (amounts.length >= 2) return { net: amounts.at(-2)!, tax: amounts.at(-1)! }
  }
  return null
}

function party(side: 'buyer' | 'seller'): FormField<Label>[] {
  // The buyer stands above the total in words, the seller below it.
  const place =
    side === 'buyer' ? ({ pick: 'upper', above: 'words' } as const) : ({ pick: 'lower', below: 'words' } as const)
  return [
    { key: `${side}_name`, label: 'name', ...place, stands: 'right', gap: 3 },
    {
      key: `${side}_tax_id`,
      label: 'taxId',
      ...place,
      stands: 'right',
      gap: 4,
      read: (runs) => readCreditCode(runs) ?? readPattern(/[0-9A-Z]{15,20}/)(runs),
    },
    { key: `${side}_address_phone`, label: 'address', ...place, stands: 'right', gap: 5 },
    { key: `${side}_bank_account`, label: 'bank', ...place, stands: 'right', gap: 5 },
  ]
}

/** The VAT invoice on paper and its electronic copy in the same layout (税总 2014). */
const form = defineForm<Label>({
  labels: {
    code: ['发票代码'],
    number: ['发票号码'],
    date: ['开票日期'],
    check: ['校验码'],
    // 名 and 称 are printed far apart.
    name: ['名称', '称'],
    taxId: ['纳税人识别号', '统一社会信用代码/纳税人识别号'],
    address: ['地址、电话', '地址电话'],
    bank: ['开户行及账号', '开户行及帐号'],
    words: ['价税合计(大写)', '价税合计'],
    figures: ['(小写)', '小写'],
    payee: ['收款人'],
    reviewer: ['复核', '复核人'],
    drawer: ['开票人'],
    sum: ['合计'],
    buyer: ['购买方'],
    seller: ['销售方', '销售方(章)'],
    rate: ['货物或应税劳务、服务名称', '规格型号'],
    remarks: ['备注'],
  },
  fields: [
    { key: 'invoice_code', label: 'code', read: readPattern(/\d{10,12}/), stands: 'right' },
    { key: 'invoice_number', label: 'number', read: readPattern(/\d{8,20}/), stands: 'right' },
    { key: 'invoice_date', label: 'date', read: readDate, stands: 'right', gap: 4 },
    { key: 'check_code', label: 'check', read: readPattern(/\d{5,20}/), stands: 'right', gap: 4 },
    ...party('buyer'),
    ...party('seller'),
    { key: 'amount_without_tax', otherwise: (form) => sums(form)?.net ?? null },
    { key: 'tax_amount', otherwise: (form) => sums(form)?.tax ?? null },
    { key: 'total_amount', label: 'figures', read: readMoney, stands: 'right' },
    { key: 'total_amount_words', label: 'words', read: readAmountWords, stands: 'right', gap: 6 },
    { key: 'payee', label: 'payee', read: readName, stands: 'right' },
    { key: 'reviewer', label: 'reviewer', read: readName, stands: 'right' },
    { key: 'drawer', label: 'drawer', read: readName, stands: 'right' },
  ],
})

/** Kind `vat-invoice`. */
export const extractVatInvoice = formExtractor(form)

import { inAnyRow } from './cards.ts'
import { defineForm, formExtractor, hitOf, valueRuns, type OpenForm } from './form.ts'
import { readDate, readMoney, readPattern, type Found } from './readers.ts'
import { readTaxId } from './vat-parties.ts'

type Label =
  | 'code'
  | 'number'
  | 'machine'
  | 'device'
  | 'seller'
  | 'sellerTaxId'
  | 'taxId'
  | 'date'
  | 'cashier'
  | 'buyer'
  | 'buyerTaxId'
  | 'items'
  | 'total'
  | 'words'
  | 'check'

/** The tax number that belongs to a party: the one under its name, where the label itself does not say whose it is. */
function taxIdOf(form: OpenForm<Label>, side: 'seller' | 'buyer'): Found | null {
  const { page, hits } = form
  const name = hitOf(form, { label: side })
  const other = hitOf(form, { label: side === 'seller' ? 'buyer' : 'seller' })
  const after = (hit: { top: number }) =>
    name !== undefined && hit.top > name.top && (other === undefined || other.top < name.top || hit.top < other.top)
  const own = hits.filter(({ key }) => key === 'taxId').toSorted((first, second) => first.top - second.top)
  // One number alone is the seller's, wherever it stands.
  const hit = own.find(after) ?? (side === 'seller' ? own[0] : undefined)
  if (!hit || (side === 'buyer' && !name)) return null
  const rows = page.rows.filter(
    (row) => row === hit.row || (row.top > hit.top && row.top < hit.bottom + 1.5 * (hit.bottom - hit.top)),
  )
  return readTaxId(rows.map(({ glyphs }, index) => (index === 0 ? glyphs.slice(hit.to) : glyphs)))
}

/** The VAT invoice on a roll: the seller's lines come first, the buyer's after them. */
const form = defineForm<Label>({
  labels: {
    code: ['发票代码'],
    number: ['发票号码'],
    machine: ['机打号码'],
    device: ['机器编号'],
    seller: ['销售方名称', '销货方名称', '收款单位'],
    sellerTaxId: ['销售方税号', '销售方纳税人识别号', '销售方识别号'],
    taxId: ['纳税人识别号', '统一社会信用代码/纳税人识别号', '税号'],
    date: ['开票日期'],
    cashier: ['收款员', '收款人', '开票人'],
    buyer: ['购买方名称', '购货方名称', '付款单位'],
    buyerTaxId: ['购买方税号', '购买方纳税人识别号', '购买方识别号'],
    items: ['项目', '单价', '数量', '金额'],
    total: ['合计金额(小写)', '合计金额小写', '小写', '价税合计', '金额合计(小写)', '总计'],
    words: ['合计金额(大写)', '合计金额大写', '大写', '合计大写', '金额合计(大写)'],
    check: ['校验码'],
  },
  fields: [
    {
      key: 'invoice_code',
      label: 'code',
      read: readPattern(/\d{12}|\d{10}/),
      otherwise: inAnyRow(readPattern(/(?<!\d)0\d{11}(?!\d)/)),
    },
    { key: 'invoice_number', label: 'number', read: readPattern(/\d{8}/) },
    { key: 'invoice_date', label: 'date', read: readDate, otherwise: inAnyRow(readDate) },
    {
      key: 'check_code',
      label: 'check',
      read: readPattern(/\d{20}/),
      otherwise: inAnyRow(readPattern(/(?<!\d)\d{20}(?!\d)/)),
    },
    { key: 'seller_name', label: 'seller', lines: 2, wraps: true },
    {
      key: 'seller_tax_id',
      label: 'sellerTaxId',
      read: readTaxId,
      otherwise: (open) => taxIdOf(open, 'seller'),
    },
    { key: 'buyer_name', label: 'buyer', lines: 2, wraps: true },
    {
      key: 'buyer_tax_id',
      label: 'buyerTaxId',
      read: readTaxId,
      otherwise: (open) => taxIdOf(open, 'buyer'),
    },
    {
      key: 'total_amount',
      label: 'total',
      read: readMoney,
      otherwise: (open) => readMoney(valueRuns(open, { key: 'total_amount', label: 'total', pick: 'lower', gap: 8 })),
    },
  ],
})

/** Kind `vat-roll-invoice`. */
export const extractVatRollInvoice = formExtractor(form)

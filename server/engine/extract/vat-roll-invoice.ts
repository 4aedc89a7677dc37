import { readCreditCode } from './business-licence.ts'
import { defineForm, formExtractor } from './form.ts'
import { readDate, readMoney, readPattern, type Reader } from './readers.ts'

const readTaxId: Reader = (runs) => readCreditCode(runs) ?? readPattern(/[0-9A-Z]{15,20}/)(runs)

/** The VAT invoice on a roll: the seller's lines come first, the buyer's after them. */
const form = defineForm({
  labels: {
    code: ['发票代码'],
    number: ['发票号码'],
    machine: ['机打号码'],
    device: ['机器编号'],
    seller: ['销售方名称'],
    taxId: ['纳税人识别号', '统一社会信用代码/纳税人识别号', '税号'],
    date: ['开票日期'],
    cashier: ['收款员', '收款人'],
    buyer: ['购买方名称'],
    items: ['项目', '单价', '数量', '金额'],
    total: ['合计金额(小写)', '合计金额小写', '小写'],
    words: ['合计金额(大写)', '合计金额大写', '大写'],
    check: ['校验码'],
  },
  fields: [
    { key: 'invoice_code', label: 'code', read: readPattern(/\d{10,12}/) },
    { key: 'invoice_number', label: 'number', read: readPattern(/\d{8}/) },
    { key: 'invoice_date', label: 'date', read: readDate },
    { key: 'check_code', label: 'check', read: readPattern(/\d{16,20}/) },
    { key: 'seller_name', label: 'seller', lines: 2 },
    { key: 'seller_tax_id', label: 'taxId', pick: 'upper', read: readTaxId },
    { key: 'buyer_name', label: 'buyer', lines: 2 },
    {
      key: 'buyer_tax_id',
      read: readTaxId,
      otherwise: async ({ page, hits }) => {
        // One number alone is the seller's.
        const own = hits.filter(({ key }) => key === 'taxId').toSorted((first, second) => first.top - second.top)
        const buyer = hits.find(({ key }) => key === 'buyer')
        const hit = own.at(-1)
        if (!hit || own.length < 2 || !buyer) return null
        const rows = page.rows.filter(
          (row) => row === hit.row || (row.top > hit.top && row.top < hit.bottom + 1.5 * (hit.bottom - hit.top)),
        )
        return readTaxId(rows.map(({ glyphs }, index) => (index === 0 ? glyphs.slice(hit.to) : glyphs)))
      },
    },
    { key: 'total_amount', label: 'total', read: readMoney },
  ],
})

/** Kind `vat-roll-invoice`. */
export const extractVatRollInvoice = formExtractor(form)

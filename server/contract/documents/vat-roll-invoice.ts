import { defineKind } from './definition.ts'

/** Source: canonical/documents.json, kind `vat-roll-invoice`. */
export default defineKind({
  kind: 'vat-roll-invoice',
  label: { en: 'VAT roll invoice', zh: '增值税发票卷票' },
  fields: [
    { key: 'invoice_code', label: { en: 'Invoice code', zh: '发票代码' }, type: 'text' },
    { key: 'invoice_number', label: { en: 'Invoice number', zh: '发票号码' }, type: 'text' },
    { key: 'invoice_date', label: { en: 'Invoice date', zh: '开票日期' }, type: 'date' },
    { key: 'check_code', label: { en: 'Check code', zh: '校验码' }, type: 'text', optional: true },
    { key: 'seller_name', label: { en: 'Seller name', zh: '销售方名称' }, type: 'text' },
    { key: 'seller_tax_id', label: { en: 'Seller taxpayer number', zh: '销售方税号' }, type: 'text', check: 'uscc' },
    { key: 'buyer_name', label: { en: 'Buyer name', zh: '购买方名称' }, type: 'text', optional: true },
    {
      key: 'buyer_tax_id',
      label: { en: 'Buyer taxpayer number', zh: '购买方税号' },
      type: 'text',
      check: 'uscc',
      optional: true,
    },
    { key: 'total_amount', label: { en: 'Total', zh: '总价' }, type: 'money' },
  ],
})

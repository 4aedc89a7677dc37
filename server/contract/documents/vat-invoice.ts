import { defineKind } from './definition.ts'

/** Source: canonical/documents.json, kind `vat-invoice`. */
export default defineKind({
  kind: 'vat-invoice',
  label: { en: 'VAT invoice', zh: '增值税发票' },
  cross: ['amounts-add-up', 'amount-words-agree'],
  fields: [
    { key: 'invoice_code', label: { en: 'Invoice code', zh: '发票代码' }, type: 'text' },
    { key: 'invoice_number', label: { en: 'Invoice number', zh: '发票号码' }, type: 'text' },
    { key: 'invoice_date', label: { en: 'Invoice date', zh: '开票日期' }, type: 'date' },
    { key: 'check_code', label: { en: 'Check code', zh: '校验码' }, type: 'text', optional: true },
    { key: 'buyer_name', label: { en: 'Buyer name', zh: '购买方名称' }, type: 'text' },
    {
      key: 'buyer_tax_id',
      label: { en: 'Buyer taxpayer number', zh: '购买方纳税人识别号' },
      type: 'text',
      check: 'uscc',
      optional: true,
    },
    {
      key: 'buyer_address_phone',
      label: { en: 'Buyer address and phone', zh: '购买方地址、电话' },
      type: 'text',
      optional: true,
    },
    {
      key: 'buyer_bank_account',
      label: { en: 'Buyer bank and account', zh: '购买方开户行及账号' },
      type: 'text',
      optional: true,
    },
    { key: 'seller_name', label: { en: 'Seller name', zh: '销售方名称' }, type: 'text' },
    {
      key: 'seller_tax_id',
      label: { en: 'Seller taxpayer number', zh: '销售方纳税人识别号' },
      type: 'text',
      check: 'uscc',
    },
    {
      key: 'seller_address_phone',
      label: { en: 'Seller address and phone', zh: '销售方地址、电话' },
      type: 'text',
      optional: true,
    },
    {
      key: 'seller_bank_account',
      label: { en: 'Seller bank and account', zh: '销售方开户行及账号' },
      type: 'text',
      optional: true,
    },
    { key: 'amount_without_tax', label: { en: 'Amount without tax', zh: '合计金额' }, type: 'money' },
    { key: 'tax_amount', label: { en: 'Tax', zh: '合计税额' }, type: 'money' },
    { key: 'total_amount', label: { en: 'Total incl. tax', zh: '价税合计（小写）' }, type: 'money' },
    {
      key: 'total_amount_words',
      label: { en: 'Total in words', zh: '价税合计（大写）' },
      type: 'text',
      check: 'cn-amount-words',
    },
    { key: 'payee', label: { en: 'Payee', zh: '收款人' }, type: 'text', optional: true },
    { key: 'reviewer', label: { en: 'Reviewer', zh: '复核' }, type: 'text', optional: true },
    { key: 'drawer', label: { en: 'Drawer', zh: '开票人' }, type: 'text', optional: true },
  ],
})

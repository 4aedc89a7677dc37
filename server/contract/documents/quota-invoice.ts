import { defineKind } from './definition.ts'

/** Source: canonical/documents.json, kind `quota-invoice`. */
export default defineKind({
  kind: 'quota-invoice',
  label: { en: 'Quota invoice', zh: '定额发票' },
  cross: ['amount-words-agree'],
  fields: [
    { key: 'invoice_code', label: { en: 'Invoice code', zh: '发票代码' }, type: 'text' },
    { key: 'invoice_number', label: { en: 'Invoice number', zh: '发票号码' }, type: 'text' },
    { key: 'amount_words', label: { en: 'Amount in words', zh: '大写金额' }, type: 'text', check: 'cn-amount-words' },
    { key: 'amount', label: { en: 'Amount', zh: '小写金额' }, type: 'money' },
    { key: 'code_details', label: { en: 'Code details', zh: '发票代码解析' }, type: 'text', optional: true },
  ],
})

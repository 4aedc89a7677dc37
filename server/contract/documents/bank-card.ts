import { defineKind } from './definition.ts'

/** Source: canonical/documents.json, kind `bank-card`. */
export default defineKind({
  kind: 'bank-card',
  label: { en: 'Bank card', zh: '银行卡' },
  regions: ['card'],
  fields: [
    { key: 'card_number', label: { en: 'Card number', zh: '卡号' }, type: 'text', check: 'luhn' },
    { key: 'bank_name', label: { en: 'Issuing bank', zh: '发卡行' }, type: 'text', optional: true },
    { key: 'card_type', label: { en: 'Card scheme', zh: '卡类别' }, type: 'text', optional: true },
    { key: 'issue_date', label: { en: 'Issue date', zh: '发卡日期' }, type: 'month', optional: true },
    { key: 'expiry_date', label: { en: 'Valid thru', zh: '有效期' }, type: 'month', optional: true },
    { key: 'card_holder', label: { en: 'Card holder', zh: '持卡人' }, type: 'text', optional: true },
  ],
})

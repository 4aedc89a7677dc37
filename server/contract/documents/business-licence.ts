import { defineKind } from './definition.ts'

/** Source: canonical/documents.json, kind `business-licence`. */
export default defineKind({
  kind: 'business-licence',
  label: { en: 'Business licence', zh: '营业执照' },
  cross: ['date-order'],
  regions: ['stamp', 'title', 'emblem', 'qr'],
  fields: [
    {
      key: 'credit_code',
      label: { en: 'Unified social credit code', zh: '统一社会信用代码' },
      type: 'text',
      check: 'uscc',
      optional: true,
    },
    { key: 'registration_number', label: { en: 'Registration number', zh: '注册号' }, type: 'text', optional: true },
    { key: 'name', label: { en: 'Name', zh: '名称' }, type: 'text' },
    { key: 'company_type', label: { en: 'Type', zh: '类型' }, type: 'text' },
    { key: 'address', label: { en: 'Domicile', zh: '住所' }, type: 'text' },
    { key: 'legal_person', label: { en: 'Legal representative', zh: '法定代表人' }, type: 'text' },
    { key: 'registered_capital', label: { en: 'Registered capital', zh: '注册资本' }, type: 'text', optional: true },
    { key: 'paid_in_capital', label: { en: 'Paid-in capital', zh: '实收资本' }, type: 'text', optional: true },
    { key: 'established_date', label: { en: 'Date of establishment', zh: '成立日期' }, type: 'date' },
    { key: 'valid_from', label: { en: 'Valid from', zh: '营业期限起' }, type: 'date', optional: true },
    {
      key: 'valid_to',
      label: { en: 'Valid to', zh: '营业期限止' },
      type: 'date',
      alternatives: ['长期'],
      optional: true,
    },
    { key: 'business_scope', label: { en: 'Business scope', zh: '经营范围' }, type: 'text' },
  ],
})

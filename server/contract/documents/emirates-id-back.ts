import { defineKind } from './definition.ts'

/** Source: canonical/documents.json, kind `emirates-id-back`. */
export default defineKind({
  kind: 'emirates-id-back',
  label: { en: 'Emirates ID, back', zh: '阿联酋身份证背面' },
  regions: ['card', 'mrz'],
  fields: [
    { key: 'card_number', label: { en: 'Card number', zh: '卡号' }, type: 'text' },
    { key: 'country_code', label: { en: 'Country code', zh: '国家码' }, type: 'text', optional: true },
    { key: 'mrz_line1', label: { en: 'MRZ line 1', zh: '第一行机器码' }, type: 'text' },
    { key: 'mrz_line2', label: { en: 'MRZ line 2', zh: '第二行机器码' }, type: 'text' },
    { key: 'mrz_line3', label: { en: 'MRZ line 3', zh: '第三行机器码' }, type: 'text' },
    { key: 'sex', label: { en: 'Sex', zh: '性别' }, type: 'enum', values: ['M', 'F'], optional: true },
    {
      key: 'birth_date',
      label: { en: 'Date of birth', zh: '出生日期' },
      type: 'date',
      check: 'mrz-check-digit',
      optional: true,
    },
    {
      key: 'expiry_date',
      label: { en: 'Expiry date', zh: '有效期' },
      type: 'date',
      check: 'mrz-check-digit',
      optional: true,
    },
  ],
})

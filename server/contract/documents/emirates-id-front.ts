import { defineKind } from './definition.ts'

/** Source: canonical/documents.json, kind `emirates-id-front`. */
export default defineKind({
  kind: 'emirates-id-front',
  label: { en: 'Emirates ID, front', zh: '阿联酋身份证正面' },
  regions: ['card', 'portrait'],
  fields: [
    { key: 'id_number', label: { en: 'ID number', zh: '身份证号' }, type: 'text', check: 'luhn' },
    { key: 'name', label: { en: 'Name', zh: '姓名' }, type: 'text' },
    { key: 'name_arabic', label: { en: 'Name in Arabic', zh: '阿拉伯语姓名' }, type: 'text', optional: true },
    { key: 'nationality', label: { en: 'Nationality', zh: '国籍' }, type: 'text' },
    {
      key: 'nationality_arabic',
      label: { en: 'Nationality in Arabic', zh: '阿拉伯语国籍' },
      type: 'text',
      optional: true,
    },
    { key: 'sex', label: { en: 'Sex', zh: '性别' }, type: 'enum', values: ['M', 'F'], optional: true },
    { key: 'birth_date', label: { en: 'Date of birth', zh: '出生日期' }, type: 'date', optional: true },
    { key: 'expiry_date', label: { en: 'Expiry date', zh: '有效期' }, type: 'date', optional: true },
  ],
})

import { defineKind } from './definition.ts'

/** Source: canonical/documents.json, kind `passport-cn`. */
export default defineKind({
  kind: 'passport-cn',
  label: { en: 'Chinese passport', zh: '中国护照' },
  cross: ['mrz-agrees', 'date-order'],
  regions: ['portrait', 'mrz'],
  fields: [
    { key: 'document_type', label: { en: 'Type', zh: '类型' }, type: 'text' },
    { key: 'country_code', label: { en: 'Country code', zh: '国家码' }, type: 'text' },
    {
      key: 'passport_number',
      label: { en: 'Passport number', zh: '护照号码' },
      type: 'text',
      check: 'mrz-check-digit',
    },
    { key: 'surname', label: { en: 'Surname', zh: '姓' }, type: 'text' },
    { key: 'given_name', label: { en: 'Given names', zh: '名' }, type: 'text' },
    { key: 'nationality', label: { en: 'Nationality', zh: '国籍' }, type: 'text' },
    { key: 'birth_date', label: { en: 'Date of birth', zh: '出生日期' }, type: 'date', check: 'mrz-check-digit' },
    { key: 'sex', label: { en: 'Sex', zh: '性别' }, type: 'enum', values: ['M', 'F', 'X'] },
    { key: 'issue_date', label: { en: 'Date of issue', zh: '签发日期' }, type: 'date' },
    { key: 'expiry_date', label: { en: 'Date of expiry', zh: '有效期至' }, type: 'date', check: 'mrz-check-digit' },
    { key: 'mrz_line1', label: { en: 'MRZ line 1', zh: '机读码第一行' }, type: 'text' },
    { key: 'mrz_line2', label: { en: 'MRZ line 2', zh: '机读码第二行' }, type: 'text' },
    { key: 'name_chinese', label: { en: 'Name in Chinese', zh: '中文姓名' }, type: 'text' },
    { key: 'birth_place', label: { en: 'Place of birth', zh: '出生地点' }, type: 'text' },
    { key: 'issue_place', label: { en: 'Place of issue', zh: '签发地点' }, type: 'text' },
    { key: 'issuing_authority', label: { en: 'Authority', zh: '签发机关' }, type: 'text' },
    { key: 'person_id', label: { en: 'Personal number', zh: '护照人身份ID' }, type: 'text', optional: true },
  ],
})

import { defineKind } from './definition.ts'

/** Source: canonical/documents.json, kind `id-card-front`. */
export default defineKind({
  kind: 'id-card-front',
  label: { en: 'Chinese ID card, portrait side', zh: '居民身份证（人像面）' },
  cross: ['cn-id-birth-date', 'cn-id-sex'],
  regions: ['card', 'portrait'],
  fields: [
    { key: 'name', label: { en: 'Name', zh: '姓名' }, type: 'text' },
    { key: 'sex', label: { en: 'Sex', zh: '性别' }, type: 'enum', values: ['男', '女'] },
    { key: 'ethnicity', label: { en: 'Ethnicity', zh: '民族' }, type: 'text' },
    { key: 'birth_date', label: { en: 'Date of birth', zh: '出生日期' }, type: 'date' },
    { key: 'address', label: { en: 'Address', zh: '住址' }, type: 'text' },
    { key: 'id_number', label: { en: 'ID number', zh: '公民身份号码' }, type: 'text', check: 'cn-id-checksum' },
  ],
})

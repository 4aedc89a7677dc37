import { defineKind } from './definition.ts'

/** Source: canonical/documents.json, kind `household-register`. */
export default defineKind({
  kind: 'household-register',
  label: { en: 'Household register page', zh: '常住人口登记卡' },
  cross: ['cn-id-birth-date', 'cn-id-sex'],
  regions: ['title', 'register-stamp', 'undertaker-stamp', 'invalid-stamp', 'other-stamp'],
  fields: [
    { key: 'name', label: { en: 'Name', zh: '姓名' }, type: 'text' },
    { key: 'relation', label: { en: 'Relation to head', zh: '户主或与户主关系' }, type: 'text' },
    { key: 'sex', label: { en: 'Sex', zh: '性别' }, type: 'enum', values: ['男', '女'] },
    { key: 'birth_place', label: { en: 'Place of birth', zh: '出生地' }, type: 'text', optional: true },
    { key: 'native_place', label: { en: 'Native place', zh: '籍贯' }, type: 'text', optional: true },
    { key: 'ethnicity', label: { en: 'Ethnicity', zh: '民族' }, type: 'text' },
    { key: 'birth_date', label: { en: 'Date of birth', zh: '出生日期' }, type: 'date' },
    { key: 'id_number', label: { en: 'ID number', zh: '公民身份证件编号' }, type: 'text', check: 'cn-id-checksum' },
  ],
})

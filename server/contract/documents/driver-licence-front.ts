import { defineKind } from './definition.ts'

/** Source: canonical/documents.json, kind `driver-licence-front`. */
export default defineKind({
  kind: 'driver-licence-front',
  label: { en: 'Driving licence, main page', zh: '驾驶证主页' },
  cross: ['date-order'],
  fields: [
    { key: 'licence_number', label: { en: 'Licence number', zh: '证号' }, type: 'text', check: 'cn-id-checksum' },
    { key: 'name', label: { en: 'Name', zh: '姓名' }, type: 'text' },
    { key: 'sex', label: { en: 'Sex', zh: '性别' }, type: 'enum', values: ['男', '女'] },
    { key: 'address', label: { en: 'Address', zh: '住址' }, type: 'text' },
    { key: 'issuing_unit', label: { en: 'Issuing unit', zh: '发证单位' }, type: 'text' },
    { key: 'first_issue_date', label: { en: 'Date of first issue', zh: '初次领证日期' }, type: 'date' },
    { key: 'vehicle_class', label: { en: 'Class', zh: '准驾车型' }, type: 'text' },
    { key: 'valid_from', label: { en: 'Valid from', zh: '有效期起' }, type: 'date' },
    { key: 'valid_to', label: { en: 'Valid to', zh: '有效期止' }, type: 'text' },
  ],
})

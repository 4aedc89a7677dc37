import { defineKind } from './definition.ts'

/** Source: canonical/documents.json, kind `driver-licence-back`. */
export default defineKind({
  kind: 'driver-licence-back',
  label: { en: 'Driving licence, second page', zh: '驾驶证副页' },
  fields: [
    { key: 'name', label: { en: 'Name', zh: '姓名' }, type: 'text' },
    { key: 'licence_number', label: { en: 'Licence number', zh: '证号' }, type: 'text', check: 'cn-id-checksum' },
    { key: 'archive_number', label: { en: 'File number', zh: '档案编号' }, type: 'text', optional: true },
    { key: 'record', label: { en: 'Record', zh: '记录' }, type: 'text', optional: true },
  ],
})

import { defineKind } from './definition.ts'

/** Source: canonical/documents.json, kind `licence-plate`. */
export default defineKind({
  kind: 'licence-plate',
  label: { en: 'Licence plate', zh: '车牌' },
  regions: ['plate'],
  fields: [
    { key: 'plate_number', label: { en: 'Plate number', zh: '车牌号码' }, type: 'text', many: true, check: 'cn-plate' },
    { key: 'plate_type', label: { en: 'Plate type', zh: '车牌类型' }, type: 'text', many: true, optional: true },
  ],
})

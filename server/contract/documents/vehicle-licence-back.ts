import { defineKind } from './definition.ts'

/** Source: canonical/documents.json, kind `vehicle-licence-back`. */
export default defineKind({
  kind: 'vehicle-licence-back',
  label: { en: 'Vehicle licence, second page', zh: '行驶证副页' },
  fields: [
    { key: 'plate_number', label: { en: 'Plate number', zh: '号牌号码' }, type: 'text', check: 'cn-plate' },
    { key: 'file_number', label: { en: 'File number', zh: '档案编号' }, type: 'text' },
    { key: 'approved_passengers', label: { en: 'Approved passengers', zh: '核定载人数' }, type: 'text' },
    { key: 'gross_mass', label: { en: 'Gross mass', zh: '总质量' }, type: 'text', optional: true },
    { key: 'unladen_mass', label: { en: 'Unladen mass', zh: '整备质量' }, type: 'text' },
    { key: 'approved_load', label: { en: 'Approved load', zh: '核定载质量' }, type: 'text', optional: true },
    { key: 'overall_dimension', label: { en: 'Overall dimensions', zh: '外廓尺寸' }, type: 'text' },
    { key: 'traction_mass', label: { en: 'Traction mass', zh: '准牵引总质量' }, type: 'text', optional: true },
    { key: 'energy_type', label: { en: 'Energy type', zh: '能源种类' }, type: 'text', optional: true },
    { key: 'inspection_record', label: { en: 'Inspection record', zh: '检验记录' }, type: 'text', optional: true },
  ],
})

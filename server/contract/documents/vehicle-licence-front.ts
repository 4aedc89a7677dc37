import { defineKind } from './definition.ts'

/** Source: canonical/documents.json, kind `vehicle-licence-front`. */
export default defineKind({
  kind: 'vehicle-licence-front',
  label: { en: 'Vehicle licence, main page', zh: '行驶证主页' },
  cross: ['date-order'],
  fields: [
    { key: 'plate_number', label: { en: 'Plate number', zh: '号牌号码' }, type: 'text', check: 'cn-plate' },
    { key: 'vehicle_type', label: { en: 'Vehicle type', zh: '车辆类型' }, type: 'text' },
    { key: 'owner', label: { en: 'Owner', zh: '所有人' }, type: 'text' },
    { key: 'address', label: { en: 'Address', zh: '住址' }, type: 'text' },
    { key: 'use_character', label: { en: 'Use character', zh: '使用性质' }, type: 'text' },
    { key: 'model', label: { en: 'Brand and model', zh: '品牌型号' }, type: 'text' },
    { key: 'vin', label: { en: 'VIN', zh: '车辆识别代号' }, type: 'text', check: 'vin' },
    { key: 'engine_number', label: { en: 'Engine number', zh: '发动机号码' }, type: 'text' },
    { key: 'register_date', label: { en: 'Registration date', zh: '注册日期' }, type: 'date' },
    { key: 'issue_date', label: { en: 'Date of issue', zh: '发证日期' }, type: 'date' },
  ],
})

import { defineKind } from './definition.ts'

/** Source: canonical/documents.json, kind `taxi-invoice`. */
export default defineKind({
  kind: 'taxi-invoice',
  label: { en: 'Taxi receipt', zh: '出租车发票' },
  fields: [
    { key: 'invoice_code', label: { en: 'Invoice code', zh: '发票代码' }, type: 'text' },
    { key: 'invoice_number', label: { en: 'Invoice number', zh: '发票号码' }, type: 'text' },
    { key: 'car_number', label: { en: 'Car number', zh: '车号' }, type: 'text', optional: true },
    { key: 'date', label: { en: 'Date', zh: '日期' }, type: 'date' },
    { key: 'boarding_time', label: { en: 'Time on', zh: '上车时间' }, type: 'time', optional: true },
    { key: 'alighting_time', label: { en: 'Time off', zh: '下车时间' }, type: 'time', optional: true },
    { key: 'unit_price', label: { en: 'Unit price', zh: '单价' }, type: 'text', optional: true },
    { key: 'mileage', label: { en: 'Mileage', zh: '里程' }, type: 'text', optional: true },
    { key: 'amount', label: { en: 'Amount', zh: '金额' }, type: 'money' },
  ],
})

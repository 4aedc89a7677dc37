import { defineForm, formExtractor } from './form.ts'
import { readDate, readMoney, readPattern, readTime } from './readers.ts'

/** A taxi's receipt: printed labels at the left, the printer's values at the right. */
const form = defineForm({
  labels: {
    code: ['发票代码'],
    number: ['发票号码'],
    phone: ['监督电话', '电话', '单位'],
    car: ['车号', '车牌号'],
    driver: ['证号', '工号'],
    date: ['日期'],
    on: ['上车', '上车时间'],
    off: ['下车', '下车时间'],
    price: ['单价'],
    mileage: ['里程'],
    wait: ['等候', '等候时间'],
    amount: ['金额', '总金额'],
    extra: ['燃油附加费', '附加费', '预约叫车服务费'],
    title: ['出租汽车发票', '发票联'],
  },
  fields: [
    { key: 'invoice_code', label: 'code', read: readPattern(/\d{10,12}/) },
    { key: 'invoice_number', label: 'number', read: readPattern(/\d{8}/) },
    { key: 'car_number', label: 'car', read: readPattern(/[\p{Script=Han}A-Z][A-Z]?[-.·]?[A-Z0-9]{4,6}/u) },
    { key: 'date', label: 'date', read: readDate, gap: 4 },
    { key: 'boarding_time', label: 'on', read: readTime },
    { key: 'alighting_time', label: 'off', read: readTime },
    { key: 'unit_price', label: 'price', read: readPattern(/\d+\.\d+元?(?:\/?(?:公里|千米|km))?/i) },
    { key: 'mileage', label: 'mileage', read: readPattern(/\d+(?:\.\d+)?(?:公里|千米|km)?/i) },
    { key: 'amount', label: 'amount', read: readMoney },
  ],
})

/** Kind `taxi-invoice`. */
export const extractTaxiInvoice = formExtractor(form)

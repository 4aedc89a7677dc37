import { plateProvinces } from '../../contract/checks/cn-plate.ts'
import { parseWrittenTime } from '../../contract/checks/written-values.ts'
import type { Field } from '../../contract/result.ts'
import { inAnyRow } from './cards.ts'
import { fieldOf } from './field.ts'
import { defineForm, onBestPage, openForm, readForm, valueRuns, type OpenForm } from './form.ts'
import { around, heightOf } from './geometry.ts'
import { electricCarOf, pointed, readMeterDate, readMeterTime } from './meter-print.ts'
import { readMoney, readPattern, type Found, type Reader } from './readers.ts'
import { findAll } from './spelling.ts'
import { alignMeter } from './taxi-meter.ts'
import { glyphsOf, textOf, type TextPage } from './text-stream.ts'

type Label =
  | 'code'
  | 'number'
  | 'phone'
  | 'car'
  | 'driver'
  | 'date'
  | 'times'
  | 'on'
  | 'off'
  | 'price'
  | 'mileage'
  | 'wait'
  | 'status'
  | 'amount'
  | 'extra'
  | 'title'

/** A car's number as the city's receipts have it: with the province (京B·X1234, 川AT2039) or without (A-B6167). */
const readCar: Reader = (runs) => {
  for (const run of runs) {
    // 川 falls apart into strokes, or one of them is read twice.
    const [apart] = findAll(run, /(?:川[I1l|]|[J)]?[I1l|]{2,3})([A-Z][-.·]?[A-Z0-9]{5})(?![A-Z0-9])/dg)
    if (apart) return { value: `川${apart.groups[1]!.text}`, runs: [apart.glyphs], raw: apart.text }
    const electric = electricCarOf(run)
    if (electric !== null) return { value: electric, runs: [run], raw: textOf(run) }
    const [found] = findAll(run, /[\p{Script=Han}A-Z][A-Z]?[-.·]?[A-Z0-9]{4,6}/dgu)
    if (found) return { value: found.text, runs: [found.glyphs] }
  }
  return null
}

/** One of the two times of a ride that some cities print in one line. */
function timeOfRide(form: OpenForm<Label>, which: 0 | 1): Found | null {
  const runs = valueRuns(form, { key: 'times', label: 'times', gap: 6, stands: 'right' })
  const times = runs.flatMap((run) => findAll(run, /(?<![\d:])\d{1,2}[::]\d{2}(?![\d:])/dg))
  const found = times.length === 2 ? times[which] : undefined
  const value = found ? parseWrittenTime(found.text) : null
  return found && value ? { value, runs: [found.glyphs], raw: found.text } : null
}

/** K and k are one shape: the other letter says which of them it is. What dots made of an M is no letter, but never looks like m. */
const withUnit = (text: string) => text.replace(/(?:kM|[kK][^mM公]|[kK])$/, 'KM')

/** A taxi's receipt: printed labels at the left, the meter's values at the right. */
const form = defineForm<Label>({
  labels: {
    code: ['发票代码'],
    number: ['发票号码'],
    phone: ['监督电话', '电话', '单位'],
    car: ['车号', '车牌号', '车牌号码'],
    driver: ['证号', '工号', '资格证号', '服务证号'],
    date: ['日期', '乘车日期'],
    times: ['时间', '乘车时间'],
    on: ['上车', '上车时间'],
    off: ['下车', '下车时间'],
    price: ['单价'],
    mileage: ['里程', '计程里程', '载客里程'],
    wait: ['等候', '等候时间', '等待'],
    status: ['状态', '卡号', '原额', '余额'],
    amount: ['金额', '总金额', '实收金额', '合计金额', '应收金额', '总额'],
    extra: ['燃油附加费', '附加费', '预约叫车服务费', '电召费'],
    title: ['出租汽车发票', '发票联'],
  },
  fields: [
    {
      key: 'invoice_code',
      label: 'code',
      read: readPattern(/\d{12}|\d{10}/),
      otherwise: inAnyRow(readPattern(/(?<!\d)\d{12}(?!\d)/)),
    },
    { key: 'invoice_number', label: 'number', read: readPattern(/\d{8}/) },
    { key: 'car_number', label: 'car', read: readCar },
    { key: 'date', label: 'date', read: readMeterDate, gap: 4, otherwise: inAnyRow(readMeterDate) },
    { key: 'boarding_time', label: 'on', read: readMeterTime, otherwise: (open) => timeOfRide(open, 0) },
    { key: 'alighting_time', label: 'off', read: readMeterTime, otherwise: (open) => timeOfRide(open, 1) },
    { key: 'unit_price', label: 'price', read: pointed(readPattern(/\d+\.\d+元?(?:\/?(?:公里|千米|km))?/i)) },
    {
      key: 'mileage',
      label: 'mileage',
      read: pointed(readPattern(/\d+(?:\.\d+)?(?:公里|千米|k\S?)?/i, { write: withUnit })),
      otherwise: inAnyRow(readPattern(/(?<![\d./])(\d+\.\d(?:公里|千米|km))/i)),
    },
    { key: 'amount', label: 'amount', read: pointed(readMoney) },
  ],
})

const provinces = Array.from(plateProvinces)

/** A plate of which the province was not seen: the place is read again, widened to the left by a sign. */
async function withProvince(page: TextPage, car: Found): Promise<Found> {
  const [run] = car.runs
  if (!run || !/^[A-Z][-.·]?[A-Z0-9]{5}$/.test(car.value)) return car
  // The picture's place: the glyphs' own may have been moved beside their label.
  const box = around(run.map(({ character }) => page.frame.boxOf(character.quad)))
  const height = heightOf(box)
  const alphabet = `${plateProvinces}ABCDEFGHJKLMNPQRSTUVWXYZ0123456789·-.`
  for (const wider of [1.1, 0.8]) {
    const quad = page.frame.quadOf({ ...box, left: box.left - wider * height, right: box.right + 0.15 * height })
    for (const { chars } of await page.look(quad, [{ alphabet }, { alphabet, padding: 0.1 }])) {
      const glyphs = glyphsOf(chars, page.frame, run[0]!.line)
      const [first] = glyphs
      if (!first || !provinces.includes(first.text) || first.character.confidence < 0.5) continue
      if (textOf(glyphs.slice(1)).replace(/[-.·\s]/g, '') !== car.value.replace(/[-.·]/g, '')) continue
      return { value: first.text + car.value, runs: [[first, ...run]] }
    }
  }
  return car
}

/**
 * The fields without a fare that cannot be whole: a meter that prints the price with its places prints the fare with them too, and no ride costs nothing. Under a
 * seal's rim the begin or the point of a fare is lost, and what is left of it would be another sum.
 */
function withoutPieces(fields: readonly Field[]): Field[] {
  const printed = (field: Field | undefined) => (typeof field?.native.value === 'string' ? field.native.value : '')
  const price = printed(fields.find(({ key }) => key === 'unit_price'))
  const hasPlaces = /\.\d{2}元/.test(price)
  return fields.map((field) => {
    const raw = printed(field)
    const isPiece = field.value === '0.00' || (hasPlaces && raw.endsWith('元') && !/[.,]\d/.test(raw))
    if (field.key !== 'amount' || field.value === null || !isPiece) return field
    return fieldOf('amount', { value: null, runs: [], page: field.page, raw })
  })
}

/** Kind `taxi-invoice`. */
export const extractTaxiInvoice = onBestPage(async (page) => {
  const open = openForm(alignMeter(page, openForm(page, form).hits), form)
  const fields = withoutPieces(await readForm(open, form))
  const car = readCar(valueRuns(open, { key: 'car_number', label: 'car' }))
  const whole = car && (await withProvince(page, car))
  if (!whole || whole === car) return { fields }
  const field = fieldOf('car_number', { ...whole, page: page.index })
  return { fields: fields.map((other) => (other.key === 'car_number' ? field : other)) }
})

import { digitsOf, yuan } from '../business.ts'
import { isoDate, randomDay } from '../dates.ts'
import { drawSeal, markSpecimen, printForm, startPaper, type FormEntry } from '../form.ts'
import { hsl } from '../paper.ts'
import type { Random } from '../random.ts'
import type { TextStyle } from '../sheet.ts'
import type { SpecimenKind } from './kind.ts'

/** How a city's receipts are printed: the labels of their lines in order, the form of their car numbers, units behind values. */
interface City {
  title: string
  authority: string
  labels: Partial<Record<Line, string>>
  car: (random: Random) => string
  /** Words behind the figures, or nothing. */
  units: boolean
}

type Line =
  | 'phone'
  | 'car'
  | 'driver'
  | 'date'
  | 'on'
  | 'off'
  | 'price'
  | 'mileage'
  | 'wait'
  | 'amount'
  | 'extra'
  | 'status'

const plain = {
  car: '车号',
  driver: '证号',
  date: '日期',
  on: '上车',
  off: '下车',
  price: '单价',
  mileage: '里程',
  wait: '等候',
}

const cities: readonly City[] = [
  {
    title: '北京市出租汽车专用发票',
    authority: '北京市税务局',
    labels: { phone: '单位', ...plain, amount: '金额', extra: '燃油附加费', status: '状态' },
    car: (random) => `京B·${random.pick(['A', 'B', 'T', 'X'])}${digitsOf(random, 4)}`,
    units: false,
  },
  {
    title: '上海市出租汽车统一发票',
    authority: '上海市税务局',
    labels: {
      phone: '电话',
      car: '车号',
      driver: '证号',
      date: '日期',
      on: '上车',
      off: '下车',
      price: '单价',
      mileage: '里程',
      wait: '等候',
      status: '状态',
      amount: '金额',
    },
    car: (random) => `${random.pick(['A', 'B', 'D'])}-${random.pick(['X', 'T', 'R'])}${digitsOf(random, 4)}`,
    units: true,
  },
  {
    title: '江苏省出租汽车发票',
    authority: '江苏省税务局',
    labels: { phone: '监督电话', ...plain, amount: '金额', extra: '附加费' },
    car: (random) => `A-${random.pick(['B', 'C'])}${digitsOf(random, 4)}`,
    units: true,
  },
  {
    title: '广东省深圳市出租小汽车机打发票',
    authority: '广东省税务局',
    labels: {
      phone: '电话',
      car: '车牌号',
      driver: '工号',
      date: '日期',
      on: '上车时间',
      off: '下车时间',
      price: '单价',
      mileage: '里程',
      wait: '等候时间',
      amount: '总金额',
      extra: '燃油附加费',
    },
    car: (random) => `粤B${digitsOf(random, 4)}${random.pick(['D', 'E'])}`,
    units: false,
  },
  {
    title: '四川省成都市出租汽车发票',
    authority: '四川省税务局',
    labels: { phone: '电话', ...plain, amount: '金额' },
    car: (random) => `川A${random.pick(['T', 'X', 'E'])}${digitsOf(random, 4)}`,
    units: true,
  },
]

const lineOrder: readonly Line[] = [
  'phone',
  'car',
  'driver',
  'date',
  'on',
  'off',
  'price',
  'mileage',
  'wait',
  'status',
  'amount',
  'extra',
]

/** A taxi's printed receipt: a narrow strip with pre-printed labels; the meter's lines often stand a little beside them. */
export const taxiInvoice: SpecimenKind = {
  kind: 'taxi-invoice',
  surroundings: 'card',
  draw(random) {
    const sheet = startPaper(
      'taxi-invoice',
      random,
      { width: 57, height: random.pick([118, 128]) },
      { pixels: random.integer(560, 760), hue: random.pick([45, 200, 340, 120]), lightness: 95 },
    )
    const red = hsl(4, 70, 42)
    const city = random.pick(cities)
    const label: TextStyle = {
      face: random.pick(['serif', 'sans']),
      weight: 500,
      size: 3.1,
      colour: hsl(random.pick([20, 140, 215]), 40, 28),
    }
    const value: TextStyle = {
      face: random.pick(['mono', 'sans']),
      weight: 400,
      size: random.pick([3.1, 3.4]),
      colour: hsl(230, 25, random.between(16, 34)),
    }
    sheet.print(city.title, 28.5, 10, {
      ...label,
      weight: 700,
      size: city.title.length > 12 ? 3.3 : 4.1,
      align: 'centre',
      colour: red,
    })
    sheet.print('发 票 联', 28.5, 16, { ...label, align: 'centre', colour: red })
    const day = randomDay(random, 2015, 2024)
    const start = random.integer(5 * 60, 22 * 60)
    const minutes = random.integer(8, 55)
    const clock = (time: number) =>
      `${String(Math.floor(time / 60)).padStart(2, '0')}:${String(time % 60).padStart(2, '0')}`
    const mileage = random.integer(21, 386) / 10
    const price = random.pick([200, 230, 250, 260, 360])
    const amount = Math.round((1000 + mileage * price) / 100) * 100
    const [month, date] = [String(day.month).padStart(2, '0'), String(day.day).padStart(2, '0')]
    const written = random.pick([
      `${day.year}年${month}月${date}日`,
      isoDate(day),
      `${day.year}/${month}/${date}`,
      `${day.year}${random.pick(['.', '-'])}${month}${random.pick(['.', '-'])}${date}`,
    ])
    const unit = (text: string, of: string) => (city.units ? `${text}${of}` : text)
    const units = random.pick(['元/公里', '元/公里', '元'])
    const values: Record<Line, readonly [key: string | undefined, printed: string, canonical?: string]> = {
      phone: [undefined, digitsOf(random, 8)],
      car: ['car_number', city.car(random)],
      driver: [undefined, digitsOf(random, 6)],
      date: ['date', written, isoDate(day)],
      on: ['boarding_time', clock(start)],
      off: ['alighting_time', clock(start + minutes)],
      price: ['unit_price', unit(yuan(price), units)],
      mileage: ['mileage', unit(mileage.toFixed(1), random.pick(['公里', 'km']))],
      wait: [
        undefined,
        random.pick([`00:0${random.integer(0, 9)}:${random.integer(10, 59)}`, `00:0${random.integer(0, 9)}`]),
      ],
      status: [undefined, random.pick(['1', '往返', '0'])],
      amount: ['amount', unit(yuan(amount), '元'), yuan(amount)],
      extra: [undefined, unit(random.pick(['1.00', '0.00']), '元')],
    }
    // The meter's printer is fed by hand: its lines sit up to half a line beside the labels.
    const shift = random.between(-1.1, 1.1)
    const at = random.pick([21, 23, 25])
    const colon = random.pick(['', '', ':'])
    let y = 28
    const entries: FormEntry[] = [
      ['发票代码', 'invoice_code', `1${digitsOf(random, 11)}`] as const,
      ['发票号码', 'invoice_number', digitsOf(random, 8)] as const,
    ].map(([text, key, printed]) => ({
      label: `${text}${colon}`,
      labelAt: [5, (y += 5.4) - 5.4],
      key,
      text: printed,
      at: [at, y - 5.4],
    }))
    y += 3
    for (const line of lineOrder) {
      const text = city.labels[line]
      if (text === undefined) continue
      const [key, printed, canonical] = values[line]
      // Two signs are set wide, as pre-printed labels often are.
      const wide = text.length === 2 && random.chance(0.2) ? `${text[0]} ${text[1]}` : text
      entries.push({
        label: `${wide}${colon}`,
        labelAt: [5, y],
        ...(key !== undefined && { key }),
        text: printed,
        at: [Math.max(at, 6 + sheet.measure(text + colon, label)), y + shift],
        ...(canonical !== undefined && { value: canonical }),
      })
      y += 5.2
    }
    printForm(sheet, { label, value }, entries)
    drawSeal(sheet, { x: 28.5, y: 21.5, radius: 4.4, name: city.authority, colour: red })
    sheet.print(random.pick(['手写无效 此发票盖章有效', '手 写 无 效', '欢迎乘坐 请妥善保管']), 28.5, y + 3, {
      ...label,
      size: 2.5,
      align: 'centre',
    })
    markSpecimen(sheet, 17, sheet.height - 6, 2.8)
    return sheet
  },
}

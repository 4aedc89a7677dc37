import { digitsOf, yuan } from '../business.ts'
import { isoDate, randomDay } from '../dates.ts'
import { drawSeal, markSpecimen, printForm, startPaper } from '../form.ts'
import { hsl } from '../paper.ts'
import type { SpecimenKind } from './kind.ts'

const cities = ['北京市', '上海市', '广东省', '江苏省', '四川省'] as const

/** A taxi's printed receipt: a narrow strip, the printer's lines under a printed head. */
export const taxiInvoice: SpecimenKind = {
  kind: 'taxi-invoice',
  surroundings: 'card',
  draw(random) {
    const sheet = startPaper(
      'taxi-invoice',
      random,
      { width: 57, height: 128 },
      { pixels: random.integer(560, 760), hue: random.pick([45, 200, 340]), lightness: 95 },
    )
    const red = hsl(4, 70, 42)
    const label = { face: 'serif' as const, weight: 500, size: 3.1, colour: hsl(20, 40, 28) }
    const value = { face: random.pick(['mono', 'sans'] as const), weight: 400, size: 3.3, colour: hsl(230, 25, 18) }
    const place = random.pick(cities)
    sheet.print(`${place}出租汽车发票`, 28.5, 10, { ...label, weight: 700, size: 4.3, align: 'centre', colour: red })
    sheet.print('发 票 联', 28.5, 16, { ...label, align: 'centre', colour: red })
    const day = randomDay(random, 2015, 2024)
    const start = random.integer(6 * 60, 22 * 60)
    const minutes = random.integer(8, 55)
    const clock = (time: number) =>
      `${String(Math.floor(time / 60)).padStart(2, '0')}:${String(time % 60).padStart(2, '0')}`
    const mileage = random.integer(21, 386) / 10
    const price = random.pick([230, 250, 260, 360])
    const amount = Math.round((1000 + mileage * price) / 100) * 100
    const entry = (text: string, y: number, key: string | undefined, printed: string, canonical?: string) => ({
      label: text,
      labelAt: [5, y] as const,
      ...(key !== undefined && { key }),
      text: printed,
      at: [23, y] as const,
      ...(canonical !== undefined && { value: canonical }),
    })
    const car = `${random.pick(['B', 'A'])}${random.pick(['T', 'X', 'E'])}${digitsOf(random, 4)}`
    printForm(sheet, { label, value }, [
      entry('发票代码', 30, 'invoice_code', `1${digitsOf(random, 11)}`),
      entry('发票号码', 36, 'invoice_number', digitsOf(random, 8)),
      entry('监督电话', 42, undefined, digitsOf(random, 8)),
      entry('车号', 50, 'car_number', car),
      entry('证号', 56, undefined, digitsOf(random, 6)),
      entry(
        '日期',
        62,
        'date',
        `${day.year}年${String(day.month).padStart(2, '0')}月${String(day.day).padStart(2, '0')}日`,
        isoDate(day),
      ),
      entry('上车', 68, 'boarding_time', clock(start)),
      entry('下车', 74, 'alighting_time', clock(start + minutes)),
      entry('单价', 80, 'unit_price', `${yuan(price)}元/公里`),
      entry('里程', 86, 'mileage', `${mileage.toFixed(1)}公里`),
      entry('等候', 92, undefined, `00:0${random.integer(0, 9)}:${random.integer(10, 59)}`),
      entry('金额', 98, 'amount', `${yuan(amount)}元`, yuan(amount)),
    ])
    drawSeal(sheet, { x: 28.5, y: 21.5, radius: 4.4, name: `${place}税务局`, colour: red })
    sheet.print('手写无效 此发票盖章有效', 28.5, 108, { ...label, size: 2.5, align: 'centre' })
    markSpecimen(sheet, 17, 121, 2.8)
    return sheet
  },
}

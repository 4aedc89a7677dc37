import { describe, expect, test } from 'vitest'
import type { Quad } from '../../contract/geometry.ts'
import type { GroundReading } from '../reading.ts'
import { fakePage, type Printed } from './fake-reading.ts'
import { extractFindings } from './index.ts'
import { invoiceCodeDetails } from './invoice-code.ts'

type Lines = readonly (readonly [text: string, x: number, y: number, height?: number])[]

const printed = (lines: Lines): Printed[] =>
  lines.map(([text, x, y, height]) => ({ text, x, y, ...(height !== undefined && { height }) }))

async function valuesOf(kind: string, lines: Lines, options: Parameters<typeof fakePage>[1] = {}) {
  const { fields } = await extractFindings(kind, [fakePage(printed(lines), options)])
  return fields.map(({ key, value }) => [key, value] as const)
}

const recordOf = async (kind: string, lines: Lines) => Object.fromEntries(await valuesOf(kind, lines))

describe('vat-invoice', () => {
  const seller: Lines = [
    ['价税合计(大写)', 60, 500],
    ['贰仟壹佰圆整', 300, 500],
    ['(小写)', 700, 500],
    ['¥2100.00', 800, 500],
    ['名', 60, 560],
    ['称:松间科技有限公司', 130, 560],
    ['纳税人识别号:91440300MA5EXWHW6F', 60, 600],
    ['地址、电话:深圳市南山区示范路1号0755-80001234', 60, 640],
    ['开户行及账号:青松银行城东支行', 60, 680],
    ['622588000111222', 460, 680],
  ]

  test('a digital one: buyer and seller beside each other, no code', async () => {
    const values = await recordOf('vat-invoice', [
      ['电子发票(普通发票)', 400, 40, 40],
      ['发票号码:24332000000123456789', 800, 60],
      ['开票日期:2024年03月11日', 800, 100],
      ['名称:禾木食品有限公司', 60, 180],
      ['名称:松间科技', 640, 180],
      ['有限公司', 720, 212],
      ['统一社会信用代码/纳税人识别号:91330178MA08976FWH', 60, 250, 20],
      ['统一社会信用代码/纳税人识别号:91440300MA5EXWHW6F', 640, 250, 20],
      ['合', 100, 440],
      ['计', 180, 440],
      ['¥1981.13', 700, 440],
      ['¥118.87', 960, 440],
      ...seller.slice(0, 4),
      ['开票人:陈立', 100, 600],
    ])
    expect(values).toMatchObject({
      invoice_number: '24332000000123456789',
      invoice_date: '2024-03-11',
      buyer_name: '禾木食品有限公司',
      buyer_tax_id: '91330178MA08976FWH',
      seller_name: '松间科技有限公司',
      seller_tax_id: '91440300MA5EXWHW6F',
      amount_without_tax: '1981.13',
      tax_amount: '118.87',
      total_amount: '2100.00',
      total_amount_words: '贰仟壹佰圆整',
      drawer: '陈立',
    })
    expect(values).not.toHaveProperty('invoice_code')
  })

  test('a special one: code and number without labels, and a password area beside the buyer', async () => {
    const values = await recordOf('vat-invoice', [
      ['3300204130', 60, 40, 36],
      ['No 04512345', 800, 40, 40],
      ['开票日期:2020年12月15日', 800, 100],
      ['纳税人识别号:91330178MA08976FWH', 60, 240],
      ['名', 60, 200],
      ['称:禾木食品有限公司', 130, 200],
      ['<7+3>09*2/4<41>-8*', 620, 200],
      ['地址、电话:', 60, 280],
      ['>1*/55<0+2>7-3<9*1', 620, 280],
      ['¥1981.13', 700, 440],
      ['¥118.87', 960, 440],
      ...seller,
    ])
    expect(values).toMatchObject({
      invoice_code: '3300204130',
      invoice_number: '04512345',
      buyer_name: '禾木食品有限公司',
      buyer_address_phone: null,
      seller_name: '松间科技有限公司',
      seller_address_phone: '深圳市南山区示范路1号0755-80001234',
      seller_bank_account: '青松银行城东支行622588000111222',
    })
  })

  test('words of which a sign was misread are those that the figures say', async () => {
    const wrong: Lines = [
      ['价税合计(大写)', 60, 500],
      ['贰仟壹值圆整', 300, 500],
      ['(小写)', 700, 500],
      ['¥2100.00', 800, 500],
    ]
    expect(await recordOf('vat-invoice', wrong)).toMatchObject({ total_amount_words: '贰仟壹佰圆整' })
    // Words that say something else stay as they are: the check tells the reviewer.
    const other: Lines = [
      ['价税合计(大写)', 60, 500],
      ['玖仟捌佰柒拾陆圆整', 300, 500],
      ['(小写)', 700, 500],
      ['¥2100.00', 800, 500],
    ]
    expect(await recordOf('vat-invoice', other)).toMatchObject({ total_amount_words: '玖仟捌佰柒拾陆圆整' })
  })
})

test('a ticket that was returned: the fee is not the price', async () => {
  const values = await recordOf('train-ticket', [
    ['苏州站', 60, 100, 36],
    ['G7350', 400, 100, 36],
    ['南京南站', 700, 100, 36],
    ['退票费:¥10.0元', 500, 200],
    ['2017年08月05日22:09开', 60, 240],
    ['04车无座', 700, 240],
    ['¥104.5元', 60, 290],
    ['新空调硬座', 700, 290],
    ['3205021990****1234', 60, 380],
    ['王安', 420, 380],
  ])
  expect(values).toEqual({
    departure_station: '苏州站',
    arrival_station: '南京南站',
    train_number: 'G7350',
    departure_time: '2017-08-05T22:09',
    seat: '04车无座',
    seat_class: '新空调硬座',
    price: '104.50',
    passenger_name: '王安',
  })
})

test("a roll invoice without a buyer has the seller's number alone", async () => {
  const lines: Lines = [
    ['销售方名称:松间科技有限公司', 40, 200],
    ['纳税人识别号:91440300MA5EXWHW6F', 40, 240],
    ['购买方名称:', 40, 320],
    ['合计金额(小写):¥12.00', 40, 500],
  ]
  const values = await recordOf('vat-roll-invoice', lines)
  expect(values).toMatchObject({ seller_tax_id: '91440300MA5EXWHW6F', total_amount: '12.00', buyer_name: null })
  expect(values).not.toHaveProperty('buyer_tax_id')
})

test('a business card with labels set wide, a fax, and an address over two lines', async () => {
  const fields = await valuesOf('business-card', [
    ['禾木食品有限公司', 100, 60, 30],
    ['石', 100, 150, 48],
    ['芳', 210, 150, 48],
    ['市场部', 330, 160],
    ['客户经理', 460, 160],
    ['手', 100, 300],
    ['机:138-0000-1234', 150, 300],
    ['传', 100, 340],
    ['真:0571-80001111', 150, 340],
    ['地', 100, 380],
    ['址:杭州市西湖区示范路12号翠湖苑', 150, 380],
    ['3栋', 210, 415],
  ])
  expect(fields).toEqual(
    expect.arrayContaining([
      ['name', '石芳'],
      ['department', '市场部'],
      ['title', '客户经理'],
      ['company', '禾木食品有限公司'],
      ['mobile_phone', '138-0000-1234'],
      ['address', '杭州市西湖区示范路12号翠湖苑3栋'],
    ]),
  )
  expect(fields.some(([key]) => key === 'office_phone')).toBe(false)
})

test('a business card in English', async () => {
  const fields = await valuesOf('business-card', [
    ['Anna Miller', 100, 60, 48],
    ['Sales Manager', 100, 130],
    ['Marketing Department', 100, 170],
    ['Lakeside Trading Co., Ltd.', 100, 240, 30],
    ['Mobile: +44 7700 900123', 100, 320],
    ['Tel: +44 20 7946 0123', 100, 360],
    ['Fax: +44 20 7946 0999', 100, 400],
    ['E-mail: anna@lakeside-example.com', 100, 440],
    ['Add: 12 Example Road, Westlake District', 100, 480],
  ])
  expect(fields).toEqual([
    ['name', 'Anna Miller'],
    ['title', 'Sales Manager'],
    ['company', 'Lakeside Trading Co., Ltd.'],
    ['department', 'Marketing Department'],
    ['office_phone', '+44 20 7946 0123'],
    ['mobile_phone', '+44 7700 900123'],
    ['address', '12 Example Road, Westlake District'],
    ['email', 'anna@lakeside-example.com'],
  ])
})

test('a number that other print runs into is the part whose check sign is right', async () => {
  const values = await recordOf('vin', [
    ['3.合格证编号 WAA12345678901', 60, 100],
    ['51HGCM82633A004352', 60, 160],
  ])
  expect(values).toEqual({ vin: '1HGCM82633A004352' })
})

describe('licence-plate', () => {
  const plateOf = async (number: string, ground: Partial<GroundReading>) => {
    const page = fakePage([{ text: number, x: 200, y: 200, height: 60 }])
    const whole: GroundReading = { blue: 0, yellow: 0, green: 0, white: 0, black: 0, ...ground }
    const inspect = (what: string, _angle?: number, within?: Quad) => {
      expect([what, within?.length]).toEqual(['ground', 4])
      return Promise.resolve(whole)
    }
    const { fields } = await extractFindings('licence-plate', [{ ...page, inspect: inspect as never }])
    return fields.map(({ value }) => value)
  }

  test('the ground tells the vehicle where the number does not', async () => {
    expect(await plateOf('粤B12345', { blue: 0.7 })).toEqual(['粤B12345', '小型汽车'])
    expect(await plateOf('粤B12345', { yellow: 0.6, black: 0.3 })).toEqual(['粤B12345', '大型汽车'])
    expect(await plateOf('粤BD12345', { green: 0.5 })).toEqual(['粤BD12345', '小型新能源车'])
    expect(await plateOf('粤B12345D', { green: 0.5 })).toEqual(['粤B12345D', '大型新能源车'])
    expect(await plateOf('粤B1234挂', { yellow: 0.6 })).toEqual(['粤B1234挂', '挂车'])
    expect(await plateOf('粤B12345', {})).toEqual(['粤B12345'])
  })
})

test('the code of an invoice says where and when it was issued', () => {
  expect(invoiceCodeDetails('144031800103')).toBe(
    '税务局代码:国税,行政区划代码:深圳市,年份:2018,金额版:万元版,批次号:03',
  )
  expect(invoiceCodeDetails('233001570012')).toBe('税务局代码:地税,行政区划代码:浙江省,年份:2015,批次号:12')
  expect(invoiceCodeDetails('3300204130')).toBeNull()
  expect(invoiceCodeDetails('944031800103')).toBeNull()
})

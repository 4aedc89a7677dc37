import { describe, expect, test } from 'vitest'
import { kindByName, type KindDefinition } from '../../contract/documents/index.ts'
import { angleOf, boundsOf, type Quad } from '../../contract/geometry.ts'
import type { Field } from '../../contract/result.ts'
import type { Printed } from '../extract/fake-reading.ts'
import { groundFindings } from './index.ts'
import { answered, findingsWith, groundPage, marked } from './testing.ts'

const kind = (name: string): KindDefinition => kindByName(name)!

async function ground(name: string, printed: readonly Printed[], fields: Field[], degrees = 0): Promise<Field[]> {
  const { fields: placed } = await groundFindings(kind(name), findingsWith(fields), [groundPage(printed, { degrees })])
  return placed
}

const place = ({ quads }: Field) => {
  const { left, top } = boundsOf(...quads)
  return [Math.round(left), Math.round(top)]
}

const card: Printed[] = [
  { text: '姓名', x: 100, y: 100 },
  { text: '王小明', x: 180, y: 100 },
  { text: '性别男民族汉', x: 100, y: 150 },
  { text: '出生1990年1月5日', x: 100, y: 200 },
  { text: '住址浙江省杭州市西湖', x: 100, y: 250 },
  { text: '区文三路100号', x: 152, y: 282 },
  { text: '公民身份号码330106199001050018', x: 100, y: 350 },
]

describe('one value', () => {
  test.each([
    ['1990-01-05', '1990年1月5日'],
    ['1990-01-05', '1990.01.05'],
    ['1990-01-05', '05/01/1990'],
    ['1990-01-05', '05 JAN 1990'],
    ['1990-01-05', '05 1月/JAN 1990'],
    ['1990-01-05', 'January 5, 1990'],
    ['1964-09-07', '07 SEP/SEPT 1964'],
    ['1990-01-05', '19900105'],
    ['1990-01-05', '一九九〇年一月五日'],
    ['1990-12-25', '25 DEC/DEZ 90'],
  ])('the day %s is found as %s', async (value, text) => {
    const [field] = await ground('id-card-front', [{ text, x: 200, y: 200 }], [answered('birth_date', value)])
    expect(field).toMatchObject({ agreement: 1, boxSource: 'grounded' })
    expect(place(field!)).toEqual([200, 200])
  })

  test.each([
    ['total_amount', '1234.50', '￥1,234.50'],
    ['total_amount', '1234.50', '1234.5元'],
    ['total_amount', '1234.00', '¥1234'],
    ['buyer_name', '杭州(西湖)书店', '杭州（西湖）書店'],
    ['check_code', '1101**********1234', '110105199001011234'],
    ['check_code', '110105199001011234', '1101**********1234'],
    ['buyer_bank_account', 'Bank 6222 0000', 'BANK 62220000'],
  ])('%s %s is found as %s', async (key, value, text) => {
    const [field] = await ground('vat-invoice', [{ text, x: 200, y: 200 }], [answered(key, value)])
    expect(field).toMatchObject({ agreement: 1, boxSource: 'grounded', page: 0 })
    expect(marked(field!)).not.toContain('|')
  })

  test('a number inside a longer number is no place, nor an amount inside a larger one', async () => {
    const printed = [
      { text: '5123499', x: 100, y: 100 },
      { text: '￥1234.50', x: 100, y: 200 },
    ]
    const [code, amount] = await ground('vat-invoice', printed, [
      answered('invoice_code', '1234'),
      answered('tax_amount', '34.50'),
    ])
    expect(code).toMatchObject({ agreement: 0, quads: [], boxSource: null })
    expect(amount).toMatchObject({ agreement: 0, quads: [] })
  })

  test('what follows from the picture is looked for nowhere; a value null stays as it came', async () => {
    const fields = [answered('plate_type', '小型汽车'), answered('plate_number', null)]
    expect(await ground('licence-plate', [{ text: '浙A12345', x: 100, y: 100 }], fields)).toEqual(fields)
  })

  test('a value over two lines has a quad for each', async () => {
    const [field] = await ground('id-card-front', card, [answered('address', '浙江省杭州市西湖区文三路100号')])
    expect(field!.quads).toHaveLength(2)
    expect(field!.agreement).toBe(1)
    expect(marked(field!)).toBe('浙江省杭州市西湖区文三路100号')
  })

  test.each([-90, -12, 4, 90, 180])('on a page turned by %d degrees too', async (degrees) => {
    const [name, sex] = await ground(
      'id-card-front',
      card,
      [answered('name', '王小明'), answered('sex', '男')],
      degrees,
    )
    expect(name).toMatchObject({ agreement: 1, boxSource: 'grounded' })
    expect(sex).toMatchObject({ agreement: 1, boxSource: 'grounded' })
  })
})

describe('a value that differs', () => {
  test.each([
    ['birth_date', '1990-01-06', '1990年1月[6|5]日'],
    ['birth_date', '1990-11-05', '1990年[1|]1月5日'],
    ['birth_date', '1980-01-05', '19[8|9]0年1月5日'],
    ['id_number', '330106199001050013', '33010619900105001[3|8]'],
    ['name', '李小明', '[李|王]小明'],
    ['sex', '女', '[女|男]'],
    ['address', '浙江省杭州市西湖区文二路100号', '浙江省杭州市西湖区文[二|三]路100号'],
  ])('%s %s is placed with exactly its own sign marked', async (key, value, expected) => {
    const [field] = await ground('id-card-front', card, [answered(key, value)])
    expect(marked(field!)).toBe(expected)
    expect(field!.agreement).toBeLessThan(1)
    expect(field!.boxSource).toBe('grounded')
  })

  test.each([
    ['passport-cn', 'birth_date', '1966-03-02', '1966年3月7日', '1966年3月[2|7]日'],
    ['passport-cn', 'birth_date', '1966-05-02', '02 3月/MAR 1966', '02[5|3]月/MAR1966'],
    ['takeaway-order', 'packaging_fee', '0.00', '¥5. 00', '¥[0|5].00'],
    ['taxi-invoice', 'amount', '49.00', '48.00元', '4[9|8].00元'],
    [
      'passport-mrz',
      'mrz_line2',
      'L898902C36UTO7408122F1204159<<<<<<<<<<<<<<<0',
      'L898902C36UTO7408122F1204159<<<<<<<<<<<8',
      'L898902C36UTO7408122F1204159<<<<<<<<<<<[0|8]',
    ],
  ])('%s %s %s printed %s is marked in its sign', async (name, key, value, text, marks) => {
    const [field] = await ground(name, [{ text, x: 200, y: 200 }], [answered(key, value)])
    expect(marked(field!)).toBe(marks)
  })

  test('a unit directly behind a figure belongs to its place', async () => {
    const [field] = await ground(
      'vehicle-licence-back',
      [
        { text: '核定载人数', x: 100, y: 200 },
        { text: '7人', x: 300, y: 200 },
      ],
      [answered('approved_passengers', '7')],
    )
    expect(marked(field!)).toBe('7人')
    expect(field!.agreement).toBe(1)
  })

  test('figures go before words of an amount', async () => {
    const printed = [
      { text: '20元', x: 500, y: 100 },
      { text: '贰拾元整', x: 100, y: 300 },
    ]
    const [field] = await ground('quota-invoice', printed, [answered('amount', '20.00')])
    expect(place(field!)).toEqual([500, 100])
  })

  test('where the page has a sign more it is told at the sign before', async () => {
    const [field] = await ground('id-card-front', card, [answered('id_number', '33010619901050018')])
    expect(marked(field!)).toBe('33010619[9|90]01050018')
  })

  test('what the engine holds for possible weighs less than what it does not, and is marked all the same', async () => {
    const printed: Printed[] = [{ text: '发动机号码A8C4', x: 100, y: 100, doubts: { 6: ['B', 0.4] } }]
    const [field] = await ground('vehicle-licence-front', printed, [answered('engine_number', 'A8C4')])
    expect(field!.agreement).toBe(1)
    const [other] = await ground('vehicle-licence-front', printed, [answered('engine_number', 'AB84')])
    expect(other!.agreement).toBeLessThan(1)
  })

  test('a value that is nowhere on the page has no box', async () => {
    const fields = await ground('id-card-front', card, [
      answered('name', '赵钱孙李周'),
      answered('birth_date', '2011-11-23'),
    ])
    for (const field of fields) expect(field).toMatchObject({ quads: [], boxSource: null, agreement: 0 })
  })
})

describe('several values', () => {
  const licence: Printed[] = [
    { text: '注册日期', x: 100, y: 100 },
    { text: '2015-05-04', x: 220, y: 100 },
    { text: '发证日期', x: 500, y: 100 },
    { text: '2015-05-04', x: 620, y: 100 },
  ]

  test('two fields of one value take the two places at their labels, in whatever order they were answered', async () => {
    const fields = [answered('issue_date', '2015-05-04'), answered('register_date', '2015-05-04')]
    const placed = await ground('vehicle-licence-front', licence, fields)
    expect(placed.map(place)).toEqual([
      [620, 100],
      [220, 100],
    ])
  })

  test('the only place of a value serves two fields that both say it', async () => {
    const placed = await ground(
      'signboard',
      [{ text: '蓝鲸面馆', x: 100, y: 100 }],
      [answered('sign_name', '蓝鲸面馆'), answered('brand', '蓝鲸面馆')],
    )
    expect(placed.map(place)).toEqual([
      [100, 100],
      [100, 100],
    ])
  })

  test('print is preferred to the machine-readable zone', async () => {
    const printed: Printed[] = [
      { text: 'Nationality', x: 100, y: 100 },
      { text: 'AUSTRALIAN', x: 100, y: 130 },
      { text: 'Date of birth', x: 100, y: 180 },
      { text: '27 SEP 1978', x: 100, y: 210 },
      { text: 'P<AUSHUGHES<<CHARLOTTE<<<<<<<<<<<<<<<<<<<<<<', x: 60, y: 400, pitch: 18 },
      { text: 'N0277098<0AUS7809279F1802027<<<<<<<<<<<<<<06', x: 60, y: 440, pitch: 18 },
    ]
    const placed = await ground('passport', printed, [
      answered('nationality', 'AUS'),
      answered('birth_date', '1978-09-27'),
      answered('sex', 'F'),
      answered('mrz_line1', printed[4]!.text),
    ])
    expect(placed.slice(0, 2).map(place)).toEqual([
      [100, 130],
      [100, 210],
    ])
    // Only the zone says the sex, in its 21st column.
    expect(place(placed[2]!)[0]).toBe(60 + 20 * 18)
    expect(place(placed[3]!)).toEqual([60, 400])
  })

  test('parts in another order are one place', async () => {
    const [field] = await ground(
      'emirates-id-front',
      [{ text: 'MENON, Huda Dana', x: 100, y: 100 }],
      [answered('name', 'Huda Dana Menon')],
    )
    expect(field).toMatchObject({ agreement: 1, boxSource: 'grounded' })
  })

  test('the page on which a value stands is found', async () => {
    const pages = [
      groundPage([{ text: '没有别的内容', x: 100, y: 100 }]),
      groundPage([{ text: '王小明', x: 100, y: 100 }], { index: 1 }),
    ]
    const { fields } = await groundFindings(kind('id-card-front'), findingsWith([answered('name', '王小明')]), pages)
    expect(fields[0]).toMatchObject({ page: 1, agreement: 1 })
  })
})

describe('what the provider places itself', () => {
  const box = (left: number, top: number, right: number, bottom: number): Quad => [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ]
  const boxed = (quad: Quad, value = '王小明') =>
    ground('id-card-front', card, [answered('name', value, { quads: [quad], boxSource: 'provider' })])

  test.each([
    ['tight', box(180, 100, 255, 124)],
    ['too tight', box(195, 104, 240, 120)],
    ['loose, with the label', box(95, 95, 300, 130)],
    [
      'beginning at another corner',
      [...box(180, 100, 255, 124).slice(2), ...box(180, 100, 255, 124).slice(0, 2)] as Quad,
    ],
  ])('a %s box keeps its place and has the engine’s characters', async (_, quad) => {
    const [field] = await boxed(quad)
    expect(field).toMatchObject({ boxSource: 'provider', quads: [quad], agreement: 1 })
    expect(marked(field!)).toBe('王小明')
  })

  test('what is read otherwise in a box is marked, and where nothing is read nothing is said', async () => {
    const [field] = await boxed(box(180, 100, 255, 124), '王大明')
    expect(marked(field!)).toBe('王[大|小]明')
    expect(field!.agreement).toBeCloseTo(2 / 3)
    const [photograph] = await boxed(box(700, 500, 900, 700))
    expect(photograph!.agreement).toBeNull()
    expect(photograph!.chars).toBeUndefined()
  })

  test('a line without characters gets the engine’s', async () => {
    const line = { text: '姓名 王大明', page: 0, quad: box(95, 95, 300, 130), confidence: 0.9, chars: [] }
    const { lines } = await groundFindings(kind('general-text'), findingsWith([], { lines: [line] }), [
      groundPage(card),
    ])
    expect(lines[0]!.chars.map(({ text }) => text).join('')).toBe('姓名王大明')
    expect(lines[0]!.chars.filter(({ read }) => read !== undefined)).toMatchObject([{ text: '大', read: '小' }])
  })

  test('the entry of the list in which a field stands chooses between equal places', async () => {
    const printed = [
      { text: '浙A12345', x: 100, y: 100 },
      { text: '浙A12345', x: 600, y: 500 },
    ]
    const region = { kind: 'plate', page: 0, quad: box(580, 480, 800, 560), confidence: null, path: 'plates[0].box' }
    const field = answered('plate_number', '浙A12345', { native: { path: 'plates[0].number', value: '浙A12345' } })
    const { fields } = await groundFindings(kind('licence-plate'), findingsWith([field], { regions: [region] }), [
      groundPage(printed),
    ])
    expect(place(fields[0]!)).toEqual([600, 500])
  })

  test('a code says its text as a whole', async () => {
    const quad = box(300, 300, 400, 400)
    const page = { ...groundPage([]), regions: [{ quad, text: 'https://shop.example.com/1' }] }
    const field = answered('content', 'https://shop.example.com/1')
    const { fields } = await groundFindings(kind('qr-code'), findingsWith([field]), [page])
    expect(fields[0]).toMatchObject({ quads: [quad], boxSource: 'grounded', agreement: 1 })
  })
})

describe('cells', () => {
  const texts = [
    ['品名', '数量', '单价'],
    ['苹果', '1', '2'],
    ['梨', '2', '1'],
    ['香蕉', '12', '1'],
  ]
  const printed = texts.flatMap((row, down) =>
    row.map((text, across): Printed => ({ text, x: 100 + 250 * across, y: 100 + 60 * down })),
  )

  async function placed(answer: readonly (readonly string[])[]) {
    const cells = answer.flatMap((row, down) =>
      row.map((text, column) => {
        return { row: down, column, rowSpan: 1, columnSpan: 1, text, quad: null, confidence: null }
      }),
    )
    const quad: Quad = [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 1],
    ]
    const table = { page: 0, quad, rows: 4, columns: 3, cells }
    const { tables } = await groundFindings(kind('table'), findingsWith([], { tables: [table] }), [groundPage(printed)])
    return tables[0]!.cells
  }

  test('a short text that is not printed stands where its row and its column cross; one of another length nowhere', async () => {
    const answer = texts.map((row) => [...row])
    answer[2]![0] = '桃'
    answer[3]![1] = '12345'
    const cells = await placed(answer)
    const { left, top } = boundsOf(cells.find(({ text }) => text === '桃')!.quad!)
    expect([Math.round(left), Math.round(top)]).toEqual([100, 220])
    expect(cells.find(({ text }) => text === '12345')!.quad).toBeNull()
  })

  test('a cell over two lines of a skewed page runs as they do', async () => {
    const lines = [
      { text: '老街的石板路被雨水冲刷得发亮，两旁的店铺', x: 200, y: 200 },
      { text: '陆续打开了门板。', x: 200, y: 230 },
    ]
    const text = lines.map((line) => line.text).join('')
    const cell = { row: 0, column: 0, rowSpan: 1, columnSpan: 1, text, quad: null, confidence: null }
    const table = { page: 0, quad: groundPage(lines).lines[0]!.quad, rows: 1, columns: 1, cells: [cell] }
    const page = groundPage(lines, { degrees: 3 })
    const { tables } = await groundFindings(kind('table'), findingsWith([], { tables: [table] }), [page])
    expect(angleOf(tables[0]!.cells[0]!.quad!)).toBeCloseTo((3 * Math.PI) / 180, 2)
  })

  test('stand in their rows and columns though their texts occur several times', async () => {
    for (const { row, column, quad: found } of await placed(texts)) {
      const { left, top } = boundsOf(found!)
      expect([Math.round(left), Math.round(top)]).toEqual([100 + 250 * column, 100 + 60 * row])
    }
  })
})

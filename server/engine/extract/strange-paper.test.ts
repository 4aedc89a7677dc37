import { expect, test } from 'vitest'
import { fakePage, type Printed } from './fake-reading.ts'
import { extractFindings } from './index.ts'

/** What papers that no generator of ours drew taught the extractors. */
async function recordOf(kind: string, lines: readonly Printed[]) {
  const { fields } = await extractFindings(kind, [fakePage(lines)])
  return Object.fromEntries(fields.map(({ key, value }) => [key, value]))
}

const line = (text: string, x: number, y: number, rest: Partial<Printed> = {}): Printed => ({ text, x, y, ...rest })

test('an invoice printed off its form: values stand below their labels, upright headings of columns beside them', async () => {
  const off = 14
  const values = await recordOf('vat-invoice', [
    line('No', 780, 44, { height: 40 }),
    line('10293847', 840, 50, { height: 40 }),
    line('10293847', 1040, 60, { height: 20 }),
    line('名', 60, 200),
    line('称:', 180, 200),
    line('禾木食品有限公司', 260, 200 + off),
    line('纳税人识别号:', 60, 240),
    line('91330178MA08976FWH', 260, 240 + off),
    line('地址、电话:', 60, 280),
    line('码', 760, 282),
    line('开户行及账号:', 60, 320),
    line('宁波银行北仑支行51010122000123456', 260, 320 + off),
    line('价税合计(大写)', 60, 500),
    line('贰仟壹佰圆整', 300, 500 + off),
    line('(小写)', 700, 500),
    line('¥2100.00', 800, 500 + off),
    line('纳税人识别号:91440300MA5EXWHW6F', 60, 600),
    line('备', 760, 590),
    line('开户行及账号:', 60, 680),
    line('发票专用章', 900, 682),
  ])
  expect(values).toEqual({
    invoice_number: '10293847',
    buyer_name: '禾木食品有限公司',
    buyer_tax_id: '91330178MA08976FWH',
    buyer_address_phone: null,
    buyer_bank_account: '宁波银行北仑支行51010122000123456',
    seller_tax_id: '91440300MA5EXWHW6F',
    seller_bank_account: null,
    total_amount: '2100.00',
    total_amount_words: '贰仟壹佰圆整',
  })
})

test('sums whose currency sign was lost, or read as a digit, are those that make the total', async () => {
  const total = [line('价税合计(大写)', 60, 500), line('(小写)', 700, 500), line('11000000.00', 800, 500)]
  const sums = [line('8256880.73', 700, 380), line('743119.27', 960, 380)]
  const values = await recordOf('vat-invoice', [
    ...sums,
    line('110143673.18', 700, 440),
    line('856326.82', 960, 440),
    ...total,
  ])
  expect(values).toMatchObject({ amount_without_tax: '10143673.18', tax_amount: '856326.82' })
  // Rows of goods that make no total by themselves are no sums.
  expect(await recordOf('vat-invoice', [...sums, ...total])).not.toHaveProperty('amount_without_tax')
})

test('a plainly printed tax number stays as it is printed, whatever its check sign says', async () => {
  const label = '纳税人识别号:'
  const wrong = '91330178MA68976FWH'
  const right = '91330178MA08976FWH'
  const buyerOf = async (confidence: number) => {
    const place = label.length + 10
    const values = await recordOf('vat-invoice', [
      line(label + wrong, 60, 240, { doubts: { [place]: ['0', confidence] } }),
    ])
    return values.buyer_tax_id
  }
  expect(await buyerOf(0.005)).toBe(wrong)
  expect(await buyerOf(0.2)).toBe(right)
})

test("a receipt's unit in brackets is its label's", async () => {
  const values = await recordOf('taxi-invoice', [
    line('单价(元)', 40, 200),
    line('1.80', 240, 200),
    line('里程(公里)', 40, 240),
    line('11.2', 240, 240),
    line('总金额(元)', 40, 280),
    line('25.00', 240, 280),
  ])
  expect(values).toEqual({ unit_price: '1.80', mileage: '11.2', amount: '25.00' })
})

test('a train without a letter stands between its stations; other numbers of four digits do not', async () => {
  const values = await recordOf('train-ticket', [
    line('2302', 60, 20),
    line('齐齐哈尔站', 60, 100, { height: 36 }),
    line('4085', 400, 100, { height: 36 }),
    line('加格达奇站', 600, 100, { height: 36 }),
  ])
  expect(values).toEqual({ departure_station: '齐齐哈尔站', train_number: '4085', arrival_station: '加格达奇站' })
  expect(await recordOf('train-ticket', [line('哈尔滨', 60, 100), line('4085', 400, 100)])).toEqual({})
})

test('a train`s number of which a thin digit was read as a letter is that number; names in Latin letters are none', async () => {
  const values = await recordOf('train-ticket', [
    line('禾木站', 60, 100, { height: 36 }),
    line('Gi407', 400, 100, { height: 36 }),
    line('青溪西站', 600, 100, { height: 36 }),
    line('Lili', 80, 150),
  ])
  expect(values).toEqual({ departure_station: '禾木站', train_number: 'G1407', arrival_station: '青溪西站' })
})

test('on a roll a name that fills its line goes on at the edge', async () => {
  const name = (first: string) => [
    line(`销售方名称:${first}`, 20, 100),
    line('天河城店', 20, 140),
    line('纳税人识别号:91440300MA5EXWHW6F', 20, 180),
    line('机器编号:661800112233445566778', 20, 60),
  ]
  expect(await recordOf('vat-roll-invoice', name('广东永旺天河城商业有限公司'))).toMatchObject({
    seller_name: '广东永旺天河城商业有限公司天河城店',
  })
  expect(await recordOf('vat-roll-invoice', name('永旺商业'))).toMatchObject({ seller_name: '永旺商业' })
})

test("a slip's discounts are not their sum, and a customer's number needs no label", async () => {
  const values = await recordOf('takeaway-order', [
    line('商店名称:永辉超市', 20, 20),
    line('订单编号:13800001111234567', 20, 60),
    line('满减优惠', 20, 100),
    line('-5.00', 400, 100),
    line('折扣优惠', 20, 140),
    line('-2.00', 400, 140),
    line('顾客优惠合计', 20, 180),
    line('-7.00', 400, 180),
    line('王(先生) 138****5678', 20, 220),
  ])
  expect(values).toEqual({
    shop_name: '永辉超市',
    phone: '138****5678',
    discount_total: '-7.00',
    order_number: '13800001111234567',
  })
})

test('a digital invoice of which one label of the numbers was lost: the names tell both sides', async () => {
  const values = await recordOf('vat-invoice', [
    line('名称:禾木食品有限公司', 60, 180),
    line('名称:松间科技有限公司', 640, 180),
    line('统一社会信用代码/纳税人识别号:91330178MA08976FWH', 60, 240, { height: 20 }),
  ])
  expect(values).toEqual({
    buyer_name: '禾木食品有限公司',
    buyer_tax_id: '91330178MA08976FWH',
    seller_name: '松间科技有限公司',
  })
})

test('on a roll the rest of a name stands under the name as well as at the edge', async () => {
  const values = await recordOf('vat-roll-invoice', [
    line('机器编号:661800112233445566778', 20, 60),
    line('销售方名称', 20, 100),
    line('禾木市青溪长桥万里加油站有限公', 200, 102),
    line('司', 200, 134),
    line('纳税人识别号', 20, 170),
    line('91330178MA08976FWH', 200, 172),
  ])
  expect(values).toMatchObject({ seller_name: '禾木市青溪长桥万里加油站有限公司', seller_tax_id: '91330178MA08976FWH' })
})

test('a line found askew is taller than its print: the next begins inside it and still follows', async () => {
  const scope = await recordOf('business-licence', [
    line('住所', 40, 100),
    line('禾木市青溪路18号', 200, 100),
    line('经营范围', 40, 200, { height: 20 }),
    line('食品的设计、技术开发、销售', 200, 190, { height: 40 }),
    line('(不含专营、专控商品)、', 205, 218, { height: 20 }),
    line('货物进出口', 205, 242, { height: 20 }),
  ])
  expect(scope.business_scope).toBe('食品的设计、技术开发、销售(不含专营、专控商品)、货物进出口')
})

test('words of an amount are put right where what was read is no amount`s sign, and stay where it is one', async () => {
  const wordsOf = async (words: string) => {
    const values = await recordOf('vat-invoice', [
      line('价税合计(大写)', 60, 500),
      line(words, 300, 500),
      line('(小写)', 700, 500),
      line('¥69.80', 800, 500),
    ])
    return values.total_amount_words
  }
  expect(await wordsOf('叁拾玖国捌角整')).not.toBe('陆拾玖圆捌角整')
  expect(await wordsOf('院拾玖国捌角整')).toBe('陆拾玖圆捌角整')
  expect(await wordsOf('叁拾捌圆捌角整')).toBe('叁拾捌圆捌角整')
})

test('an invoice on a sheet with other papers keeps its own numbers, and its drawer`s name ends where the seal`s print begins', async () => {
  const values = await recordOf('vat-invoice', [
    line('3702151130', 60, 40, { height: 32 }),
    line('№10293847', 760, 40, { height: 32 }),
    line('纳税人识别号:', 60, 200),
    line('91330178MA08976FWH', 260, 200),
    line('价税合计(大写)', 60, 500),
    line('贰仟壹佰圆整', 300, 500),
    line('(小写)¥2100.00', 700, 500),
    line('开票人:', 460, 640),
    line('沈安', 560, 640),
    line('复察专用', 670, 640),
    line('发票代码', 60, 760),
    line('144031700000', 200, 760),
    line('发票号码', 60, 800),
    line('27300001', 200, 800),
  ])
  expect(values).toMatchObject({ invoice_code: '3702151130', invoice_number: '10293847', drawer: '沈安' })
})

import { describe, expect, test } from 'vitest'
import { fakePage, type Printed } from './fake-reading.ts'
import { extractFindings } from './index.ts'

/** Lines of print as `[text, x, y, height?]`. */
type Lines = readonly (readonly [text: string, x: number, y: number, height?: number])[]

const printed = (lines: Lines): Printed[] =>
  lines.map(([text, x, y, height]) => ({ text, x, y, ...(height !== undefined && { height }) }))

async function valuesOf(
  kind: string,
  lines: Lines,
  degrees = 0,
): Promise<Record<string, string | null | (string | null)[]>> {
  const { fields } = await extractFindings(kind, [fakePage(printed(lines), { degrees })])
  const values: Record<string, string | null | (string | null)[]> = {}
  for (const { key, value } of fields) {
    const before = values[key]
    values[key] = before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value]
  }
  return values
}

interface Case {
  kind: string
  lines: Lines
  values: Record<string, string | null | string[]>
}

const cases: Case[] = [
  {
    kind: 'bank-card',
    lines: [
      ['青松银行', 80, 60, 40],
      ['6209 9891 1968 7998', 80, 300, 44],
      ['VALID THRU', 300, 380, 16],
      ['07/26', 420, 376, 26],
      ['HUANG TIANLONG', 80, 450, 28],
      ['VISA', 700, 450, 40],
    ],
    values: {
      card_number: '6209989119687998',
      bank_name: '青松银行',
      card_type: 'VISA',
      expiry_date: '07/26',
      card_holder: 'HUANG TIANLONG',
    },
  },
  {
    kind: 'business-licence',
    lines: [
      ['统一社会信用代码', 60, 40],
      ['91350100M000100Y43', 60, 80],
      ['营业执照', 460, 120, 60],
      ['名称', 60, 240],
      ['杭州市松间科技有限公司', 200, 240],
      ['注册资本', 640, 240],
      ['壹佰万元整', 780, 240],
      ['类型', 60, 290],
      ['有限责任公司', 200, 290],
      ['成立日期', 640, 290],
      ['2015年05月04日', 780, 290],
      ['法定代表人', 60, 340],
      ['李小四', 200, 340],
      ['营业期限', 640, 340],
      ['2015年05月04日至长期', 780, 340],
      ['经营范围', 60, 390],
      ['软件开发;会议及展览', 200, 390],
      ['住所', 640, 390],
      ['浙江省杭州市西湖区示', 780, 390],
      ['服务;物业管理。', 200, 420],
      ['范路1号', 780, 420],
    ],
    values: {
      credit_code: '91350100M000100Y43',
      name: '杭州市松间科技有限公司',
      registered_capital: '壹佰万元整',
      company_type: '有限责任公司',
      established_date: '2015-05-04',
      legal_person: '李小四',
      valid_from: '2015-05-04',
      valid_to: '长期',
      business_scope: '软件开发;会议及展览服务;物业管理。',
      address: '浙江省杭州市西湖区示范路1号',
    },
  },
  {
    kind: 'driver-licence-front',
    lines: [
      ['中华人民共和国机动车驾驶证', 300, 30, 36],
      ['证号', 260, 100],
      ['11010519491231002X', 340, 98, 28],
      ['姓名', 60, 150],
      ['王小明', 160, 150],
      ['性别', 420, 150],
      ['女', 500, 150],
      ['国籍', 620, 150],
      ['中国', 720, 150],
      ['住址', 60, 210],
      ['北京市东城区示范胡同一号院十二号楼三单元', 160, 210],
      ['一零二室', 160, 240],
      ['江苏省徐州市', 80, 320],
      ['出生日期', 420, 310],
      ['1949-12-31', 600, 310],
      ['公安局交通', 80, 360],
      ['初次领证日期', 420, 370],
      ['2004-05-06', 600, 370],
      ['警察支队', 80, 400],
      ['准驾车型', 420, 430],
      ['C1', 600, 430],
      ['有效期限', 60, 520],
      ['2016-05-06', 190, 520],
      ['至', 380, 520],
      ['2026-05-06', 420, 520],
    ],
    values: {
      licence_number: '11010519491231002X',
      name: '王小明',
      sex: '女',
      address: '北京市东城区示范胡同一号院十二号楼三单元一零二室',
      issuing_unit: '江苏省徐州市公安局交通警察支队',
      first_issue_date: '2004-05-06',
      vehicle_class: 'C1',
      valid_from: '2016-05-06',
      valid_to: '2026-05-06',
    },
  },
  {
    kind: 'driver-licence-back',
    lines: [
      ['中华人民共和国机动车驾驶证副页', 300, 30, 36],
      ['证号', 60, 120],
      ['11010519491231002X', 160, 120],
      ['姓名', 60, 180],
      ['王小明', 160, 180],
      ['档案编号', 460, 180],
      ['130601473955', 600, 180],
      ['记录', 60, 260],
      ['请于2019年07月24日前九十日内申请换领', 160, 260],
      ['新驾驶证。', 160, 296],
    ],
    values: {
      name: '王小明',
      licence_number: '11010519491231002X',
      archive_number: '130601473955',
      record: '请于2019年07月24日前九十日内申请换领新驾驶证。',
    },
  },
  {
    kind: 'vehicle-licence-front',
    lines: [
      ['号牌号码', 60, 100],
      ['粤BP57E7', 200, 100],
      ['车辆类型', 560, 100],
      ['小型轿车', 700, 100],
      ['所有人', 60, 160],
      ['王小明', 200, 160],
      ['住址', 60, 220],
      ['广东省深圳市南山区示范路', 200, 220],
      ['8号', 200, 250],
      ['使用性质', 60, 310],
      ['非营运', 200, 310],
      ['品牌型号', 560, 310],
      ['云雀牌YQ2169A1', 700, 310],
      ['车辆识别代号', 360, 370],
      ['1M8GDM9AXKP042788', 560, 370],
      ['发动机号码', 360, 430],
      ['4G2519860', 560, 430],
      ['注册日期', 360, 490],
      ['2018-03-12', 490, 490],
      ['发证日期', 700, 490],
      ['2018-03-13', 830, 490],
    ],
    values: {
      plate_number: '粤BP57E7',
      vehicle_type: '小型轿车',
      owner: '王小明',
      address: '广东省深圳市南山区示范路8号',
      use_character: '非营运',
      model: '云雀牌YQ2169A1',
      vin: '1M8GDM9AXKP042788',
      engine_number: '4G2519860',
      register_date: '2018-03-12',
      issue_date: '2018-03-13',
    },
  },
  {
    kind: 'vehicle-licence-back',
    lines: [
      ['号牌号码', 60, 100],
      ['粤BD12345', 220, 100],
      ['档案编号', 560, 100],
      ['896488420924', 700, 100],
      ['核定载人数', 60, 160],
      ['5人', 220, 160],
      ['总质量', 560, 160],
      ['2671kg', 700, 160],
      ['整备质量', 60, 220],
      ['2193kg', 220, 220],
      ['核定载质量', 560, 220],
      ['--', 740, 220],
      ['外廓尺寸', 60, 280],
      ['3993x1989X1438mm', 220, 280],
      ['准牵引总质量', 560, 280],
      ['--', 760, 280],
      ['检验记录', 60, 400],
      ['检验有效期至2026年07月粤B(10)', 220, 400],
    ],
    values: {
      plate_number: '粤BD12345',
      file_number: '896488420924',
      approved_passengers: '5人',
      gross_mass: '2671kg',
      unladen_mass: '2193kg',
      approved_load: null,
      overall_dimension: '3993×1989×1438mm',
      traction_mass: null,
      inspection_record: '检验有效期至2026年07月粤B(10)',
    },
  },
  {
    kind: 'vat-invoice',
    lines: [
      ['浙江增值税专用发票', 440, 20, 36],
      ['发票代码:033002000411', 900, 20],
      ['发票号码:03753869', 900, 50],
      ['开票日期:2020年12月15日', 900, 80],
      ['名', 60, 130],
      ['称:', 190, 130],
      ['杭州市松间科技有限公司', 240, 130],
      ['纳税人识别号:', 60, 160],
      ['91350100M000100Y43', 240, 160],
      ['货物或应税劳务、服务名称', 60, 260],
      ['规格型号', 400, 260],
      ['金额', 700, 260],
      ['税额', 1040, 260],
      ['*办公用品*打印纸', 60, 300],
      ['82.08', 720, 300],
      ['4.92', 1060, 300],
      ['合', 100, 420],
      ['计', 200, 420],
      ['￥82.08', 700, 420],
      ['￥4.92', 1040, 420],
      ['价税合计(大写)', 80, 470],
      ['捌拾柒元整', 340, 470],
      ['(小写)', 760, 470],
      ['￥87.00', 860, 470],
      ['名', 60, 520],
      ['称:', 190, 520],
      ['成都市半亩餐饮管理有限公司', 240, 520],
      ['纳税人识别号:', 60, 550],
      ['91440300MA5EXWHW6F', 240, 550],
      ['地址、电话:', 60, 580],
      ['成都市示范路9号028-80000001', 240, 580],
      ['收款人:', 60, 680],
      ['张三', 160, 680],
      ['复核:', 400, 680],
      ['李四', 480, 680],
      ['开票人:', 700, 680],
      ['王五', 800, 680],
    ],
    values: {
      invoice_code: '033002000411',
      invoice_number: '03753869',
      invoice_date: '2020-12-15',
      buyer_name: '杭州市松间科技有限公司',
      buyer_tax_id: '91350100M000100Y43',
      seller_name: '成都市半亩餐饮管理有限公司',
      seller_tax_id: '91440300MA5EXWHW6F',
      seller_address_phone: '成都市示范路9号028-80000001',
      amount_without_tax: '82.08',
      tax_amount: '4.92',
      total_amount: '87.00',
      total_amount_words: '捌拾柒元整',
      payee: '张三',
      reviewer: '李四',
      drawer: '王五',
    },
  },
  {
    kind: 'train-ticket',
    lines: [
      ['A230894', 60, 30],
      ['苏州', 80, 110, 44],
      ['站', 250, 114, 34],
      ['G7350', 480, 108, 40],
      ['南京南', 680, 110, 44],
      ['站', 880, 114, 34],
      ['2017年08月05日22:09开', 80, 200],
      ['04车13A号', 680, 200],
      ['￥104.5元', 80, 260],
      ['二等座', 680, 260],
      ['2224761957****3065', 80, 380],
      ['沈文莲', 500, 380],
    ],
    values: {
      departure_station: '苏州站',
      arrival_station: '南京南站',
      train_number: 'G7350',
      departure_time: '2017-08-05T22:09',
      seat: '04车13A号',
      seat_class: '二等座',
      price: '104.50',
      passenger_name: '沈文莲',
    },
  },
  {
    kind: 'business-card',
    lines: [
      ['美丽广告有限公司', 80, 60, 34],
      ['孙小梦', 80, 160, 50],
      ['设计部', 340, 172, 26],
      ['设计经理', 460, 172, 26],
      ['手机:13900001234', 80, 280],
      ['电话:0571-88888888', 80, 330],
      ['传真:0571-88888889', 80, 380],
      ['邮箱:meili@123.com', 80, 430],
      ['地址:杭州市西湖区湖滨路123号', 80, 480],
      // Part of an account's number looks like a telephone's.
      ['账号 1202020057160123456', 80, 530],
    ],
    values: {
      name: '孙小梦',
      title: '设计经理',
      company: '美丽广告有限公司',
      department: '设计部',
      office_phone: '0571-88888888',
      mobile_phone: '13900001234',
      address: '杭州市西湖区湖滨路123号',
      email: 'meili@123.com',
    },
  },
  {
    kind: 'household-register',
    lines: [
      ['常住人口登记卡', 440, 30, 40],
      ['姓名', 60, 120],
      ['杨小冬', 260, 120],
      ['户主或与户主关系', 600, 120],
      ['孙女', 840, 120],
      ['曾用名', 60, 180],
      ['性别', 600, 180],
      ['女', 840, 180],
      ['出生地', 60, 240],
      ['四川省雷波县', 260, 240],
      ['民族', 600, 240],
      ['彝族', 840, 240],
      ['籍贯', 60, 300],
      ['四川省雷波县', 260, 300],
      ['出生日期', 600, 300],
      ['1949年12月31日', 840, 300],
      ['公民身份证件编号', 60, 420],
      ['11010519491231002X', 280, 420],
    ],
    values: {
      name: '杨小冬',
      relation: '孙女',
      sex: '女',
      birth_place: '四川省雷波县',
      native_place: '四川省雷波县',
      ethnicity: '彝族',
      birth_date: '1949-12-31',
      id_number: '11010519491231002X',
    },
  },
  {
    kind: 'emirates-id-front',
    lines: [
      ['Resident Identity Card', 600, 40],
      ['ID Number', 320, 140],
      ['784-1979-1234567-8', 320, 180, 32],
      ['Name: Layla Omar Haddad', 320, 240],
      ['Date of Birth: 05/01/1990', 320, 300],
      ['Nationality: Jordan', 320, 360],
      ['Issuing Date: 01/02/2020', 320, 420],
      ['Expiry Date: 31/01/2025', 320, 480],
      ['Sex: F', 760, 300],
    ],
    values: {
      id_number: '784-1979-1234567-8',
      name: 'Layla Omar Haddad',
      nationality: 'Jordan',
      sex: 'F',
      birth_date: '1990-01-05',
      expiry_date: '2025-01-31',
    },
  },
  {
    kind: 'taxi-invoice',
    lines: [
      ['北京市出租汽车发票', 100, 20, 34],
      ['发票代码', 60, 120],
      ['132011781210', 240, 120],
      ['发票号码', 60, 170],
      ['13742573', 240, 170],
      ['车号', 60, 220],
      ['BT6167', 240, 220],
      ['日期', 60, 270],
      ['2018年02月28日', 240, 270],
      ['上车', 60, 320],
      ['22:24', 240, 320],
      ['下车', 60, 370],
      ['22:57', 240, 370],
      ['单价', 60, 420],
      ['3.60元/公里', 240, 420],
      ['里程', 60, 470],
      ['40.9公里', 240, 470],
      ['金额', 60, 520],
      ['129.00元', 240, 520],
    ],
    values: {
      invoice_code: '132011781210',
      invoice_number: '13742573',
      car_number: 'BT6167',
      date: '2018-02-28',
      boarding_time: '22:24',
      alighting_time: '22:57',
      unit_price: '3.60元/公里',
      mileage: '40.9公里',
      amount: '129.00',
    },
  },
  {
    kind: 'quota-invoice',
    lines: [
      ['广东省通用定额发票', 400, 40, 40],
      ['发票代码 144031800103', 300, 160],
      ['2.00元', 900, 160],
      ['发票号码 40637706', 300, 210],
      ['贰元整', 500, 320, 50],
    ],
    values: {
      invoice_code: '144031800103',
      invoice_number: '40637706',
      amount_words: '贰元整',
      amount: '2.00',
      code_details: '税务局代码:国税,行政区划代码:深圳市,年份:2018,金额版:万元版,批次号:03',
    },
  },
  {
    kind: 'vat-roll-invoice',
    lines: [
      ['深圳增值税普通发票(卷票)', 80, 20, 30],
      ['发票代码:044031860107', 40, 120],
      ['发票号码:09267581', 40, 160],
      ['销售方名称:深圳市松间科技有限公司', 40, 200],
      ['纳税人识别号:91350100M000100Y43', 40, 240],
      ['开票日期:2018-09-20', 40, 280],
      ['购买方名称:成都市半亩商贸有限公司', 40, 320],
      ['纳税人识别号:91440300MA5EXWHW6F', 40, 360],
      ['合计金额(小写):￥220.00', 40, 480],
      ['校验码:81931914902643032711', 40, 560],
    ],
    values: {
      invoice_code: '044031860107',
      invoice_number: '09267581',
      invoice_date: '2018-09-20',
      check_code: '81931914902643032711',
      seller_name: '深圳市松间科技有限公司',
      seller_tax_id: '91350100M000100Y43',
      buyer_name: '成都市半亩商贸有限公司',
      buyer_tax_id: '91440300MA5EXWHW6F',
      total_amount: '220.00',
    },
  },
  {
    kind: 'takeaway-order',
    lines: [
      ['#25 外卖订单', 200, 20, 36],
      ['松间面馆(示范路店)', 160, 80, 28],
      ['下单时间:2022-10-07 16:24', 40, 140],
      ['订单编号:7011530650417151', 40, 180],
      ['电话:13800000000', 40, 220],
      ['番茄鸡蛋面', 40, 280],
      ['×2', 300, 280],
      ['32.00', 480, 280],
      ['总件数:2', 40, 340],
      ['商品合计', 40, 380],
      ['32.00', 480, 380],
      ['包装费', 40, 420],
      ['1.00', 480, 420],
      ['配送费', 40, 460],
      ['4.00', 480, 460],
      ['其他费用合计', 40, 500],
      ['5.00', 480, 500],
      ['顾客优惠合计', 40, 540],
      ['-2.00', 480, 540],
      ['在线支付', 40, 600],
      ['35.00', 480, 600],
    ],
    values: {
      shop_name: '松间面馆(示范路店)',
      phone: '13800000000',
      packaging_fee: '1.00',
      delivery_fee: '4.00',
      goods_total: '32.00',
      other_total: '5.00',
      discount_total: '-2.00',
      item_count: '2',
      paid_online: '35.00',
      order_number: '7011530650417151',
      order_time: '2022-10-07T16:24',
    },
  },
  {
    kind: 'vin',
    lines: [
      ['车辆识别代号', 60, 60],
      ['1M8GDM9AXKPO42788', 200, 160, 40],
    ],
    values: { vin: '1M8GDM9AXKP042788' },
  },
  {
    kind: 'licence-plate',
    lines: [
      ['粤B·P57E7', 300, 300, 60],
      ['沪A·D12345', 700, 300, 60],
    ],
    values: { plate_number: ['粤BP57E7', '沪AD12345'], plate_type: '小型新能源车' },
  },
  {
    kind: 'signboard',
    lines: [
      ['蓝鲸书店', 300, 60, 120],
      ['电话:0755-80004865', 100, 400, 30],
      ['地址:福州市仓山区示范路19号', 100, 460, 30],
      ['欢迎光临', 800, 420, 34],
    ],
    values: {
      brand: '蓝鲸书店',
      sign_name: '蓝鲸书店',
      address: '福州市仓山区示范路19号',
      phone: '0755-80004865',
      other_text: '欢迎光临',
    },
  },
  {
    kind: 'icp-filing',
    lines: [
      ['ICP/IP地址/域名信息备案管理系统', 40, 30, 34],
      ['主办单位名称', 100, 150],
      ['松间科技有限公司', 460, 150],
      ['主办单位性质', 100, 220],
      ['企业', 460, 220],
      ['ICP备案/许可证号', 100, 290],
      ['苏ICP备27421773号-1', 460, 290],
      ['网站域名', 100, 360],
      ['42f85-example.net', 460, 360],
      ['审核通过日期', 100, 430],
      ['2021-04-15', 460, 430],
    ],
    values: {
      domain: '42f85-example.net',
      icp_number: '苏ICP备27421773号-1',
      organizer: '松间科技有限公司',
      organizer_type: '企业',
      approved_date: '2021-04-15',
    },
  },
]

describe.each(cases)('$kind', ({ kind, lines, values }) => {
  test('reads every field, also from a page that lies askew', async () => {
    expect(await valuesOf(kind, lines)).toEqual(values)
    expect(await valuesOf(kind, lines, 6)).toEqual(values)
  })

  test('finds nothing on a page of another sort, and nothing on an empty one', async () => {
    expect(await valuesOf(kind, [])).toEqual({})
    const page: Lines = [
      ['清晨的湖面上升起一层薄雾', 60, 100],
      ['远处的山峰若隐若现', 60, 140],
    ]
    const found = await valuesOf(kind, page)
    // The print of a shop's front is a sign whatever it says.
    expect(Object.keys(found)).toEqual(kind === 'signboard' ? ['brand', 'sign_name'] : [])
  })
})

test('a label with nothing beside it is a field without a value; a missing label is no field', async () => {
  const values = await valuesOf('taxi-invoice', [
    ['发票代码', 60, 120],
    ['132011781210', 240, 120],
    ['里程', 60, 470],
  ])
  expect(values).toEqual({ invoice_code: '132011781210', mileage: null })
})

test('a field has a quad for each printed line of its value, around its own signs', async () => {
  const lines: Lines = [
    ['姓名', 60, 180],
    ['王小明', 160, 180],
    ['记录', 60, 260],
    ['请于2019年07月24日前', 160, 260],
    ['换领新证。', 160, 296],
  ]
  const { fields } = await extractFindings('driver-licence-back', [fakePage(printed(lines))])
  const record = fields.find(({ key }) => key === 'record')!
  expect(record.quads).toHaveLength(2)
  expect(record.quads[0]![0]).toEqual([160, 260])
  expect(record.quads[1]![0]).toEqual([160, 296])
  expect(record.boxSource).toBe('provider')
})

test('the engine`s other readings are taken only where a rule asks for them', async () => {
  const plate: Printed = { text: '粤8P57E7', x: 300, y: 300, height: 60, doubts: { 1: ['B', 0.2] } }
  const { fields } = await extractFindings('licence-plate', [fakePage([plate])])
  expect(fields[0]).toMatchObject({ key: 'plate_number', value: '粤BP57E7' })
  const sure: Printed = { text: '粤BP57E1', x: 300, y: 300, height: 60, doubts: { 6: ['7', 0.2] } }
  const right = await extractFindings('licence-plate', [fakePage([sure])])
  expect(right.fields[0]).toMatchObject({ value: '粤BP57E1' })
})

test('an Emirates ID`s back has its zone of three lines', async () => {
  const zone = ['ILARE3137418175784198618879302', '8605124M2412182PAK<<<<<<<<<<<7', 'RAHMAN<<KHALID<YOUSEF<<<<<<<<<']
  const lines: Printed[] = [
    { text: 'Card Number', x: 60, y: 60 },
    { text: '313741817', x: 60, y: 100, height: 30 },
    ...zone.map((text, index) => ({ text, x: 60, y: 400 + index * 80, height: 32, pitch: 30 })),
  ]
  const { fields, regions } = await extractFindings('emirates-id-back', [fakePage(lines)])
  expect(Object.fromEntries(fields.map(({ key, value }) => [key, value]))).toEqual({
    card_number: '313741817',
    country_code: 'ARE',
    mrz_line1: zone[0],
    mrz_line2: zone[1],
    mrz_line3: zone[2],
    sex: 'M',
    birth_date: '1986-05-12',
    expiry_date: '2024-12-18',
  })
  expect(fields.flatMap(({ checks }) => checks).filter(({ ok }) => !ok)).toEqual([])
  expect(regions.map(({ kind }) => kind)).toEqual(['mrz'])
})

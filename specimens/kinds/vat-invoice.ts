import { amountWords } from '../../server/contract/checks/amount-words.ts'
import { digitsOf, inventCompany, inventLandline, banks, yuan } from '../business.ts'
import { isoDate, randomDay } from '../dates.ts'
import { drawSeal, ink, markSpecimen, printForm, rule, startPaper, frame } from '../form.ts'
import { hsl } from '../paper.ts'
import { inventChinesePerson } from '../people.ts'
import type { SpecimenKind } from './kind.ts'

/** Goods of an invoice: what, unit, price in fen. */
const goods: readonly (readonly [string, string, number])[] = [
  ['*办公用品*打印纸', '箱', 15500],
  ['*信息技术服务*软件维护', '项', 480000],
  ['*餐饮服务*餐费', '次', 32800],
  ['*家具*办公椅', '把', 56900],
  ['*电子产品*显示器', '台', 129900],
  ['*物流服务*运输费', '吨', 22050],
  ['*纸制品*笔记本', '本', 1250],
]

/** The VAT invoice on paper (240 x 140 mm) as it was issued until the electronic one replaced it. */
export const vatInvoice: SpecimenKind = {
  kind: 'vat-invoice',
  surroundings: 'page',
  draw(random) {
    const sheet = startPaper('vat-invoice', random, { width: 240, height: 140 }, { pixels: random.integer(1500, 1750) })
    const brown = hsl(20, 55, 36)
    const label = { face: 'serif' as const, weight: 500, size: 3.3, colour: brown }
    const value = { face: random.pick(['sans', 'mono'] as const), weight: 400, size: 3.4, colour: ink(random) }
    const styles = { label, value }
    const special = random.chance(0.5)
    const place = random.pick(['浙江', '广东', '江苏', '四川', '上海', '北京'])
    sheet.print(`${place}增值税${special ? '专用' : '普通'}发票`, 120, 14, {
      ...label,
      weight: 700,
      size: 6.6,
      align: 'centre',
      spacing: 0.8,
    })
    rule(sheet, brown, 0.4, [82, 16.6], [158, 16.6])
    rule(sheet, brown, 0.4, [82, 17.8], [158, 17.8])
    const buyer = inventCompany(random)
    const seller = inventCompany(random)
    const day = randomDay(random, 2018, 2023)
    const date = `${day.year}年${String(day.month).padStart(2, '0')}月${String(day.day).padStart(2, '0')}日`
    const lines = random.sample(goods, random.integer(1, 3)).map(([name, unit, price]) => {
      const count = random.integer(1, 6)
      return { name, unit, price, count, net: price * count, tax: Math.round(price * count * 0.06) }
    })
    const net = lines.reduce((sum, line) => sum + line.net, 0)
    const tax = lines.reduce((sum, line) => sum + line.tax, 0)
    const code = `0${digitsOf(random, 11)}`
    const number = digitsOf(random, 8)
    const withCode = !special
    printForm(sheet, styles, [
      { label: '发票代码:', labelAt: [182, 9], key: 'invoice_code', text: code, at: [199, 9] },
      { label: '发票号码:', labelAt: [182, 14.5], key: 'invoice_number', text: number, at: [199, 14.5] },
      { label: '开票日期:', labelAt: [182, 20], key: 'invoice_date', text: date, value: isoDate(day), at: [199, 20] },
      ...(withCode
        ? [
            {
              label: '校验码:',
              labelAt: [182, 25.5] as const,
              key: 'check_code',
              text: digitsOf(random, 20),
              at: [195, 25.5] as const,
            },
          ]
        : []),
    ])
    const party = (key: 'buyer' | 'seller', company: typeof buyer, top: number, full: boolean) => {
      const bank = `${random.pick(banks)[0]}${random.pick(['城东', '高新', '滨江'])}支行${digitsOf(random, 19)}`
      printForm(sheet, styles, [
        { label: '名', labelAt: [22, top], text: '', at: [0, 0] },
        { label: '称:', labelAt: [42, top], key: `${key}_name`, text: company.name, at: [50, top] },
        {
          label: '纳税人识别号:',
          labelAt: [22, top + 5.4],
          key: `${key}_tax_id`,
          text: company.creditCode,
          at: [50, top + 5.4],
          style: { ...value, spacing: 0.35 },
        },
        {
          label: '地址、电话:',
          labelAt: [22, top + 10.8],
          ...(full && { key: `${key}_address_phone` }),
          text: full ? `${company.address.slice(0, 24).replace(/[^号村楼栋幢]*$/u, '')}${inventLandline(random)}` : '',
          at: [50, top + 10.8],
          style: { ...value, size: 3 },
        },
        {
          label: '开户行及账号:',
          labelAt: [22, top + 16.2],
          ...(full && { key: `${key}_bank_account` }),
          text: full ? bank : '',
          at: [50, top + 16.2],
        },
      ])
    }
    const [left, right] = [12, 228]
    const bands = [29, 53, 92, 101, 125]
    frame(sheet, brown, 0.35, left, bands[0]!, right, bands[4]!)
    for (const y of bands.slice(1, 4)) rule(sheet, brown, 0.3, [left, y], [right, y])
    rule(sheet, brown, 0.25, [left, 59], [right, 59])
    for (const [sign, y] of [
      ['购', 36],
      ['买', 42],
      ['方', 48],
      ['销', 108],
      ['售', 114],
      ['方', 120],
    ] as const)
      sheet.print(sign, 14, y, label)
    rule(sheet, brown, 0.25, [19.5, bands[0]!], [19.5, bands[1]!])
    rule(sheet, brown, 0.25, [19.5, bands[3]!], [19.5, bands[4]!])
    for (const x of [145, 152]) {
      rule(sheet, brown, 0.25, [x, bands[0]!], [x, bands[1]!])
      rule(sheet, brown, 0.25, [x, bands[3]!], [x, bands[4]!])
    }
    party('buyer', buyer, 34.5, special || random.chance(0.4))
    party('seller', seller, 106.5, true)
    const columns = [12, 62, 82, 94, 110, 132, 162, 178, 228]
    for (const x of columns.slice(1, -1)) rule(sheet, brown, 0.2, [x, bands[1]!], [x, bands[2]!])
    const heads = ['货物或应税劳务、服务名称', '规格型号', '单位', '数量', '单价', '金额', '税率', '税额']
    for (const [index, head] of heads.entries()) {
      sheet.print(head, (columns[index]! + columns[index + 1]!) / 2, 57.3, { ...label, size: 3, align: 'centre' })
    }
    for (const [index, line] of lines.entries()) {
      const y = 64 + index * 6
      const cell = { ...value, size: 3.1 }
      sheet.print(line.name, 14, y, cell)
      sheet.print(line.unit, 86, y, cell)
      for (const [text, x] of [
        [String(line.count), 108],
        [yuan(line.price), 130],
        [yuan(line.net), 160],
        ['6%', 176],
        [yuan(line.tax), 226],
      ] as const) {
        sheet.print(text, x, y, { ...cell, align: 'right' })
      }
    }
    rule(sheet, brown, 0.25, [left, 85.5], [right, 85.5])
    sheet.print('合', 24, 90.2, label)
    sheet.print('计', 42, 90.2, label)
    const netLine = sheet.print(`￥${yuan(net)}`, 160, 90.2, { ...value, align: 'right' })
    sheet.field('amount_without_tax', yuan(net), [netLine])
    sheet.field('tax_amount', yuan(tax), [sheet.print(`￥${yuan(tax)}`, 226, 90.2, { ...value, align: 'right' })])
    printForm(sheet, styles, [
      {
        label: '价税合计(大写)',
        labelAt: [18, 97.8],
        key: 'total_amount_words',
        text: amountWords(net + tax),
        at: [66, 97.8],
      },
      {
        label: '(小写)',
        labelAt: [160, 97.8],
        key: 'total_amount',
        text: `￥${yuan(net + tax)}`,
        value: yuan(net + tax),
        at: [176, 97.8],
      },
      {
        label: '收款人:',
        labelAt: [16, 131],
        key: 'payee',
        text: inventChinesePerson(random).name.slice(0, 6),
        at: [29, 131],
      },
      {
        label: '复核:',
        labelAt: [68, 131],
        key: 'reviewer',
        text: inventChinesePerson(random).name.slice(0, 6),
        at: [79, 131],
      },
      {
        label: '开票人:',
        labelAt: [118, 131],
        key: 'drawer',
        text: inventChinesePerson(random).name.slice(0, 6),
        at: [131, 131],
      },
      { label: '销售方:(章)', labelAt: [170, 131], text: '', at: [0, 0] },
    ])
    drawSeal(sheet, {
      x: 196,
      y: 114,
      radius: 9.6,
      name: seller.name.slice(0, 12),
      inner: '发票专用章',
      colour: hsl(4, 80, 50, 0.8),
    })
    markSpecimen(sheet, 14, 24, 3.4)
    return sheet
  },
}

import { amountWords } from '../../server/contract/checks/amount-words.ts'
import { digitsOf, inventCompany, yuan } from '../business.ts'
import { isoDate, randomDay } from '../dates.ts'
import { drawSeal, markSpecimen, printForm, startPaper } from '../form.ts'
import { hsl } from '../paper.ts'
import { drawQr } from './qr-code.ts'
import type { SpecimenKind } from './kind.ts'

const items = '早餐套餐 美式咖啡 鲜榨果汁 红烧牛肉面 图书 文具 打车费 日用品'.split(' ')

/** The VAT invoice on a roll (57 mm wide). */
export const vatRollInvoice: SpecimenKind = {
  kind: 'vat-roll-invoice',
  surroundings: 'card',
  draw(random) {
    const sheet = startPaper(
      'vat-roll-invoice',
      random,
      { width: 57, height: 150 },
      { pixels: random.integer(620, 800) },
    )
    const red = hsl(4, 65, 42)
    const colon = random.pick([':', '：'])
    const short = random.chance(0.35)
    const text = {
      face: random.pick(['sans', 'mono'] as const),
      weight: 400,
      size: random.pick([2.6, 2.9]),
      colour: hsl(0, 0, random.between(14, 32)),
    }
    const seller = inventCompany(random)
    const buyer = inventCompany(random)
    const day = randomDay(random, 2017, 2024)
    const bought = random
      .sample(items, random.integer(1, 4))
      .map((name) => ({ name, count: random.integer(1, 3), price: random.integer(300, 12000) }))
    const fen = bought.reduce((sum, { count, price }) => sum + count * price, 0)
    sheet.print(`${random.pick(['深圳', '浙江', '北京', '江苏'])}增值税普通发票(卷票)`, 28.5, 11, {
      ...text,
      face: 'serif',
      weight: 700,
      size: 3.6,
      colour: red,
      align: 'centre',
    })
    const lines: [label: string, key: string | undefined, value: string, canonical?: string][] = [
      ['发票代码', 'invoice_code', `0${digitsOf(random, 11)}`],
      ['发票号码', 'invoice_number', digitsOf(random, 8)],
      ['机打号码', undefined, digitsOf(random, 8)],
      ['机器编号', undefined, digitsOf(random, 12)],
      ['销售方名称', 'seller_name', seller.name],
      [short ? '销售方税号' : '纳税人识别号', 'seller_tax_id', seller.creditCode],
      [
        '开票日期',
        'invoice_date',
        random.pick([
          isoDate(day),
          isoDate(day),
          `${day.year}年${String(day.month).padStart(2, '0')}月${String(day.day).padStart(2, '0')}日`,
        ]),
        isoDate(day),
      ],
      [random.pick(['收款员', '收款人']), undefined, random.pick(['张三', '王丽', '001'])],
    ]
    if (random.chance(0.7))
      lines.push(
        ['购买方名称', 'buyer_name', buyer.name],
        [short ? '购买方税号' : '纳税人识别号', 'buyer_tax_id', buyer.creditCode],
      )
    let y = 30
    const print = ([label, key, value, canonical]: (typeof lines)[number]) => {
      const width = sheet.measure(`${label}${colon}`, text)
      // Long names go on in the next line, at its beginning.
      const room = 52 - width
      const fits = sheet.measure(value, text) <= room
      printForm(sheet, { label: text, value: text }, [
        {
          label: `${label}${colon}`,
          labelAt: [3, y],
          ...(key !== undefined && { key }),
          text: value,
          at: fits ? [3.5 + width, y] : [3, y + 4.2],
          ...(fits ? {} : { room: 51, step: 4.2 }),
          ...(canonical !== undefined && { value: canonical }),
        },
      ])
      y += fits ? 4.8 : 4.8 + 4.2 * Math.ceil(sheet.measure(value, text) / 51)
    }
    for (const line of lines) print(line)
    y += 2
    for (const [head, x] of [
      ['项目', 3],
      ['单价', 24],
      ['数量', 34],
      ['金额', 45],
    ] as const)
      sheet.print(head, x, y, text)
    for (const { name, count, price } of bought) {
      y += 4.8
      sheet.print(name, 3, y, text)
      sheet.print(yuan(price), 24, y, text)
      sheet.print(String(count), 36, y, text)
      sheet.print(yuan(count * price), 44, y, text)
    }
    y += 7
    const [figures, words] = random.pick([
      ['合计金额(小写)', '合计金额(大写)'],
      ['合计金额（小写）', '合计金额（大写）'],
      ['小写', '大写'],
      ['价税合计', '合计大写'],
    ] as const)
    const after = (label: string) => 3.5 + sheet.measure(`${label}${colon}`, text)
    const check = digitsOf(random, 20)
    printForm(sheet, { label: text, value: text }, [
      {
        label: `${figures}${colon}`,
        labelAt: [3, y],
        key: 'total_amount',
        text: `${random.pick(['￥', '¥'])}${yuan(fen)}`,
        value: yuan(fen),
        at: [after(figures), y],
      },
      { label: `${words}${colon}`, labelAt: [3, y + 4.8], text: amountWords(fen), at: [3, y + 9.2] },
      {
        label: `校验码${colon}`,
        labelAt: [3, y + 14],
        key: 'check_code',
        text: check,
        at: [after('校验码'), y + 14],
        style: { ...text, size: 2.5 },
      },
    ])
    if (random.chance(0.5)) drawQr(sheet, `01,11,${check},${yuan(fen)}`, 20, y + 17, 15)
    drawSeal(sheet, { x: 28.5, y: 20, radius: 5, name: '全国统一发票监制', colour: red })
    markSpecimen(sheet, 18, 147, 2.4)
    return sheet
  },
}

import { amountWords } from '../../server/contract/checks/amount-words.ts'
import { digitsOf, inventCompany, yuan } from '../business.ts'
import { isoDate, randomDay } from '../dates.ts'
import { drawSeal, markSpecimen, printForm, startPaper } from '../form.ts'
import { hsl } from '../paper.ts'
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
      { width: 57, height: 138 },
      { pixels: random.integer(620, 800) },
    )
    const red = hsl(4, 65, 42)
    const text = { face: random.pick(['sans', 'mono'] as const), weight: 400, size: 2.9, colour: hsl(0, 0, 14) }
    const seller = inventCompany(random)
    const buyer = inventCompany(random)
    const day = randomDay(random, 2017, 2024)
    const fen = random.integer(500, 30000)
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
      ['纳税人识别号', 'seller_tax_id', seller.creditCode],
      ['开票日期', 'invoice_date', isoDate(day)],
      ['收款员', undefined, '张三'],
    ]
    if (random.chance(0.7))
      lines.push(['购买方名称', 'buyer_name', buyer.name], ['纳税人识别号', 'buyer_tax_id', buyer.creditCode])
    let y = 30
    const print = ([label, key, value, canonical]: (typeof lines)[number]) => {
      const width = sheet.measure(`${label}:`, text)
      // Long names go on in the next line, at its beginning.
      const room = 52 - width
      const fits = sheet.measure(value, text) <= room
      printForm(sheet, { label: text, value: text }, [
        {
          label: `${label}:`,
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
    sheet.print('项目', 3, y, text)
    sheet.print('单价', 24, y, text)
    sheet.print('数量', 34, y, text)
    sheet.print('金额', 45, y, text)
    y += 4.8
    sheet.print(random.pick(items), 3, y, text)
    sheet.print(yuan(fen), 24, y, text)
    sheet.print('1', 36, y, text)
    sheet.print(yuan(fen), 45, y, text)
    y += 7
    printForm(sheet, { label: text, value: text }, [
      {
        label: '合计金额(小写):',
        labelAt: [3, y],
        key: 'total_amount',
        text: `￥${yuan(fen)}`,
        value: yuan(fen),
        at: [27, y],
      },
      { label: '合计金额(大写):', labelAt: [3, y + 4.8], text: amountWords(fen), at: [3, y + 9.2] },
      {
        label: '校验码:',
        labelAt: [3, y + 14],
        key: 'check_code',
        text: digitsOf(random, 20),
        at: [13.5, y + 14],
        style: { ...text, size: 2.7 },
      },
    ])
    drawSeal(sheet, { x: 28.5, y: 20, radius: 5, name: '全国统一发票监制', colour: red })
    markSpecimen(sheet, 18, 135, 2.4)
    return sheet
  },
}

import { amountWords } from '../../server/contract/checks/amount-words.ts'
import { digitsOf, inventCompany, yuan } from '../business.ts'
import { isoDate, randomDay } from '../dates.ts'
import { frame, ink, markSpecimen, printForm, rule, startPaper } from '../form.ts'
import { hsl } from '../paper.ts'
import { inventChinesePerson } from '../people.ts'
import type { Random } from '../random.ts'
import type { Sheet, TextStyle } from '../sheet.ts'
import { inventGoods, sumsOf } from '../vat-goods.ts'
import { drawQr } from './qr-code.ts'

/** The oval seal of the tax bureau above the title. */
export function drawOvalSeal(
  sheet: Sheet,
  x: number,
  y: number,
  width: number,
  lines: readonly string[],
  colour: string,
): void {
  const { context } = sheet
  context.save()
  context.strokeStyle = colour
  for (const [share, line] of [
    [1, 0.6],
    [0.9, 0.25],
  ] as const) {
    context.lineWidth = line
    context.beginPath()
    context.ellipse(x, y, (width / 2) * share, (width / 3) * share, 0, 0, 2 * Math.PI)
    context.stroke()
  }
  context.restore()
  for (const [index, text] of lines.entries())
    sheet.print(text, x, y + (index - (lines.length - 1) / 2) * width * 0.15 + width * 0.04, {
      face: 'serif',
      size: width * 0.105,
      colour,
      align: 'centre',
    })
}

const downTheSide = (sheet: Sheet, text: string, x: number, top: number, step: number, style: TextStyle) => {
  for (const [index, sign] of Array.from(text).entries()) sheet.print(sign, x, top + index * step, style)
}

/** The fully digital invoice (数电票, since 2021): a number of twenty digits, no code, buyer and seller beside each other. */
export function drawDigitalInvoice(random: Random): Sheet {
  const sheet = startPaper('vat-invoice', random, { width: 210, height: 140 }, { pixels: random.integer(1500, 1750) })
  const red = random.chance(0.8) ? hsl(8, 60, 38) : hsl(20, 55, 36)
  const label: TextStyle = { face: random.pick(['serif', 'sans']), weight: 400, size: 3.1, colour: red }
  const value: TextStyle = { face: random.pick(['sans', 'serif']), weight: 400, size: 3.3, colour: ink(random) }
  const styles = { label, value }
  const special = random.chance(0.4)
  const title = special ? '电子发票（增值税专用发票）' : '电子发票（普通发票）'
  sheet.print(title, 105, 15, { ...label, face: 'serif', weight: 700, size: 6, align: 'centre' })
  rule(sheet, red, 0.3, [66, 18], [144, 18])
  rule(sheet, red, 0.3, [66, 19], [144, 19])
  drawOvalSeal(
    sheet,
    105,
    22.5,
    26,
    ['全国统一发票监制章', '国家税务总局', `${random.pick(['浙江省', '广东省', '上海市'])}税务局`],
    hsl(4, 75, 50, 0.75),
  )
  const number = `2${random.integer(3, 5)}${random.pick(['33', '44', '31', '11', '32'])}2${digitsOf(random, 15)}`
  const day = randomDay(random, 2023, 2025)
  const date = `${day.year}年${String(day.month).padStart(2, '0')}月${String(day.day).padStart(2, '0')}日`
  drawQr(sheet, `01,32,,${number},${random.integer(10, 9999)}.00,${isoDate(day).replaceAll('-', '')},,`, 9, 5, 19)
  const apart = random.pick([0, 1.5])
  printForm(sheet, styles, [
    { label: '发票号码：', labelAt: [150, 12], key: 'invoice_number', text: number, at: [165.5 + apart, 12] },
    {
      label: '开票日期：',
      labelAt: [150, 18],
      key: 'invoice_date',
      text: date,
      value: isoDate(day),
      at: [165.5 + apart, 18],
    },
  ])
  const [left, right] = [8, 202]
  const [top, parties, table, total, end] = [31, 52, 96, 104, 126] as const
  frame(sheet, red, 0.35, left, top, right, end)
  for (const y of [parties, table, total]) rule(sheet, red, 0.3, [left, y], [right, y])
  for (const x of [15, 105, 112]) rule(sheet, red, 0.25, [x, top], [x, parties])
  const side = { ...label, size: 2.9 }
  downTheSide(sheet, '购买方信息', 10, top + 4.4, 3.7, side)
  downTheSide(sheet, '销售方信息', 107, top + 4.4, 3.7, side)
  const idLabel = '统一社会信用代码/纳税人识别号：'
  for (const [key, x, edge] of [
    ['buyer', 17, 104],
    ['seller', 114, 201],
  ] as const) {
    const company = inventCompany(random)
    const person = key === 'buyer' && !special && random.chance(0.25)
    const name = person ? `${inventChinesePerson(random).name}（个人）` : company.name
    const at = x + sheet.measure('名称：', label)
    printForm(sheet, styles, [
      { label: '名称：', labelAt: [x, top + 7], key: `${key}_name`, text: name, at: [at, top + 7], room: edge - at },
      {
        label: idLabel,
        labelAt: [x, top + 17],
        ...(!person && { key: `${key}_tax_id` }),
        text: person ? '' : company.creditCode,
        at: [x + sheet.measure(idLabel, label), top + 17],
      },
    ])
  }
  const lines = inventGoods(random)
  const sums = sumsOf(lines)
  const columns = [9, 52, 72, 86, 106, 132, 158, 178, 201]
  const heads = ['项目名称', '规格型号', '单 位', '数 量', '单 价', '金 额', '税率/征收率', '税 额']
  for (const [index, head] of heads.entries())
    sheet.print(head, (columns[index]! + columns[index + 1]!) / 2, 57, { ...label, size: 2.9, align: 'centre' })
  for (const [index, line] of lines.entries()) {
    const y = 62.5 + index * 4.4
    const cell = { ...value, size: 2.8 }
    sheet.print(line.name, 9, y, cell)
    for (const [text, x] of [
      [line.model, 70],
      [line.unit, 82],
      [line.count, 104],
      [line.price, 130],
      [yuan(line.net), 157],
      [line.rate, 172],
      [line.tax === null ? '***' : yuan(line.tax), 200],
    ] as const)
      if (text !== '') sheet.print(text, x, y, { ...cell, align: 'right' })
  }
  const sign = random.pick(['¥', '￥'])
  sheet.print('合', 20, 94, label)
  sheet.print('计', 38, 94, label)
  sheet.field('amount_without_tax', yuan(sums.net), [
    sheet.print(`${sign}${yuan(sums.net)}`, 157, 94, { ...value, align: 'right' }),
  ])
  if (sums.tax === null) sheet.print('***', 200, 94, { ...value, align: 'right' })
  else
    sheet.field('tax_amount', yuan(sums.tax), [
      sheet.print(`${sign}${yuan(sums.tax)}`, 200, 94, { ...value, align: 'right' }),
    ])
  const fen = sums.net + (sums.tax ?? 0)
  const words = amountWords(fen).replace('元', '圆')
  sheet.print('价税合计（大写）', 13, 101.5, label)
  sheet.print('⊗', 58, 101.5, value)
  sheet.field('total_amount_words', words, [sheet.print(words, 63, 101.5, value)])
  sheet.print('（小写）', 140, 101.5, label)
  sheet.field('total_amount', yuan(fen), [sheet.print(`${sign}${yuan(fen)}`, 153, 101.5, value)])
  downTheSide(sheet, '备注', 10, 112, 6, label)
  rule(sheet, red, 0.25, [15, total], [15, end])
  if (random.chance(0.6))
    sheet.print(
      random.pick([`订单号：${digitsOf(random, 16)}`, '购方开户银行：-；银行账号：-', '项目地点：示范路1号']),
      17,
      110,
      { ...value, size: 2.8 },
    )
  printForm(sheet, styles, [
    {
      label: '开票人：',
      labelAt: [20, 131.5],
      key: 'drawer',
      text: inventChinesePerson(random).name.slice(0, 6),
      at: [33, 131.5],
    },
  ])
  markSpecimen(sheet, 160, 135, 3)
  return sheet
}

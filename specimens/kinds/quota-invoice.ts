import { amountWords } from '../../server/contract/checks/amount-words.ts'
import { digitsOf, yuan } from '../business.ts'
import { drawSeal, frame, markSpecimen, printForm, startPaper } from '../form.ts'
import { hsl } from '../paper.ts'
import type { TextStyle } from '../sheet.ts'
import type { SpecimenKind } from './kind.ts'

/** Provinces and cities with the tax administration's four digits of an invoice code (税总发〔2004〕, GB/T 2260). */
const regions: readonly (readonly [name: string, digits: string, issuer: string])[] = [
  ['广东省', '4400', '国家税务总局广东省税务局'],
  ['深圳市', '4403', '国家税务总局深圳市税务局'],
  ['浙江省', '3300', '国家税务总局浙江省税务局'],
  ['湖北省', '4200', '湖北省国家税务局'],
  ['北京市', '1100', '北京市国家税务局'],
  ['四川省', '5100', '国家税务总局四川省税务局'],
  ['江苏省', '3200', '江苏省国家税务局'],
]

/** What a code of twelve digits says about its issue; a part that is 0 says nothing. */
function codeDetails(code: string, region: string): string {
  const bureau = code.startsWith('1') ? '国税' : '地税'
  return `税务局代码:${bureau},行政区划代码:${region},年份:20${code.slice(5, 7)}${code[9] === '1' ? ',金额版:万元版' : ''},批次号:${code.slice(10)}`
}

/** A pre-printed invoice of a fixed amount. */
export const quotaInvoice: SpecimenKind = {
  kind: 'quota-invoice',
  surroundings: 'card',
  draw(random) {
    const hue = random.pick([25, 200, 120, 340])
    const sheet = startPaper(
      'quota-invoice',
      random,
      { width: 120, height: 70 },
      { pixels: random.integer(950, 1300), hue, lightness: 92 },
    )
    const ink = hsl(hue, 50, 26)
    frame(sheet, hsl(hue, 40, 45), 0.5, 3, 3, 117, 67)
    const label: TextStyle = { face: random.pick(['serif', 'sans']), weight: 500, size: 3.7, colour: ink }
    const value: TextStyle = {
      face: random.pick(['sans', 'mono', 'roman']),
      weight: 400,
      size: 4,
      colour: hsl(0, 0, 12),
    }
    const [place, digits, issuer] = random.pick(regions)
    const title = random.pick([
      `${place}通用定额发票`,
      `${place}国家税务局通用定额发票`,
      `${place}停车费定额发票`,
      `${issuer}通用定额发票`,
    ])
    sheet.print(title, 62, 13, {
      ...label,
      weight: 700,
      size: Math.min(6, 92 / title.length),
      align: 'centre',
      spacing: 0.4,
    })
    sheet.print('发 票 联', 60, 19, { ...label, size: 3.6, align: 'centre' })
    const fen = random.pick([100, 200, 500, 1000, 2000, 5000, 10000])
    const code = `1${digits}${random.integer(15, 22)}00${random.pick(['0', '1'])}${String(random.integer(1, 4)).padStart(2, '0')}`
    const low = random.chance(0.35)
    const [codeY, numberY] = low ? [55, 60.5] : [27, 33.5]
    const colon = random.pick(['', '', ':', '：'])
    const serial = digitsOf(random, 8)
    const spread = random.chance(0.3)
    const words = random.pick([
      amountWords(fen),
      amountWords(fen),
      amountWords(fen).replace('整', '正').replace('元', '圆'),
      amountWords(fen).replace('整', ''),
    ])
    const start = low ? 12 : 38
    const valueAt = start + 2 + sheet.measure(`发票代码${colon}`, label)
    printForm(sheet, { label, value }, [
      { label: `发票代码${colon}`, labelAt: [start, codeY], key: 'invoice_code', text: code, at: [valueAt, codeY] },
      {
        label: `发票号码${colon}`,
        labelAt: [start, numberY],
        key: 'invoice_number',
        text: serial,
        at: [valueAt, numberY],
        style: { ...value, colour: hsl(4, 70, 38) },
      },
      {
        key: 'amount_words',
        text: spread ? Array.from(words).join(' ') : words,
        value: words,
        at: [60, 45],
        style: { ...label, weight: 700, size: 7.4, align: 'centre', spacing: 1 },
      },
    ])
    sheet.field('code_details', codeDetails(code, place), [])
    const figures = random.pick(['sign', 'sign', 'unit', 'none'] as const)
    if (figures === 'sign') {
      const text = `${random.pick(['￥', '¥'])}${random.chance(0.5) ? yuan(fen) : String(fen / 100)}`
      sheet.field('amount', yuan(fen), [sheet.print(text, 60, 52, { ...value, size: 4.4, align: 'centre' })])
    } else if (figures === 'unit') {
      // The figures stand in the corner, as large as the printer could.
      sheet.field('amount', yuan(fen), [
        sheet.print(`${random.chance(0.5) ? yuan(fen) : String(fen / 100)}元`, 96, 27, { ...value, size: 4.2 }),
      ])
    }
    sheet.print(
      random.pick(['收款单位(盖章)有效', '收款单位盖章:', '付款单位（个人）']),
      low ? 74 : 10,
      low ? 55 : 62,
      { ...label, size: 3 },
    )
    if (!low) sheet.print('开票日期:    年   月   日', 70, 62, { ...label, size: 3 })
    if (random.chance(0.4)) {
      for (const [index, sign] of Array.from('刮奖区').entries())
        sheet.print(sign, 110, 32 + index * 5, { ...label, size: 3 })
    }
    drawSeal(sheet, { x: 19, y: 30, radius: 9, name: `${place}税务局`, inner: '监制', colour: hsl(4, 75, 48, 0.85) })
    markSpecimen(sheet, 92, 64.8, 2.2)
    return sheet
  },
}

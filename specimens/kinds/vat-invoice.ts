import { amountWords } from '../../server/contract/checks/amount-words.ts'
import { digitsOf, inventCompany, inventLandline, banks, yuan } from '../business.ts'
import { isoDate, randomDay } from '../dates.ts'
import { drawSeal, ink, markSpecimen, printForm, rule, startPaper, frame, type FormEntry } from '../form.ts'
import { hsl } from '../paper.ts'
import { inventChinesePerson } from '../people.ts'
import type { Random } from '../random.ts'
import type { Sheet, TextStyle } from '../sheet.ts'
import { inventGoods, sumsOf } from '../vat-goods.ts'
import type { SpecimenKind } from './kind.ts'
import { drawQr } from './qr-code.ts'
import { drawDigitalInvoice, drawOvalSeal } from './vat-invoice-digital.ts'

/** Four lines of the password area (密文区): no field, but in the way. */
function drawPassword(sheet: Sheet, random: Random, x: number, y: number, style: TextStyle): void {
  const signs = Array.from('0123456789<>+-*/')
  for (let line = 0; line < 4; line += 1) {
    const text = Array.from({ length: 27 }, () => random.pick(signs)).join('')
    sheet.print(text, x, y + line * 5.2, style)
  }
}

/**
 * Printers seldom meet a pre-printed form exactly: on some pages every value stands off its line by part of a sign's height (3.4 mm). Rows are 5.4 mm
 * apart, so that a value still is nearest to its own label.
 */
function offForm(random: Random): (entries: readonly FormEntry[]) => FormEntry[] {
  const [dx, dy] = random.chance(0.3)
    ? [random.between(-1.2, 1.6), random.pick([-1, 1]) * random.between(0.7, 1.3)]
    : [0, 0]
  return (entries) => entries.map((entry) => ({ ...entry, at: [entry.at[0] + dx, entry.at[1] + dy] }))
}

/** The invoice of 240 x 140 mm: special and ordinary ones on paper, and the electronic copy of an ordinary one with its QR code and seal. */
function drawPaperInvoice(random: Random): Sheet {
  const form = random.pick(['special', 'ordinary', 'electronic'] as const)
  const sheet = startPaper('vat-invoice', random, { width: 240, height: 140 }, { pixels: random.integer(1500, 1750) })
  const brown = hsl(20, 55, 36)
  const label = { face: 'serif' as const, weight: 500, size: 3.3, colour: brown }
  const value = { face: random.pick(['sans', 'mono'] as const), weight: 400, size: 3.4, colour: ink(random) }
  const styles = { label, value }
  const special = form === 'special'
  const place = random.pick(['浙江', '广东', '江苏', '四川', '上海', '北京'])
  sheet.print(`${place}增值税${special ? '专用' : form === 'electronic' ? '电子普通' : '普通'}发票`, 120, 14, {
    ...label,
    weight: 700,
    size: 6.6,
    align: 'centre',
    spacing: 0.8,
  })
  rule(sheet, brown, 0.4, [82, 16.6], [158, 16.6])
  rule(sheet, brown, 0.4, [82, 17.8], [158, 17.8])
  // An electronic copy is drawn with its values: nothing is off.
  const printed = form === 'electronic' ? (entries: readonly FormEntry[]) => entries : offForm(random.fork('off'))
  const buyer = inventCompany(random)
  const seller = inventCompany(random)
  const day = randomDay(random, 2018, 2023)
  const date = `${day.year}年${String(day.month).padStart(2, '0')}月${String(day.day).padStart(2, '0')}日`
  const lines = inventGoods(random, 3)
  const { net, tax } = sumsOf(lines)
  const code = `0${digitsOf(random, 11)}`
  const number = digitsOf(random, 8)
  const groups = (digits: string) => digits.replace(/(.{5})(?=.)/g, '$1 ')
  const check = digitsOf(random, 20)
  const spread = random.chance(0.4)
  const colon = random.pick([':', '：'])
  const head = { ...value, size: random.pick([3.4, 3.7]) }
  if (form !== 'electronic' && random.chance(0.6)) {
    // Pre-printed code and number in large figures without a label; the printer repeats both in small ones.
    sheet.field('invoice_code', code.slice(-10), [
      sheet.print(code.slice(-10), 22, 14, { ...value, size: 5.4, face: 'roman' }),
    ])
    const large = { ...value, face: 'roman' as const, size: 6, colour: hsl(215, 60, 32) }
    sheet.print('No', 168, 14, { ...large, size: 5, colour: brown })
    sheet.field('invoice_number', number, [sheet.print(number, 177, 14, large)])
    sheet.alsoAt('invoice_code', [sheet.print(code.slice(-10), 210, 12, { ...value, size: 2.9 })])
    sheet.alsoAt('invoice_number', [sheet.print(number, 210, 16.4, { ...value, size: 2.9 })])
    printForm(
      sheet,
      styles,
      printed([
        {
          label: `开票日期${colon}`,
          labelAt: [176, 23],
          key: 'invoice_date',
          text: date,
          value: isoDate(day),
          at: [194, 23],
        },
        ...(special
          ? []
          : [
              {
                label: `校验码`,
                labelAt: [22, 20.5] as const,
                key: 'check_code',
                text: groups(check),
                value: check,
                at: [34, 20.5] as const,
              },
            ]),
      ]),
    )
  } else {
    printForm(
      sheet,
      { label, value: head },
      printed([
        { label: `发票代码${colon}`, labelAt: [182, 9], key: 'invoice_code', text: code, at: [199, 9] },
        { label: `发票号码${colon}`, labelAt: [182, 14.5], key: 'invoice_number', text: number, at: [199, 14.5] },
        {
          label: `开票日期${colon}`,
          labelAt: [182, 20],
          key: 'invoice_date',
          text: date,
          value: isoDate(day),
          at: [199, 20],
        },
        ...(special
          ? []
          : [
              {
                label: spread ? `校 验 码${colon}` : `校验码${colon}`,
                labelAt: [182, 25.5] as const,
                key: 'check_code',
                text: spread ? groups(check) : check,
                value: check,
                at: [spread ? 197.5 : 195, 25.5] as const,
                style: { ...value, size: 2.9 },
              },
            ]),
      ]),
    )
  }
  if (form === 'electronic') {
    drawQr(
      sheet,
      `01,10,${code},${number},${yuan(net)},${isoDate(day).replaceAll('-', '')},${check.slice(-6)},`,
      14,
      5,
      18,
    )
    sheet.print(`机器编号${colon}${digitsOf(random, 12)}`, 14, 27, { ...label, size: 2.9 })
  }
  if (random.chance(0.75)) {
    drawPassword(sheet, random, 155, 34.5, { ...value, face: 'mono', size: 3.1, spacing: 0.1 })
    for (const [index, sign] of Array.from('密码区').entries()) sheet.print(sign, 147, 36 + index * 6, label)
  }
  const party = (key: 'buyer' | 'seller', company: typeof buyer, top: number, full: boolean) => {
    const bank = `${random.pick(banks)[0]}${random.pick(['城东', '高新', '滨江'])}支行${random.pick(['', '', ' '])}${digitsOf(random, random.pick([12, 15, 19]))}`
    printForm(
      sheet,
      styles,
      printed([
        { label: '名', labelAt: [22, top], text: '', at: [0, 0] },
        { label: `称${colon}`, labelAt: [42, top], key: `${key}_name`, text: company.name, at: [50, top] },
        {
          label: `纳税人识别号${colon}`,
          labelAt: [22, top + 5.4],
          key: `${key}_tax_id`,
          text: company.creditCode,
          at: [50, top + 5.4],
          style: { ...value, spacing: 0.35 },
        },
        {
          label: `${random.pick(['地址、电话', '地 址、电 话'])}${colon}`,
          labelAt: [22, top + 10.8],
          ...(full && { key: `${key}_address_phone` }),
          text: full ? `${company.address.slice(0, 24).replace(/[^号村楼栋幢]*$/u, '')}${inventLandline(random)}` : '',
          at: [50, top + 10.8],
          style: { ...value, size: 3 },
        },
        {
          label: `开户行及账号${colon}`,
          labelAt: [22, top + 16.2],
          ...(full && { key: `${key}_bank_account` }),
          text: full ? bank : '',
          value: bank.replace(' ', ''),
          at: [50, top + 16.2],
        },
      ]),
    )
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
    const y = 62.6 + index * 3.9
    const cell = { ...value, size: 2.7 }
    sheet.print(line.name, 14, y, cell)
    for (const [text, x] of [
      [line.model, 80],
      [line.unit, 91],
      [line.count, 108],
      [line.price, 130],
      [yuan(line.net), 160],
      [line.rate, 176],
      [line.tax === null ? '***' : yuan(line.tax), 226],
    ] as const)
      if (text !== '') sheet.print(text, x, y, { ...cell, align: 'right' })
  }
  rule(sheet, brown, 0.25, [left, 85.5], [right, 85.5])
  sheet.print('合', 24, 90.2, label)
  sheet.print('计', 42, 90.2, label)
  const sign = random.pick(['￥', '¥'])
  const netLine = sheet.print(`${sign}${yuan(net)}`, 160, 90.2, { ...value, align: 'right' })
  sheet.field('amount_without_tax', yuan(net), [netLine])
  if (tax === null) sheet.print('***', 226, 90.2, { ...value, align: 'right' })
  else
    sheet.field('tax_amount', yuan(tax), [sheet.print(`${sign}${yuan(tax)}`, 226, 90.2, { ...value, align: 'right' })])
  const fen = net + (tax ?? 0)
  const crossed = random.chance(0.5)
  if (crossed) sheet.print('⊗', 66, 97.8, value)
  const words = random.chance(0.6) ? amountWords(fen).replace('元', '圆') : amountWords(fen)
  printForm(
    sheet,
    styles,
    printed([
      {
        label: '价税合计(大写)',
        labelAt: [18, 97.8],
        key: 'total_amount_words',
        text: words,
        at: [crossed ? 71 : 66, 97.8],
      },
      {
        label: '(小写)',
        labelAt: [160, 97.8],
        key: 'total_amount',
        text: `${sign}${yuan(fen)}`,
        value: yuan(fen),
        at: [176, 97.8],
      },
      {
        label: `收款人${colon}`,
        labelAt: [16, 131],
        key: 'payee',
        text: inventChinesePerson(random).name.slice(0, 6),
        at: [29, 131],
      },
      {
        label: `复核${colon}`,
        labelAt: [68, 131],
        key: 'reviewer',
        text: inventChinesePerson(random).name.slice(0, 6),
        at: [79, 131],
      },
      {
        label: `开票人${colon}`,
        labelAt: [118, 131],
        key: 'drawer',
        text: inventChinesePerson(random).name.slice(0, 6),
        at: [131, 131],
      },
      { label: `销售方${colon}(章)`, labelAt: [170, 131], text: '', at: [0, 0] },
    ]),
  )
  sheet.print('备', 147, 108, label)
  sheet.print('注', 147, 118, label)
  if (random.chance(0.4))
    sheet.print(random.pick(['样品费用', `合同号${digitsOf(random, 8)}`, '代开']), 155, 108, value)
  // Stamps land where the hand puts them: on the remarks, or over the end of the seller's lines.
  drawSeal(sheet, {
    x: random.pick([196, 190, 150, 132]),
    y: random.between(111, 119),
    radius: random.between(9.6, 13),
    name: seller.name.slice(0, 16),
    inner: '发票专用章',
    colour: hsl(4, 80, 50, random.between(0.55, 0.8)),
  })
  if (random.chance(0.5)) drawOvalSeal(sheet, 120, 15, 22, ['全国统一发票监制章', place, '税务局'], hsl(4, 75, 50, 0.5))
  markSpecimen(sheet, 52, 25, 3.4)
  return sheet
}

/** VAT invoices: the layout of 2014 on paper and as its electronic copy, and the fully digital invoice. */
export const vatInvoice: SpecimenKind = {
  kind: 'vat-invoice',
  surroundings: 'page',
  draw: (random) => (random.chance(0.4) ? drawDigitalInvoice(random) : drawPaperInvoice(random)),
}

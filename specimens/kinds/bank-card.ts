import { cardSize, startCard } from '../card-ground.ts'
import { banks, inventCardNumber } from '../business.ts'
import { markSpecimen } from '../form.ts'
import { drawRosette, drawWaves, hsl } from '../paper.ts'
import { inventChinesePerson } from '../people.ts'
import type { Random } from '../random.ts'
import { heldBy, onPapers, wear } from '../scene.ts'
import type { Sheet, TextStyle } from '../sheet.ts'
import type { SpecimenKind } from './kind.ts'

/** In groups of four, the rest at the end, as cards print it. */
const grouped = (number: string) => number.replace(/(\d{4})(?=\d)/g, '$1 ')

/** Further names of the forms that banks have; none exists. */
const moreBanks: readonly (readonly [zh: string, latin: string])[] = [
  ...banks,
  ['青禾农村商业银行', 'QINGHE RURAL COMMERCIAL BANK'],
  ['中国海岸银行', 'BANK OF COASTAL CHINA'],
  ['临江市农村信用合作联社', 'LINJIANG RURAL CREDIT'],
  ['澄江村镇银行', 'CHENGJIANG VILLAGE BANK'],
  ['长河邮政储蓄银行', 'POSTAL SAVINGS BANK'],
]

const schemes = ['UnionPay', 'UnionPay', 'VISA', 'MasterCard', 'JCB'] as const

interface Card {
  sheet: Sheet
  light: string
  pale: boolean
  small: TextStyle
  bank: readonly [zh: string, latin: string]
  number: string
  expiry: string
  issue: string
  holder: string
}

const month = (random: Random, low: number, high: number) =>
  `${String(random.integer(1, 12)).padStart(2, '0')}/${random.integer(low, high)}`

function startBankCard(random: Random, size = cardSize): Card {
  const hue = random.pick([210, 230, 0, 160, 280, 25, 45])
  const sheet = startCard('bank-card', random, hue, size)
  const { context } = sheet
  // Dark cards with light print, and pale ones with dark print.
  const pale = random.chance(0.22)
  context.fillStyle = pale ? hsl(hue, 30, random.between(82, 92), 0.9) : hsl(hue, 45, random.between(24, 38), 0.9)
  context.fillRect(0, 0, size.width, size.height)
  drawRosette(context, random, size.width * 0.72, size.height * 0.55, 26, hsl(hue, 40, 60, 0.18))
  if (random.chance(0.4))
    drawWaves(context, random, { left: 0, top: 0, width: size.width, height: size.height }, hue, 0.15)
  const light = pale ? hsl(hue, 30, 14) : hsl(45, 15, 94)
  const holder = inventChinesePerson(random)
  return {
    sheet,
    light,
    pale,
    small: { face: 'sans', size: random.between(1.7, 2), colour: light },
    bank: random.pick(moreBanks),
    number: inventCardNumber(random, random.pick([16, 19, 19])),
    expiry: month(random, 26, 38),
    issue: month(random, 15, 25),
    holder: [holder.surnameLatin, holder.givenLatin].filter((part) => part !== '').join(' '),
  }
}

function drawChip({ context }: Sheet, left: number, top: number): void {
  context.fillStyle = hsl(45, 55, 70)
  context.beginPath()
  context.roundRect(left, top, 11, 8.5, 1.2)
  context.fill()
}

/** Raised print: a light edge above and a dark one below the signs. */
function emboss(sheet: Sheet, text: string, x: number, y: number, style: TextStyle) {
  const edge = (offset: number, colour: string) => {
    sheet.print(text, x + offset, y + offset, { ...style, colour })
    sheet.truth.lines.pop()
  }
  edge(-0.12, 'rgba(255, 255, 255, 0.55)')
  edge(0.14, 'rgba(0, 0, 0, 0.6)')
  return sheet.print(text, x, y, style)
}

function fitted(sheet: Sheet, text: string, style: TextStyle, room: number): TextStyle {
  const share = sheet.measure(text, style) / room
  return share > 1 ? { ...style, size: style.size / share } : style
}

function printBank(
  { sheet, bank: [zh, latin], small, light }: Card,
  random: Random,
  x: number,
  y: number,
  room: number,
): void {
  const face = random.pick(['sans', 'serif'] as const)
  const name: TextStyle = { face, weight: 700, size: random.between(4, 5.2), colour: light }
  if (/BANK/.test(latin) && random.chance(0.12)) {
    // A card for abroad, in Latin letters only.
    sheet.field('bank_name', latin, [sheet.print(latin, x, y, fitted(sheet, latin, { ...name, size: 3.6 }, room))])
    return
  }
  // A mark of the bank's own before its name.
  const mark = random.chance(0.4) ? 5.5 : 0
  if (mark > 0) {
    sheet.context.fillStyle = light
    sheet.context.beginPath()
    sheet.context.arc(x + 2, y - 1.6, 2.1, 0, Math.PI * 2)
    sheet.context.fill()
  }
  sheet.field('bank_name', zh, [sheet.print(zh, x + mark, y, fitted(sheet, zh, name, room - mark))])
  if (random.chance(0.7))
    sheet.print(latin, x + mark, y + 3.5, fitted(sheet, latin, { ...small, size: 2.1, spacing: 0.2 }, room))
}

function printScheme({ sheet, light }: Card, random: Random, x: number, y: number): void {
  const scheme = random.pick(schemes)
  const style: TextStyle = { face: 'sans', weight: 700, size: scheme.length > 8 ? 3 : 3.8, colour: light }
  const above = scheme === 'UnionPay' && random.chance(0.4) ? [sheet.print('银联', x, y - 4.3, style)] : null
  sheet.field('card_type', scheme, [sheet.print(scheme, x, y, style)])
  if (above) sheet.alsoAt('card_type', above)
}

const sorts = ['借记卡', '储蓄卡', '信用卡', '贵宾卡', 'DEBIT', 'CREDIT', 'PLATINUM', '金卡', '一卡通', 'ATM']

/** What stands with the months: stacked words before them, or a label above, or Chinese ones. */
function printMonths({ sheet, small, light, issue, expiry }: Card, random: Random, x: number, y: number): void {
  const value: TextStyle = { face: random.pick(['sans', 'mono'] as const), size: 3, colour: light }
  const tiny: TextStyle = { ...small, size: 1.55 }
  const both = random.chance(0.35)
  const form = random.pick(['stacked', 'above', 'line', 'chinese'] as const)
  const one = (label: readonly [string, string, string], key: string, text: string, left: number) => {
    if (form === 'stacked') {
      sheet.print(label[0], left, y - 1.5, tiny)
      sheet.print(label[1], left, y + 0.3, tiny)
      sheet.field(key, text, [sheet.print(text, left + 8, y, value)])
    } else if (form === 'above') {
      sheet.print(`${label[0]} ${label[1]}`, left, y - 3.2, tiny)
      sheet.field(key, text, [sheet.print(text, left, y, value)])
    } else if (form === 'line') {
      sheet.print(`${label[0]} ${label[1]}`, left, y, tiny)
      sheet.field(key, text, [sheet.print(text, left + 12, y, value)])
    } else {
      const own: TextStyle = { ...small, size: 2.1 }
      const words = random.chance(0.5) ? `${label[2]}:` : label[2]
      sheet.print(words, left, y, own)
      sheet.field(key, text, [sheet.print(text, left + sheet.measure(words, own) + 1.2, y, value)])
    }
  }
  if (both) one(['VALID', 'FROM', '发卡日期'], 'issue_date', issue, x)
  one(['VALID', random.pick(['THRU', 'THRU', 'DATE']), '有效期'], 'expiry_date', expiry, both ? x + 24 : x)
  if (form === 'above' && random.chance(0.4))
    sheet.print('MONTH/YEAR', x + (both ? 24 : 0) + 10, y - 5.2, { ...tiny, size: 1.3 })
}

/** The usual card, wider than high. */
function drawWide(random: Random): Sheet {
  const card = startBankCard(random)
  const { sheet, light, pale, small, number, holder } = card
  drawChip(sheet, random.pick([8, 8, 10]), random.between(16, 19))
  printBank(card, random, 8, 9.5, 50)
  const raised = random.chance(0.35)
  const style: TextStyle = {
    face: random.pick(['mono', 'sans', 'ocr-b'] as const),
    weight: random.pick([400, 700]),
    size: random.between(4.2, 4.9),
    colour: pale ? light : raised ? hsl(45, 25, 72) : random.pick([light, light, hsl(45, 45, 78)]),
    spacing: random.pick([0, 0, 0.15]),
  }
  const text = random.chance(0.15) ? number.replace(/^(\d{6})(\d+)$/, '$1 $2') : grouped(number)
  const fit = fitted(sheet, text, style, 71)
  const y = random.between(33, 36.5)
  const line = raised ? emboss(sheet, text, 8, y, fit) : sheet.print(text, 8, y, fit)
  sheet.field('card_number', number, [line])
  if (random.chance(0.25)) sheet.print(number.slice(0, 4), 8, y + 3, { ...small, size: 1.8 })
  if (random.chance(0.7)) printMonths(card, random, random.between(18, 26), 42)
  if (random.chance(0.6)) {
    const own: TextStyle = { ...small, face: random.pick(['sans', 'mono'] as const), size: 3.1, spacing: 0.15 }
    const label = random.chance(0.2)
    if (label) sheet.print('CARDHOLDER NAME', 8, 46.2, { ...small, size: 1.5 })
    const printed = random.chance(0.12) ? `${random.pick(['MR', 'MS'])} ${holder}` : holder
    sheet.field('card_holder', printed, [sheet.print(printed, 8, 49.4, own)])
  }
  sheet.print(random.pick(sorts), 66, 9.5, { ...small, size: 2.8 })
  printScheme(card, random, 64, 49)
  if (random.chance(0.3)) sheet.print('24小时客服热线 95500', 8, 52.6, { ...small, size: 1.6 })
  markSpecimen(sheet, 40, 25, 2.2, light)
  return sheet
}

/** An upright card with its number in two or more lines, or in one across. */
function drawUpright(random: Random): Sheet {
  const size = { width: cardSize.height, height: cardSize.width }
  const card = startBankCard(random, size)
  const { sheet, light, small, number, holder } = card
  printBank(card, random, 6, 9.5, 42)
  drawChip(sheet, 21.5, random.between(14, 18))
  const style: TextStyle = { face: random.pick(['sans', 'mono'] as const), weight: 500, size: 4.2, colour: light }
  const groups = grouped(number).split(' ')
  const lines = random.pick([
    [groups.join(' ')],
    [groups.slice(0, 2).join(' '), groups.slice(2).join(' ')],
    groups.length === 4 ? groups : [groups.slice(0, 2).join(' '), groups.slice(2).join(' ')],
  ])
  const top = 58 - (lines.length - 1) * 5.6
  const printed = lines.map((line, index) => sheet.print(line, 6, top + index * 5.6, fitted(sheet, line, style, 42)))
  sheet.field('card_number', number, printed)
  if (random.chance(0.6)) printMonths(card, random, 6, 67)
  if (random.chance(0.5)) sheet.field('card_holder', holder, [sheet.print(holder, 6, 73.5, { ...small, size: 2.9 })])
  sheet.print(random.pick(sorts), 6, 80.5, { ...small, size: 2.8 })
  printScheme(card, random, 32, 80.5)
  markSpecimen(sheet, 6, 47.5 - (lines.length > 2 ? 12 : 0), 2, light)
  return sheet
}

export const bankCard: SpecimenKind = {
  kind: 'bank-card',
  surroundings: 'card',
  draw(random) {
    const sheet = random.chance(0.14) ? drawUpright(random) : drawWide(random)
    const around = random.fork('around')
    if (around.chance(0.25)) wear(around, sheet)
    if (around.chance(0.08)) heldBy(around, sheet)
    return around.chance(0.12) ? onPapers(around, 'bank-card', sheet) : sheet
  },
}

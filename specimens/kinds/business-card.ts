import { inventCompany, inventLandline, inventMobile } from '../business.ts'
import { markSpecimen, rule, wrapText } from '../form.ts'
import { hsl } from '../paper.ts'
import { inventChinesePerson } from '../people.ts'
import type { Random } from '../random.ts'
import { Sheet, type TextStyle } from '../sheet.ts'
import type { SpecimenKind } from './kind.ts'

const titles = '总经理 设计经理 销售总监 高级工程师 市场主管 客户经理 副总裁 项目负责人 财务经理'.split(' ')
const departments = '设计部 市场部 技术研发中心 销售部 客户服务部 财务部 工程部'.split(' ')

/** What a card says, with one truth for all arrangements. */
interface Details {
  company: string
  companyLatin: string | null
  name: string
  titles: string[]
  department: string | null
  mobiles: string[]
  landlines: string[]
  fax: string | null
  email: string
  web: string
  addresses: string[]
}

function inventDetails(random: Random): Details {
  const company = inventCompany(random)
  const person = inventChinesePerson(random)
  const host = `${company.creditCode.slice(-4).toLowerCase()}-example.com`
  const user = (person.givenLatin || person.surnameLatin).toLowerCase().replaceAll(/[^a-z]/g, '')
  const spelled = (number: string) =>
    random.pick([number, number, `${number.slice(0, 3)}-${number.slice(3, 7)}-${number.slice(7)}`, `+86 ${number}`])
  return {
    company: company.name,
    companyLatin: random.chance(0.35)
      ? random.pick(['Qinghe Technology Co., Ltd.', 'Yunqi Trading Co.,Ltd.', 'Beichen Software Inc.'])
      : null,
    name: person.name.slice(0, 8),
    titles: random.sample(titles, random.chance(0.2) ? 2 : 1),
    department: random.chance(0.6) ? random.pick(departments) : null,
    mobiles: Array.from({ length: random.chance(0.15) ? 2 : 1 }, () => spelled(inventMobile(random))),
    landlines: Array.from({ length: random.pick([0, 1, 1, 1, 2]) }, () => inventLandline(random)),
    fax: random.chance(0.4) ? inventLandline(random) : null,
    email: `${user}@${host}`,
    web: `www.${host}`,
    addresses: [company.address.slice(0, 30)],
  }
}

type Entry = readonly [key: string | undefined, zh: string, en: string, value: string]

function entriesOf(details: Details, random: Random): Entry[] {
  const entries: Entry[] = [
    ...details.mobiles.map((value): Entry => ['mobile_phone', '手机', 'Mobile', value]),
    ...details.landlines.map((value): Entry => ['office_phone', random.pick(['电话', '座机', '总机']), 'Tel', value]),
    ...(details.fax ? [[undefined, '传真', 'Fax', details.fax] as const] : []),
    ['email', '邮箱', random.pick(['E-mail', 'Email', 'Mail']), details.email],
    ...(random.chance(0.4) ? [[undefined, '网址', 'Web', details.web] as const] : []),
    ...details.addresses.map((value): Entry => ['address', '地址', random.pick(['Add', 'Address']), value]),
  ]
  return entries
}

/** How labels of a card are written: words in Chinese or English, single letters, or none at all. */
function labelOf([, zh, en]: Entry, manner: 'zh' | 'en' | 'letter' | 'none' | 'wide', colon: string): string {
  switch (manner) {
    case 'zh':
      return zh + colon
    case 'wide':
      return `${Array.from(zh).join('  ')}${colon}`
    case 'en':
      return en + colon
    case 'letter':
      return `${en[0]}${colon === '：' ? '.' : colon}`
    case 'none':
      return ''
  }
}

function printEntries(
  sheet: Sheet,
  details: Details,
  random: Random,
  text: TextStyle,
  place: { x: number; y: number; step: number; room: number },
): number {
  const manner = random.pick(['zh', 'zh', 'wide', 'en', 'letter', 'none'] as const)
  const colon = random.pick([':', '：'])
  let { y } = place
  for (const entry of entriesOf(details, random)) {
    const [key, , , value] = entry
    const label = labelOf(entry, manner, colon)
    if (label !== '') sheet.print(label, place.x, y, text)
    const x = place.x + (label === '' ? 0 : sheet.measure(label, text) + 1.5)
    const lines = wrapText(sheet, value, text, place.room - (x - place.x))
    const printed = lines.map((line, index) => sheet.print(line, x, y + index * place.step * 0.92, text))
    if (key !== undefined) sheet.addField(key, value, printed)
    y += place.step * (0.08 + 0.92 * lines.length)
  }
  return y
}

function startCard(
  random: Random,
  size: { width: number; height: number },
): { sheet: Sheet; accent: string; black: string } {
  const sheet = new Sheet('business-card', size, random.integer(900, 1300) * Math.min(1, size.width / 90))
  const { context } = sheet
  context.fillStyle = hsl(random.pick([40, 210, 120]), 12, random.between(95, 99))
  context.fillRect(0, 0, size.width, size.height)
  return { sheet, accent: hsl(random.between(0, 360), 55, 38), black: hsl(0, 0, random.between(8, 22)) }
}

/** Company above, then name and title, then the rest line by line. */
function drawUsual(random: Random): Sheet {
  const size = { width: 90, height: 54 }
  const { sheet, accent, black } = startCard(random, size)
  sheet.context.fillStyle = accent
  if (random.chance(0.5)) sheet.context.fillRect(0, 0, 3.5, size.height)
  else sheet.context.fillRect(0, 51.5, size.width, 2.5)
  const details = inventDetails(random)
  const face = random.pick(['sans', 'serif'] as const)
  const text: TextStyle = { face: 'sans', weight: 400, size: 2.6, colour: black }
  const right = random.chance(0.3)
  const nameX = right ? 46 : 8
  sheet.addField('company', details.company, [
    sheet.print(details.company, 8, 9, { face, weight: 700, size: 3.6, colour: accent }),
  ])
  if (details.companyLatin !== null)
    sheet.addField('company', details.companyLatin, [
      sheet.print(details.companyLatin, 8, 12.6, { ...text, size: 2.4 }),
    ])
  rule(sheet, accent, 0.25, [8, 13.6], [82, 13.6])
  const nameStyle: TextStyle = { face, weight: 700, size: 5.4, colour: black, spacing: random.pick([0.4, 0.8]) }
  const wide = details.name.length === 2 && random.chance(0.5)
  const name = wide ? `${details.name[0]}  ${details.name[1]}` : details.name
  sheet.field('name', details.name, [sheet.print(name, nameX, 21, nameStyle)])
  const titleText = { ...text, size: 2.8 }
  const beside = nameX + sheet.measure(name, nameStyle) + 3
  const under = random.chance(0.45) || beside > 62
  let [x, y] = under ? [nameX, 25.4] : [beside, 20.8]
  if (details.department !== null) {
    sheet.addField('department', details.department, [sheet.print(details.department, x, y, titleText)])
    x += sheet.measure(details.department, titleText) + 2.5
  }
  for (const title of details.titles) {
    if (x + sheet.measure(title, titleText) > 86) {
      x = nameX
      y += 3.8
    }
    sheet.addField('title', title, [sheet.print(title, x, y, titleText)])
    x += sheet.measure(title, titleText) + 2.5
  }
  printEntries(sheet, details, random, text, { x: 8, y: Math.max(y + 5, 29), step: 3.9, room: 76 })
  markSpecimen(sheet, 70, 4, 1.9)
  return sheet
}

/** An upright card: everything about the middle. */
function drawUpright(random: Random): Sheet {
  const { sheet, accent, black } = startCard(random, { width: 54, height: 90 })
  const details = inventDetails(random)
  const text: TextStyle = { face: 'sans', weight: 400, size: 2.3, colour: black }
  const centred = (value: string, y: number, style: TextStyle) =>
    sheet.print(value, 27, y, { ...style, align: 'centre' })
  sheet.context.fillStyle = accent
  sheet.context.beginPath()
  sheet.context.arc(27, 11, 5, 0, Math.PI * 2)
  sheet.context.fill()
  const size = Math.min(3, 46 / details.company.length)
  sheet.addField('company', details.company, [
    centred(details.company, 22, { ...text, weight: 700, size, colour: accent }),
  ])
  sheet.field('name', details.name, [centred(details.name, 34, { ...text, weight: 700, size: 5, spacing: 0.5 })])
  let y = 39.5
  if (details.department !== null) {
    sheet.addField('department', details.department, [centred(details.department, y, { ...text, size: 2.6 })])
    y += 4
  }
  for (const title of details.titles) {
    sheet.addField('title', title, [centred(title, y, { ...text, size: 2.6 })])
    y += 4
  }
  printEntries(sheet, details, random, text, { x: 5, y: Math.max(y + 5, 55), step: 4, room: 46 })
  markSpecimen(sheet, 34, 4, 1.8)
  return sheet
}

/** Business cards lying and upright, with labels in words, letters or none. */
export const businessCard: SpecimenKind = {
  kind: 'business-card',
  surroundings: 'card',
  draw: (random) => random.pick([drawUsual, drawUsual, drawUsual, drawUpright])(random),
}

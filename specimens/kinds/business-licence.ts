import bwipjs from 'bwip-js/node'
import { digitsOf, inventCompany, inventCreditCode, type Company } from '../business.ts'
import { addYears, isoDate, randomDay, type Day } from '../dates.ts'
import { drawSeal, frame, ink, markSpecimen, printForm, startPaper, type FormEntry, type FormStyles } from '../form.ts'
import { drawOfficialSeal } from '../official-seals.ts'
import { drawRosette, hsl } from '../paper.ts'
import { inventChinesePerson } from '../people.ts'
import { inventAddress } from '../places.ts'
import type { Random } from '../random.ts'
import type { Sheet, TextStyle } from '../sheet.ts'
import type { SpecimenKind } from './kind.ts'

const scopes = (
  '软件开发；信息技术咨询服务；计算机软硬件及辅助设备零售；会议及展览服务；食品销售（仅销售预包装食品）；货物进出口；市场营销策划；办公设备租赁；' +
  '日用百货销售；餐饮管理；广告设计、代理；建筑材料销售；国内贸易代理；道路货物运输（不含危险货物）；企业管理咨询；文具用品零售；电子产品销售；物业管理'
).split('；')

const noticed = '（依法须经批准的项目，经相关部门批准后方可开展经营活动）'

const words = (day: Day, padded = true) => {
  const two = (value: number) => (padded ? String(value).padStart(2, '0') : String(value))
  return `${day.year}年${two(day.month)}月${two(day.day)}日`
}

function drawEmblem(sheet: Sheet, random: Random, x: number, y: number, radius: number): void {
  const { context } = sheet
  context.fillStyle = hsl(4, 75, 48)
  context.beginPath()
  context.arc(x, y, radius, 0, Math.PI * 2)
  context.fill()
  drawRosette(context, random, x, y, radius * 0.92, hsl(45, 85, 60))
  sheet.region('emblem', x - radius, y - radius, x + radius, y + radius)
}

function drawCode(sheet: Sheet, text: string, left: number, top: number, side: number): void {
  const [drawn] = bwipjs.raw('qrcode', text) as unknown as { pixs: number[]; pixx: number; pixy: number }[]
  const { pixs, pixx, pixy } = drawn!
  const step = side / pixx
  const { context } = sheet
  context.fillStyle = hsl(0, 0, 100)
  context.fillRect(left - step, top - step, side + 2 * step, side + 2 * step)
  context.fillStyle = hsl(0, 0, 5)
  for (let y = 0; y < pixy; y += 1)
    for (let x = 0; x < pixx; x += 1)
      if (pixs[y * pixx + x] === 1) context.fillRect(left + x * step, top + y * step, step * 1.02, step * 1.02)
  sheet.region('qr', left, top, left + side, top + side)
}

/** What a licence says, whatever its layout: firms, branches, partnerships and people in business for themselves. */
interface Licence {
  sort: 'firm' | 'branch' | 'partnership' | 'individual'
  company: Company
  name: string
  type: string
  person: string
  /** Printed labels of what is called differently from sort to sort. */
  labels: { person: string; address: string; capital: string; founded: string; term: string }
  capital: string | null
  scope: string
  founded: Day
  term: 'none' | 'years' | 'long'
  until: Day
}

const sorts = {
  firm: { person: '法定代表人', address: '住所', capital: '注册资本', founded: '成立日期', term: '营业期限' },
  branch: { person: '负责人', address: '营业场所', capital: '', founded: '成立日期', term: '营业期限' },
  partnership: {
    person: '执行事务合伙人',
    address: '主要经营场所',
    capital: '出资额',
    founded: '成立日期',
    term: '合伙期限',
  },
  individual: { person: '经营者', address: '经营场所', capital: '', founded: '注册日期', term: '' },
} as const

function inventLicence(random: Random): Licence {
  const company = inventCompany(random)
  const sort = random.pick(['firm', 'firm', 'firm', 'branch', 'partnership', 'individual'] as const)
  const founded = randomDay(random, 2003, 2023)
  const own = inventChinesePerson(random).name
  const names = {
    firm: company.name,
    branch: `${company.name}${random.pick(['第一', '城东', '高新区', '滨江'])}分公司`,
    partnership: `${company.name.replace(/(?:股份)?有限公司$/, '')}合伙企业（有限合伙）`,
    individual: `${/^.+?(?:区|县|市)/.exec(inventAddress(random).text.replace(/^.+?(?:省|自治区)/, ''))![0]}${company.brand}${random.pick(['小吃店', '便利店', '服装店', '五金经营部', '理发店'])}`,
  }
  const types = {
    firm: random.pick([
      company.type,
      '有限责任公司(自然人投资或控股)',
      '有限责任公司（法人独资）',
      '有限责任公司(外商投资、非独资)',
    ]),
    branch: random.pick(['有限责任公司分公司(自然人投资或控股)', '股份有限公司分公司(上市)']),
    partnership: random.pick(['有限合伙企业', '普通合伙企业']),
    individual: '个体工商户',
  }
  const capitals = [
    '壹佰万元整',
    '伍佰万元整',
    '叁仟万元整',
    '伍拾万元整',
    '100万元人民币',
    '1000.000000万人民币',
    '人民币贰佰万元整',
    '壹仟零伍拾万元整',
    '(人民币)捌佰万元',
  ]
  const chosen = random.sample(scopes, random.integer(4, 14)).join(random.pick(['；', '；', '、']))
  const hasTerm = sort !== 'individual'
  return {
    sort,
    company,
    name: names[sort],
    type: types[sort],
    person: sort === 'partnership' && random.chance(0.5) ? `${inventCompany(random).name}（委派代表：${own}）` : own,
    labels: sorts[sort],
    capital: sorts[sort].capital === '' ? null : random.pick(capitals),
    scope: `${chosen}${random.pick(['。', '', noticed, `。${noticed}`])}`,
    founded,
    term: hasTerm ? random.pick(['none', 'years', 'long'] as const) : 'none',
    until: addYears(founded, random.pick([10, 20, 30])),
  }
}

/** Labels of two or three signs are spread to the width of four or five. */
function spread(label: string, width: number): string {
  const signs = Array.from(label)
  if (signs.length >= width || signs.length > 3) return label
  const gap = '　'.repeat(Math.max(1, Math.round((width - signs.length) / (signs.length - 1))))
  return signs.join(gap)
}

/** The term from one day to another, or without an end, in one of its writings. */
function printTerm(
  sheet: Sheet,
  { founded, term, until }: Licence,
  x: number,
  y: number,
  value: TextStyle,
  random: Random,
): void {
  const style = random.pick(['plain', 'from', 'none'] as const)
  const padded = random.chance(0.7)
  let at = x
  const put = (text: string, gap = 1.2) => {
    const line = sheet.print(text, at, y, value)
    at += sheet.measure(text, value) + gap
    return line
  }
  if (term === 'long' && style === 'none') {
    sheet.field('valid_to', '长期', [put('长期')])
    return
  }
  if (style === 'from') put('自', 0.6)
  const from = put(words(founded, padded))
  put('至')
  const to = put(term === 'long' ? '长期' : words(until, padded))
  sheet.field('valid_from', isoDate(founded), [from])
  sheet.field('valid_to', term === 'long' ? '长期' : isoDate(until), [to])
}

interface Styles extends FormStyles {
  black: string
}

function stylesFor(random: Random, size: number): Styles {
  const black = ink(random)
  return {
    black,
    label: {
      face: random.pick(['sans', 'serif'] as const),
      weight: 700,
      size: size * 1.06,
      colour: black,
      spacing: 0.4,
    },
    value: { face: random.pick(['sans', 'serif'] as const), weight: 400, size, colour: black },
  }
}

/** Across, in two columns, as issued since 2014. */
function drawAcross(sheet: Sheet, random: Random, licence: Licence): void {
  frame(sheet, hsl(42, 60, 50), 1.6, 8, 8, 289, 202)
  frame(sheet, hsl(42, 60, 55), 0.5, 11, 11, 286, 199)
  drawEmblem(sheet, random, 148.5, 28, 12.5)
  const styles = stylesFor(random, 4.9)
  const { label, value, black } = styles
  const title = sheet.print('营业执照', 148.5, 63, {
    face: 'serif',
    weight: 700,
    size: 19,
    colour: black,
    align: 'centre',
    spacing: 4,
  })
  sheet.truth.regions.title = title.quad
  const copy = random.chance(0.5)
  if (copy) sheet.print('(副　本)', 148.5, 72, { ...label, align: 'centre' })
  const { labels } = licence
  const wide = licence.sort === 'partnership'
  const top = 84
  const step = 12.5
  const [leftLabel, left, rightLabel, right] = [26, wide ? 66 : 58, 158, 194] as const
  const pad = random.chance(0.6) ? 5 : 0
  const entry = (
    name: string,
    key: string,
    text: string,
    column: 'left' | 'right',
    row: number,
    more: Partial<FormEntry> = {},
  ): FormEntry => ({
    label: spread(name, pad),
    labelAt: [column === 'left' ? leftLabel : rightLabel, top + row * step],
    key,
    text,
    at: [column === 'left' ? left : right, top + row * step],
    ...more,
  })
  printForm(sheet, styles, [
    {
      label: '统一社会信用代码',
      labelAt: [24, 34],
      key: 'credit_code',
      text: licence.company.creditCode,
      at: [24, 42],
      style: { ...value, size: 5.4, spacing: 0.2 },
      labelStyle: { ...label, size: 4.8 },
    },
    entry('名称', 'name', licence.name, 'left', 0, { room: wide ? 86 : 94, step: 6 }),
    entry('类型', 'company_type', licence.type, 'left', 1, { room: 94, step: 6 }),
    entry(labels.person, 'legal_person', licence.person, 'left', 2, { room: wide ? 86 : 94, step: 6 }),
    entry('经营范围', 'business_scope', licence.scope, 'left', 3, { room: wide ? 86 : 94, step: 6.4 }),
    ...(licence.capital === null ? [] : [entry(labels.capital, 'registered_capital', licence.capital, 'right', 0)]),
    entry(labels.founded, 'established_date', words(licence.founded), 'right', 1, { value: isoDate(licence.founded) }),
    entry(labels.address, 'address', licence.company.address, 'right', 3, { room: 80, step: 6.6 }),
  ])
  if (licence.term !== 'none') {
    sheet.print(labels.term, rightLabel, top + 2 * step, label)
    printTerm(sheet, licence, right, top + 2 * step, value, random)
  }
  if (random.chance(0.5)) drawCode(sheet, `https://example.com/licence/${licence.company.creditCode}`, 236, 24, 26)
  sheet.print(random.pick(['登记机关', '登 记 机 关']), 178, 172, { ...label, size: 5.6 })
  const issued = randomDay(random, 2018, 2025)
  sheet.print(`${issued.year} 年 ${issued.month} 月 ${issued.day} 日`, 212, 190, { ...value, size: 5 })
  drawSeal(sheet, {
    x: 236,
    y: 172,
    radius: 17,
    name: `${licence.company.name.slice(0, 3)}市场监督管理局`,
    colour: hsl(4, 80, 50, 0.85),
  })
  sheet.region('stamp', 219, 155, 253, 189)
  sheet.print('市场主体应当于每年1月1日至6月30日通过国家企业信用信息公示系统报送公示年度报告', 60, 198, {
    ...value,
    size: 2.8,
  })
  markSpecimen(sheet, 24, 195, 3.6)
}

/** Upright, in one column: copies, and licences of people in business for themselves. */
function drawUpright(sheet: Sheet, random: Random, licence: Licence): void {
  frame(sheet, hsl(42, 60, 50), 1.4, 8, 8, 202, 289)
  drawEmblem(sheet, random, 105, 28, 13)
  const styles = stylesFor(random, 5)
  const { label, value, black } = styles
  const titleStyle = {
    face: 'serif' as const,
    weight: 700,
    size: 18,
    colour: black,
    align: 'centre' as const,
    spacing: 4,
  }
  sheet.truth.regions.title = sheet.print('营业执照', 105, 64, titleStyle).quad
  sheet.print(random.pick(['(副 本)', '（副本）', '(副本)(1-1)']), 105, 73, { ...label, align: 'centre' })
  const { labels } = licence
  const separator = random.pick(['', '', ':', '：'])
  const sign = (text: string) => spread(text, 5) + separator
  const [labelX, valueX, room] = [
    24,
    licence.sort === 'partnership' ? 70 : 62,
    licence.sort === 'partnership' ? 112 : 122,
  ]
  printForm(sheet, styles, [
    {
      label: `统一社会信用代码${separator}`,
      labelAt: [labelX, 86],
      key: 'credit_code',
      text: licence.company.creditCode,
      at: [labelX + 52, 86],
      style: { ...value, size: 5.4 },
    },
  ])
  let y = 100
  const put = (name: string, key: string | null, text: string, canonical?: string) => {
    const before = sheet.truth.lines.length
    printForm(sheet, styles, [
      {
        label: sign(name),
        labelAt: [labelX, y],
        ...(key && { key }),
        text,
        at: [valueX, y],
        room,
        step: 6.8,
        ...(canonical && { value: canonical }),
      },
    ])
    y += 9.5 + 6.8 * Math.max(0, sheet.truth.lines.length - before - 2)
  }
  put('名称', 'name', licence.name)
  put('类型', 'company_type', licence.type)
  put(labels.address, 'address', licence.company.address)
  put(labels.person, 'legal_person', licence.person)
  if (licence.sort === 'individual') put('组成形式', null, random.pick(['个人经营', '家庭经营']))
  if (licence.capital !== null) put(labels.capital, 'registered_capital', licence.capital)
  put(labels.founded, 'established_date', words(licence.founded), isoDate(licence.founded))
  if (licence.term !== 'none') {
    sheet.print(sign(labels.term), labelX, y, label)
    printTerm(sheet, licence, valueX, y, value, random)
    y += 9.5
  }
  put('经营范围', 'business_scope', licence.scope)
  if (random.chance(0.7)) drawCode(sheet, `https://example.com/licence/${licence.company.creditCode}`, 26, 240, 30)
  sheet.print('登记机关', 112, 250, { ...label, size: 5.6 })
  const issued = randomDay(random, 2015, 2025)
  sheet.print(`${issued.year} 年 ${issued.month} 月 ${issued.day} 日`, 132, 268, { ...value, size: 5 })
  const seal = { x: 156, y: 252, radius: 19 }
  const office = `${licence.company.name.slice(0, 3)}${random.pick(['市场监督管理局', '工商行政管理局'])}`
  const printed = drawOfficialSeal(sheet, {
    ...seal,
    name: office,
    turn: random.between(-0.3, 0.3),
    colour: hsl(4, 80, 50, 0.85),
  })
  sheet.truth.regions.stamp = printed.quad
  markSpecimen(sheet, 24, 284, 3.6)
}

/** The form before 2014: a registration number, the paid-in capital, and no code unless three certificates were made one. */
function drawOld(sheet: Sheet, random: Random, licence: Licence): void {
  frame(sheet, hsl(200, 40, 55), 1.6, 8, 8, 289, 202)
  drawEmblem(sheet, random, 148.5, 27, 12)
  const styles = stylesFor(random, 5)
  const { label, value, black } = styles
  const heading = licence.sort === 'individual' ? '个体工商户营业执照' : '企业法人营业执照'
  const titleStyle = {
    face: 'serif' as const,
    weight: 700,
    size: 14,
    colour: black,
    align: 'centre' as const,
    spacing: 2,
  }
  sheet.truth.regions.title = sheet.print(heading, 148.5, 57, titleStyle).quad
  const { founded, until, company, term } = licence
  const number = digitsOf(random, 15)
  const individual = licence.sort === 'individual'
  sheet.print('注册号', 190, 70, label)
  const numberLine = sheet.print(number, 210, 70, value)
  sheet.field('registration_number', number, [numberLine])
  if (random.chance(0.5)) sheet.print('(1-1)', 210 + sheet.measure(number, value) + 2, 70, value)
  const [labelX, valueX, step] = [30, 72, 11.5]
  const separator = random.pick(['', '：', ''])
  let y = 82
  const put = (name: string, key: string | null, text: string, more: Partial<FormEntry> = {}) => {
    const before = sheet.truth.lines.length
    printForm(sheet, styles, [
      {
        label: spread(name, 5) + separator,
        labelAt: [labelX, y],
        ...(key && { key }),
        text,
        at: [valueX, y],
        room: 108,
        step: 6.4,
        ...more,
      },
    ])
    y += step + 6.4 * Math.max(0, sheet.truth.lines.length - before - 2)
  }
  put(individual ? '字号名称' : '名称', 'name', licence.name)
  put(individual ? '经营场所' : '住所', 'address', company.address)
  put(individual ? '经营者姓名' : '法定代表人姓名', 'legal_person', licence.person)
  if (individual) put('组成形式', 'company_type', random.pick(['个人经营', '家庭经营']))
  else {
    put('注册资本', 'registered_capital', licence.capital ?? '人民币伍拾万元')
    put('实收资本', 'paid_in_capital', licence.capital ?? '人民币伍拾万元')
    put('公司类型', 'company_type', licence.type)
  }
  put('经营范围', 'business_scope', licence.scope.slice(0, 70))
  // Right column, low.
  const right = { label: 196, value: 220 }
  const date = (name: string, key: string, day: Day, at: number) => {
    sheet.print(name, right.label, at, label)
    sheet.field(key, isoDate(day), [sheet.print(words(day, false), right.value, at, value)])
  }
  date(individual ? '注册日期' : '成立日期', 'established_date', founded, 90)
  if (!individual && term !== 'none') {
    sheet.print('营业期限', right.label, 102, label)
    sheet.field('valid_from', isoDate(founded), [sheet.print(words(founded, false), right.value + 5, 102, value)])
    sheet.print('自', right.value, 102, value)
    sheet.print('至', right.value, 110, value)
    const end = term === 'long' ? '长期' : words(until, false)
    sheet.field('valid_to', term === 'long' ? '长期' : isoDate(until), [sheet.print(end, right.value + 5, 110, value)])
  }
  sheet.print('登记机关', 205, 160, label)
  const issued = randomDay(random, 2006, 2014)
  sheet.print(
    words(issued, false)
      .replaceAll(/([年月])/g, ' $1 ')
      .replace('日', ' 日'),
    212,
    188,
    value,
  )
  const office = `${company.name.slice(0, 3)}工商行政管理局`
  const printed = drawOfficialSeal(sheet, { x: 240, y: 172, radius: 18, name: office, colour: hsl(4, 80, 50, 0.85) })
  sheet.truth.regions.stamp = printed.quad
  markSpecimen(sheet, 24, 197, 3.6)
}

/** Business licences of several years and sorts of business, across and upright. */
export const businessLicence: SpecimenKind = {
  kind: 'business-licence',
  surroundings: 'page',
  draw(random) {
    const roll = random.fork('layout').next()
    const across = { width: 297, height: 210 }
    const size = roll < 0.45 || roll >= 0.8 ? across : { width: 210, height: 297 }
    const pixels = size === across ? random.integer(1350, 1650) : random.integer(1050, 1250)
    const paper = { pixels, hue: random.pick([45, 35, 200, 55]), lightness: 97 }
    const sheet = startPaper('business-licence', random, size, paper)
    const licence = inventLicence(random)
    if (licence.sort !== 'firm')
      licence.company.creditCode = inventCreditCode(random, licence.company.creditCode.slice(2, 6))
    if (roll < 0.45) drawAcross(sheet, random, licence)
    else if (roll < 0.8) drawUpright(sheet, random, licence)
    else
      drawOld(sheet, random, { ...licence, ...(licence.sort !== 'individual' && { sort: 'firm', labels: sorts.firm }) })
    return sheet
  },
}

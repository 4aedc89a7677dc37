import { digitsOf, inventCompany } from '../business.ts'
import { isoDate, randomDay } from '../dates.ts'
import { frame, markSpecimen, rule, wrapText } from '../form.ts'
import { hsl } from '../paper.ts'
import { inventChinesePerson } from '../people.ts'
import type { Random } from '../random.ts'
import { part, Sheet, type TextStyle } from '../sheet.ts'
import type { SpecimenKind } from './kind.ts'

const width = 1200
const plain: TextStyle = { face: 'sans', weight: 400, size: 19, colour: hsl(0, 0, 20) }

function inventFiling(random: Random) {
  const personal = random.chance(0.3)
  const company = inventCompany(random)
  const main = `${random.pick(Array.from('京沪粤浙苏川鲁闽鄂湘渝陕'))}ICP${random.chance(0.9) ? '备' : '证'}${digitsOf(random, random.pick([8, 8, 10]))}号`
  return {
    organizer: personal ? inventChinesePerson(random).name : company.name,
    sort: personal ? '个人' : random.pick(['企业', '企业', '事业单位', '社会团体', '政府机关']),
    domain: `${company.creditCode.slice(-5).toLowerCase()}${random.pick(['-example', 'shop', ''])}.${random.pick(['com', 'cn', 'net', 'com.cn', 'org.cn', 'top'])}`,
    main,
    number: random.chance(0.65) ? `${main}-${random.integer(1, 12)}` : main,
    approved: isoDate(randomDay(random, 2015, 2025)),
    site: company.brand,
  }
}

type Filing = ReturnType<typeof inventFiling>

function startScreen(random: Random, height: number, heading: string | null): { sheet: Sheet; hue: number } {
  const sheet = new Sheet('icp-filing', { width, height }, random.integer(1100, 1400))
  const { context } = sheet
  const hue = random.pick([210, 215, 205, 0])
  context.fillStyle = hsl(0, 0, 98)
  context.fillRect(0, 0, width, height)
  if (heading !== null) {
    context.fillStyle = hsl(hue, 65, 38)
    context.fillRect(0, 0, width, 92)
    sheet.print(heading, 40, 58, { ...plain, weight: 700, size: 30, colour: hsl(0, 0, 100) })
  }
  return { sheet, hue }
}

const heading = 'ICP/IP地址/域名信息备案管理系统'

/** Details of one filing, one row each. */
function drawDetails(random: Random, filing: Filing): Sheet {
  const { sheet, hue } = startScreen(random, 720, heading)
  sheet.print('首页 > ICP备案查询 > 详细信息', 40, 132, { ...plain, size: 17, colour: hsl(0, 0, 45) })
  const rows: [label: string, key: string | null, value: string][] = [
    [random.pick(['主办单位名称', '主办单位名称：', '主办者名称']), 'organizer', filing.organizer],
    [random.pick(['主办单位性质', '主办单位性质：']), 'organizer_type', filing.sort],
    [random.pick(['ICP备案/许可证号', '网站备案/许可证号', '备案号：']), 'icp_number', filing.number],
    [random.pick(['网站域名', '域名', '网站域名：']), 'domain', filing.domain],
    [random.pick(['审核通过日期', '审核通过时间', '审核日期']), 'approved_date', filing.approved],
    ['是否限制接入', null, '否'],
  ]
  if (random.chance(0.5)) rows.splice(0, 4, rows[2]!, rows[0]!, rows[1]!, rows[3]!)
  const top = 170
  const height = 72
  for (const [index, [label, key, value]] of rows.entries()) {
    const y = top + index * height
    if (index % 2 === 0) {
      sheet.context.fillStyle = hsl(hue, 40, 96)
      sheet.context.fillRect(60, y, 1080, height)
    }
    sheet.print(label, 100, y + 45, { ...plain, weight: 500 })
    const line = sheet.print(value, 460, y + 45, plain)
    if (key === 'domain') sheet.addField(key, value, [line])
    else if (key) sheet.field(key, value, [line])
    rule(sheet, hsl(0, 0, 82), 1.2, [60, y], [1140, y])
  }
  frame(sheet, hsl(0, 0, 75), 1.5, 60, top, 1140, top + rows.length * height)
  rule(sheet, hsl(0, 0, 82), 1.2, [400, top], [400, top + rows.length * height])
  markSpecimen(sheet, 960, 690, 17)
  return sheet
}

/** The list that a search answers with: a row of headings and one row a filing. */
function drawList(random: Random, filing: Filing): Sheet {
  const { sheet, hue } = startScreen(random, 460, random.chance(0.7) ? heading : 'ICP备案查询')
  frame(sheet, hsl(0, 0, 75), 1.5, 40, 120, 700, 168)
  sheet.print(random.chance(0.5) ? filing.organizer : '请输入单位名称/域名/备案号', 60, 151, {
    ...plain,
    size: 17,
    colour: hsl(0, 0, 50),
  })
  const many = random.chance(0.4)
  const columns: [label: string, key: string | null, value: string, x: number, room: number][] = [
    ['序号', null, '1', 50, 60],
    [random.pick(['主办单位名称', '主办单位']), 'organizer', filing.organizer, 120, 250],
    [random.pick(['主办单位性质', '单位性质']), 'organizer_type', filing.sort, 385, 120],
    [random.pick(['网站备案/许可证号', 'ICP备案/许可证号']), 'icp_number', filing.number, 530, 225],
    [random.pick(['网站域名', '域名', '网站首页地址']), 'domain', filing.domain, 780, 175],
    [random.pick(['审核时间', '审核通过日期', '审核日期']), 'approved_date', filing.approved, 975, 125],
    ['操作', null, '详情', 1110, 60],
  ]
  sheet.context.fillStyle = hsl(hue, 40, 92)
  sheet.context.fillRect(40, 210, 1120, 54)
  const small = { ...plain, size: 16.5 }
  for (const [label, key, value, x, room] of columns) {
    sheet.print(label, x, 244, { ...small, weight: 500 })
    const printed = wrapText(sheet, value, small, room).map((line, index) =>
      sheet.print(line, x, 302 + index * 26, small),
    )
    if (key === 'domain') sheet.addField(key, value, printed)
    else if (key) sheet.field(key, value, printed)
  }
  for (const y of [210, 264, 350]) rule(sheet, hsl(0, 0, 80), 1.2, [40, y], [1160, y])
  if (many) sheet.print('共 1 条   每页 10 条', 880, 392, small)
  markSpecimen(sheet, 60, 430, 17)
  return sheet
}

/** What the filing of a subject and of its site say, as the ministry shows them apart. */
function drawTwoParts(random: Random, filing: Filing): Sheet {
  const { sheet, hue } = startScreen(random, 760, heading)
  const block = (title: string, top: number, rows: readonly (readonly [string, string | null, string])[]) => {
    sheet.context.fillStyle = hsl(hue, 45, 90)
    sheet.context.fillRect(60, top, 1080, 50)
    sheet.print(title, 80, top + 33, { ...plain, weight: 700 })
    for (const [index, [label, key, value]] of rows.entries()) {
      const [x, y] = [index % 2 === 0 ? 90 : 640, top + 95 + Math.floor(index / 2) * 62]
      const labelText = `${label}：`
      sheet.print(labelText, x, y, { ...plain, size: 17, colour: hsl(0, 0, 45) })
      const style = { ...plain, size: 17 }
      const at = x + sheet.measure(labelText, style) + 8
      const printed = wrapText(sheet, value, style, (index % 2 === 0 ? 620 : 1150) - at).map((line, row) =>
        sheet.print(line, at, y + row * 25, style),
      )
      if (key === 'domain') sheet.addField(key, value, printed)
      else if (key) sheet.field(key, value, printed)
    }
  }
  block('ICP备案主体信息', 130, [
    ['ICP备案/许可证号', 'icp_number', filing.main],
    ['审核通过日期', 'approved_date', filing.approved],
    ['主办单位名称', 'organizer', filing.organizer],
    ['主办单位性质', 'organizer_type', filing.sort],
  ])
  block('ICP备案网站信息', 400, [
    ['网站备案/许可证号', null, `${filing.main}-${random.integer(1, 5)}`],
    ['网站域名', 'domain', filing.domain],
    ['网站名称', null, filing.site],
    ['网站前置审批项', null, '无'],
  ])
  markSpecimen(sheet, 960, 730, 17)
  return sheet
}

/** The foot of a site's own page. */
function drawFooter(random: Random, filing: Filing): Sheet {
  const { sheet } = startScreen(random, 420, null)
  const { context } = sheet
  const dark = random.chance(0.6)
  context.fillStyle = dark ? hsl(220, 12, 18) : hsl(0, 0, 94)
  context.fillRect(0, 120, width, 300)
  sheet.print(random.pick(['关于我们', '联系我们', '帮助中心']), 120, 190, {
    ...plain,
    colour: hsl(0, 0, dark ? 75 : 35),
  })
  sheet.print('隐私政策', 420, 190, { ...plain, colour: hsl(0, 0, dark ? 75 : 35) })
  const style: TextStyle = { ...plain, size: 18, colour: hsl(0, 0, dark ? 72 : 40), align: 'centre' }
  const owner = sheet.print(`Copyright © 2015-2025 ${filing.organizer} 版权所有`, width / 2, 270, style)
  const signs = Array.from('Copyright©2015-2025').length
  sheet.field('organizer', filing.organizer, [part(owner, signs, signs + Array.from(filing.organizer).length)])
  const police = random.chance(0.6)
  const text = filing.number + (police ? ` 京公网安备 ${digitsOf(random, 14)}号` : '')
  const line = sheet.print(text, width / 2, 320, style)
  sheet.field('icp_number', filing.number, [part(line, 0, Array.from(filing.number).length)])
  markSpecimen(sheet, 960, 395, 17)
  return sheet
}

/** Screenshots that show a site's filing: the ministry's details, its list, its two blocks, and the foot of the site itself. */
export const icpFiling: SpecimenKind = {
  kind: 'icp-filing',
  surroundings: 'page',
  draw(random) {
    const draw = random.pick([drawDetails, drawDetails, drawList, drawTwoParts, drawFooter])
    return draw(random, inventFiling(random))
  },
}

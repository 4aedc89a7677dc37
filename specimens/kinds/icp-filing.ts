import { digitsOf, inventCompany } from '../business.ts'
import { isoDate, randomDay } from '../dates.ts'
import { frame, rule } from '../form.ts'
import { hsl } from '../paper.ts'
import { inventChinesePerson } from '../people.ts'
import { Sheet, type TextStyle } from '../sheet.ts'
import { markSpecimen } from '../form.ts'
import type { SpecimenKind } from './kind.ts'

/** A screenshot of the ministry's public search for the filing of a domain, in points of a screen. */
export const icpFiling: SpecimenKind = {
  kind: 'icp-filing',
  surroundings: 'page',
  draw(random) {
    const size = { width: 1200, height: 720 }
    const sheet = new Sheet('icp-filing', size, random.integer(1100, 1400))
    const { context } = sheet
    context.fillStyle = hsl(0, 0, 98)
    context.fillRect(0, 0, size.width, size.height)
    const hue = random.pick([210, 215, 205])
    context.fillStyle = hsl(hue, 65, 38)
    context.fillRect(0, 0, size.width, 92)
    const text: TextStyle = { face: 'sans', weight: 400, size: 19, colour: hsl(0, 0, 20) }
    sheet.print('ICP/IP地址/域名信息备案管理系统', 40, 58, { ...text, weight: 700, size: 30, colour: hsl(0, 0, 100) })
    sheet.print('首页 > ICP备案查询 > 详细信息', 40, 132, { ...text, size: 17, colour: hsl(0, 0, 45) })
    const personal = random.chance(0.35)
    const company = inventCompany(random)
    const organizer = personal ? inventChinesePerson(random).name : company.name
    const host = `${company.creditCode.slice(-5).toLowerCase()}-example.${random.pick(['com', 'cn', 'net'])}`
    const number = `${random.pick(Array.from('京沪粤浙苏川'))}ICP备${digitsOf(random, 8)}号${random.chance(0.6) ? `-${random.integer(1, 4)}` : ''}`
    const approved = isoDate(randomDay(random, 2015, 2025))
    const rows: [label: string, key: string | null, value: string][] = [
      ['主办单位名称', 'organizer', organizer],
      ['主办单位性质', 'organizer_type', personal ? '个人' : '企业'],
      ['ICP备案/许可证号', 'icp_number', number],
      ['网站域名', 'domain', host],
      ['审核通过日期', 'approved_date', approved],
      ['是否限制接入', null, '否'],
    ]
    const top = 170
    const height = 72
    for (const [index, [label, key, value]] of rows.entries()) {
      const y = top + index * height
      if (index % 2 === 0) {
        context.fillStyle = hsl(hue, 40, 96)
        context.fillRect(60, y, 1080, height)
      }
      sheet.print(label, 100, y + 45, { ...text, weight: 500 })
      const line = sheet.print(value, 460, y + 45, text)
      if (key === 'domain') sheet.addField(key, value, [line])
      else if (key) sheet.field(key, value, [line])
      rule(sheet, hsl(0, 0, 82), 1.2, [60, y], [1140, y])
    }
    frame(sheet, hsl(0, 0, 75), 1.5, 60, top, 1140, top + rows.length * height)
    rule(sheet, hsl(0, 0, 82), 1.2, [400, top], [400, top + rows.length * height])
    markSpecimen(sheet, 960, 680, 17)
    return sheet
  },
}

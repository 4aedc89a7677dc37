import { inventCompany, inventLandline, inventMobile } from '../business.ts'
import { markSpecimen, rule } from '../form.ts'
import { hsl } from '../paper.ts'
import { inventChinesePerson } from '../people.ts'
import { Sheet, type TextStyle } from '../sheet.ts'
import type { SpecimenKind } from './kind.ts'

const titles = '总经理 设计经理 销售总监 高级工程师 市场主管 客户经理 副总裁 项目负责人 财务经理'.split(' ')
const departments = '设计部 市场部 技术研发中心 销售部 客户服务部 财务部 工程部'.split(' ')

export const businessCard: SpecimenKind = {
  kind: 'business-card',
  surroundings: 'card',
  draw(random) {
    const size = { width: 90, height: 54 }
    const sheet = new Sheet('business-card', size, random.integer(900, 1300))
    const { context } = sheet
    context.fillStyle = hsl(random.pick([40, 210, 120]), 12, random.between(95, 99))
    context.fillRect(0, 0, size.width, size.height)
    const accent = hsl(random.between(0, 360), 55, 38)
    context.fillStyle = accent
    if (random.chance(0.5)) context.fillRect(0, 0, 3.5, size.height)
    else context.fillRect(0, 50.5, size.width, 3.5)
    const company = inventCompany(random)
    const person = inventChinesePerson(random)
    const black = hsl(0, 0, random.between(8, 22))
    const face = random.pick(['sans', 'serif'] as const)
    const text: TextStyle = { face: 'sans', weight: 400, size: 2.7, colour: black }
    const companyStyle: TextStyle = { face, weight: 700, size: 3.7, colour: accent }
    sheet.addField('company', company.name, [sheet.print(company.name, 8, 10, companyStyle)])
    rule(sheet, accent, 0.25, [8, 12.5], [82, 12.5])
    const name = person.name.slice(0, 8)
    const nameStyle: TextStyle = { face, weight: 700, size: 5.6, colour: black, spacing: 0.6 }
    sheet.field('name', name, [sheet.print(name, 8, 22, nameStyle)])
    const title = random.pick(titles)
    const titleX = 8 + sheet.measure(name, nameStyle) + 4
    const withDepartment = random.chance(0.7)
    if (withDepartment) {
      const department = random.pick(departments)
      const line = sheet.print(department, titleX, 21.8, { ...text, size: 2.9 })
      sheet.addField('department', department, [line])
      const after = titleX + sheet.measure(department, { ...text, size: 2.9 }) + 3
      sheet.addField('title', title, [sheet.print(title, after, 21.8, { ...text, size: 2.9 })])
    } else sheet.addField('title', title, [sheet.print(title, titleX, 21.8, { ...text, size: 2.9 })])
    const colon = random.pick([':', '：'])
    const label = (short: string, long: string) => (random.chance(0.5) ? short : long)
    const line = (key: string, name: string, value: string, y: number) => {
      sheet.print(name + colon, 8, y, text)
      sheet.addField(key, value, [sheet.print(value, 8 + sheet.measure(name + colon, text) + 1.5, y, text)])
    }
    let y = 30
    line('mobile_phone', label('手机', 'Mobile'), inventMobile(random), y)
    if (random.chance(0.8)) line('office_phone', label('电话', 'Tel'), inventLandline(random), (y += 4.6))
    const host = `${company.creditCode.slice(-4).toLowerCase()}-example.com`
    const user = (person.givenLatin || person.surnameLatin).toLowerCase().replaceAll(/[^a-z]/g, '')
    line('email', label('邮箱', 'E-mail'), `${user}@${host}`, (y += 4.6))
    line('address', '地址', company.address.slice(0, 30), (y += 4.6))
    markSpecimen(sheet, 70, 7, 1.9)
    return sheet
  },
}

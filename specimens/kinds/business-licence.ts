import { inventCompany } from '../business.ts'
import { addYears, isoDate, randomDay, type Day } from '../dates.ts'
import { drawSeal, frame, ink, markSpecimen, printForm, startPaper } from '../form.ts'
import { drawRosette, hsl } from '../paper.ts'
import { inventChinesePerson } from '../people.ts'
import type { SpecimenKind } from './kind.ts'

const scopes = (
  '软件开发；信息技术咨询服务；计算机软硬件及辅助设备零售；会议及展览服务；食品销售（仅销售预包装食品）；货物进出口；市场营销策划；办公设备租赁；' +
  '日用百货销售；餐饮管理；广告设计、代理；建筑材料销售；国内贸易代理；道路货物运输（不含危险货物）；企业管理咨询；文具用品零售；电子产品销售；物业管理'
).split('；')

const words = (day: Day) => `${day.year}年${String(day.month).padStart(2, '0')}月${String(day.day).padStart(2, '0')}日`

/** A4 across, as licences are issued since 2014: two columns of fields under the title. */
export const businessLicence: SpecimenKind = {
  kind: 'business-licence',
  surroundings: 'page',
  draw(random) {
    const sheet = startPaper(
      'business-licence',
      random,
      { width: 297, height: 210 },
      { pixels: random.integer(1350, 1650), hue: random.pick([45, 35, 200]), lightness: 97 },
    )
    const { context } = sheet
    frame(sheet, hsl(42, 60, 50), 1.6, 8, 8, 289, 202)
    frame(sheet, hsl(42, 60, 55), 0.5, 11, 11, 286, 199)
    context.fillStyle = hsl(4, 75, 48)
    context.beginPath()
    context.arc(148.5, 28, 12.5, 0, Math.PI * 2)
    context.fill()
    drawRosette(context, random, 148.5, 28, 11.5, hsl(45, 85, 60))
    sheet.region('emblem', 136, 15.5, 161, 40.5)
    const black = ink(random)
    const title = sheet.print('营业执照', 148.5, 63, {
      face: 'serif',
      weight: 700,
      size: 19,
      colour: black,
      align: 'centre',
      spacing: 4,
    })
    sheet.truth.regions.title = title.quad
    const company = inventCompany(random)
    const founded = randomDay(random, 2003, 2023)
    const term = random.pick(['none', 'years', 'long'] as const)
    const capital = random.pick(['壹佰万元整', '伍佰万元整', '叁仟万元整', '伍拾万元整', '100万元人民币'])
    const scope = random.sample(scopes, random.integer(4, 9)).join('；')
    const label = { face: random.pick(['sans', 'serif'] as const), weight: 700, size: 5.2, colour: black, spacing: 0.4 }
    const value = { face: random.pick(['sans', 'serif'] as const), weight: 400, size: 4.9, colour: black }
    const top = 84
    const step = 12.5
    const [leftLabel, left, rightLabel, right] = [26, 58, 158, 190] as const
    printForm(sheet, { label, value }, [
      {
        label: '统一社会信用代码',
        labelAt: [24, 34],
        key: 'credit_code',
        text: company.creditCode,
        at: [24, 42],
        style: { ...value, size: 5.4, spacing: 0.2 },
        labelStyle: { ...label, size: 4.8 },
      },
      {
        label: '名称',
        labelAt: [leftLabel, top],
        key: 'name',
        text: company.name,
        at: [left, top],
        room: 94,
        step: 6.6,
      },
      {
        label: '类型',
        labelAt: [leftLabel, top + step],
        key: 'company_type',
        text: company.type,
        at: [left, top + step],
      },
      {
        label: '法定代表人',
        labelAt: [leftLabel, top + 2 * step],
        key: 'legal_person',
        text: inventChinesePerson(random).name,
        at: [left, top + 2 * step],
      },
      {
        label: '经营范围',
        labelAt: [leftLabel, top + 3 * step],
        key: 'business_scope',
        text: `${scope}。`,
        at: [left, top + 3 * step],
        room: 94,
        step: 6.8,
      },
      { label: '注册资本', labelAt: [rightLabel, top], key: 'registered_capital', text: capital, at: [right, top] },
      {
        label: '成立日期',
        labelAt: [rightLabel, top + step],
        key: 'established_date',
        text: words(founded),
        value: isoDate(founded),
        at: [right, top + step],
      },
      {
        label: '住所',
        labelAt: [rightLabel, top + 3 * step],
        key: 'address',
        text: company.address,
        at: [right, top + 3 * step],
        room: 82,
        step: 6.8,
      },
    ])
    if (term !== 'none') {
      const y = top + 2 * step
      sheet.print('营业期限', rightLabel, y, label)
      const from = sheet.print(words(founded), right, y, value)
      const dash = sheet.measure(words(founded), value)
      sheet.print('至', right + dash + 2, y, value)
      const end = addYears(founded, random.pick([10, 20, 30]))
      const to = sheet.print(term === 'long' ? '长期' : words(end), right + dash + 9, y, value)
      sheet.field('valid_from', isoDate(founded), [from])
      sheet.field('valid_to', term === 'long' ? '长期' : isoDate(end), [to])
    }
    sheet.print('登记机关', 182, 172, { ...label, size: 5.6 })
    const issued = randomDay(random, 2018, 2025)
    sheet.print(`${issued.year} 年 ${issued.month} 月 ${issued.day} 日`, 212, 190, { ...value, size: 5 })
    drawSeal(sheet, {
      x: 236,
      y: 168,
      radius: 17,
      name: `${company.name.slice(0, 3)}市场监督管理局`,
      colour: hsl(4, 80, 50, 0.85),
    })
    sheet.region('stamp', 219, 151, 253, 185)
    markSpecimen(sheet, 24, 195, 3.6)
    return sheet
  },
}

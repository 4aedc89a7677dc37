import { addYears, isoDate, randomDay } from '../dates.ts'
import { markSpecimen, printForm, rule } from '../form.ts'
import { drawSquareSeal, startLicence } from '../licence-paper.ts'
import { drawPortrait, hsl } from '../paper.ts'
import { inventChinesePerson, inventIdNumber } from '../people.ts'
import { inventAddress } from '../places.ts'
import type { SpecimenKind } from './kind.ts'

const cities: readonly (readonly [string, string])[] = [
  ['广东省深圳市', '公安局交通警察支队'],
  ['浙江省杭州市', '公安局交通警察支队'],
  ['江苏省徐州市', '公安局交通警察支队'],
  ['四川省成都市', '公安局交通管理局'],
  ['湖南省长沙市', '公安局交通警察支队'],
]

export const driverLicenceFront: SpecimenKind = {
  kind: 'driver-licence-front',
  surroundings: 'card',
  draw(random) {
    const { sheet, styles, lineColour } = startLicence('driver-licence-front', random)
    const person = inventChinesePerson(random)
    const home = inventAddress(random)
    const birth = randomDay(random, 1955, 2003)
    const number = inventIdNumber(random, home.prefecture, isoDate(birth), person.sex)
    const first = randomDay(random, 2004, 2020)
    const from = random.chance(0.5) ? first : addYears(first, 6)
    const to = addYears(from, random.pick([6, 10]))
    const bold = { ...styles.label, weight: 700 }
    sheet.print('中华人民共和国机动车驾驶证', 44, 6.4, { ...bold, size: 3.7, align: 'centre', spacing: 0.3 })
    sheet.print("Driving License of the People's Republic of China", 44, 9.4, {
      ...styles.label,
      face: 'roman',
      size: 2.2,
      align: 'centre',
    })
    const value = { ...styles.value, spacing: 0.15 }
    const latin = { ...styles.label, face: 'roman' as const, size: 2 }
    printForm(sheet, styles, [
      {
        label: '证号',
        labelAt: [22, 14.5],
        key: 'licence_number',
        text: number,
        at: [31, 14.6],
        style: { ...value, face: 'sans', size: 3.4 },
      },
      { label: '姓名', labelAt: [5, 20], key: 'name', text: person.name, at: [15, 20] },
      { text: 'Name', at: [5, 22.3], style: latin },
      { label: '性别', labelAt: [40, 20], key: 'sex', text: person.sex === 'M' ? '男' : '女', at: [48, 20] },
      { text: 'Sex', at: [40, 22.3], style: latin },
      { label: '国籍', labelAt: [58, 20], text: '中国', at: [68, 20] },
      { text: 'Nationality', at: [58, 22.3], style: latin },
      { label: '住址', labelAt: [5, 26.5], key: 'address', text: home.text, at: [15, 26.5], room: 66, step: 4 },
      { text: 'Address', at: [5, 28.8], style: latin },
      { label: '出生日期', labelAt: [36, 36], text: isoDate(birth), at: [58, 36] },
      { text: 'Date of Birth', at: [36, 38], style: latin },
      { label: '初次领证日期', labelAt: [36, 42], key: 'first_issue_date', text: isoDate(first), at: [58, 42] },
      { text: 'Date of First Issue', at: [36, 44], style: latin },
      {
        label: '准驾车型',
        labelAt: [36, 48.5],
        key: 'vehicle_class',
        text: random.pick(['C1', 'C1', 'C2', 'B2', 'C1D', 'A2']),
        at: [58, 48.5],
      },
      { text: 'Class', at: [36, 50.5], style: latin },
    ])
    sheet.print('有效期限', 5, 55.5, styles.label)
    sheet.print('Valid Period', 5, 57.4, latin)
    const fromLine = sheet.print(isoDate(from), 19, 55.5, value)
    sheet.print('至', 38.5, 55.5, styles.value)
    const long = random.chance(0.15)
    const toLine = sheet.print(long ? '长期' : isoDate(to), 43, 55.5, value)
    sheet.field('valid_from', isoDate(from), [fromLine])
    sheet.field('valid_to', long ? '长期' : isoDate(to), [toLine])
    for (const y of [16.2, 23.4, 32]) rule(sheet, lineColour, 0.15, [3, y], [85, y])
    const [place, office] = random.pick(cities)
    const seal = [place, office.slice(0, 5), office.slice(5)]
    sheet.field('issuing_unit', place + office, drawSquareSeal(sheet, seal, 7, 33.4, 17))
    drawPortrait(
      sheet.context,
      random.fork('portrait'),
      { left: 76, top: 34, width: 9.5, height: 13 },
      { ground: hsl(0, 0, 97), sex: person.sex },
    )
    markSpecimen(sheet, 66, 57.2, 2.1)
    return sheet
  },
}

import { digitsOf } from '../business.ts'
import { isoDate, randomDay } from '../dates.ts'
import { markSpecimen, printForm, rule } from '../form.ts'
import { startLicence } from '../licence-paper.ts'
import { inventChinesePerson, inventIdNumber } from '../people.ts'
import { inventAddress } from '../places.ts'
import type { SpecimenKind } from './kind.ts'

export const driverLicenceBack: SpecimenKind = {
  kind: 'driver-licence-back',
  surroundings: 'card',
  draw(random) {
    const { sheet, styles, lineColour } = startLicence('driver-licence-back', random)
    const person = inventChinesePerson(random)
    const number = inventIdNumber(
      random,
      inventAddress(random).prefecture,
      isoDate(randomDay(random, 1955, 2003)),
      person.sex,
    )
    const day = randomDay(random, 2019, 2026)
    const until = `${day.year}年${String(day.month).padStart(2, '0')}月${String(day.day).padStart(2, '0')}日`
    const record = random.pick([
      `实习期至${until}。`,
      `请于${until}前九十日内申请换领新驾驶证。`,
      `请于每个记分周期结束后三十日内提交身体条件证明。`,
    ])
    sheet.print('中华人民共和国机动车驾驶证副页', 44, 8, {
      ...styles.label,
      weight: 700,
      size: 3.7,
      align: 'centre',
      spacing: 0.2,
    })
    printForm(sheet, styles, [
      {
        label: '证号',
        labelAt: [5, 16],
        key: 'licence_number',
        text: number,
        at: [14, 16],
        style: { ...styles.value, spacing: 0.15, size: 3.2 },
      },
      { label: '姓名', labelAt: [5, 24], key: 'name', text: person.name, at: [14, 24] },
      { label: '档案编号', labelAt: [40, 24], key: 'archive_number', text: digitsOf(random, 12), at: [54, 24] },
      { label: '记录', labelAt: [5, 33], key: 'record', text: record, at: [14, 33], room: 68, step: 4.4 },
    ])
    for (const y of [18.5, 27]) rule(sheet, lineColour, 0.15, [3, y], [85, y])
    markSpecimen(sheet, 64, 56, 2.2)
    return sheet
  },
}

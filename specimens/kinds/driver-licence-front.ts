import { isoDate } from '../dates.ts'
import { markSpecimen } from '../form.ts'
import { drawDriverBack, drawDriverFront, drawElectronic, inventDriver } from '../licence-pages.ts'
import { licenceSize, startLicence } from '../licence-paper.ts'
import { Sheet } from '../sheet.ts'
import type { SpecimenKind } from './kind.ts'

/** The main page by itself, in an open booklet over its second page, or on a telephone's screen. */
export const driverLicenceFront: SpecimenKind = {
  kind: 'driver-licence-front',
  surroundings: 'card',
  draw(random) {
    const layout = random.fork('layout').next()
    const driver = inventDriver(random)
    if (layout < 0.15) {
      const sheet = new Sheet('driver-licence-front', { width: 110, height: 160 }, random.integer(800, 1000))
      const { person, number, first, from, to, vehicles, long } = driver
      drawElectronic(sheet, random, '电子驾驶证', [
        { label: '姓名', value: person.name, key: 'name' },
        { label: '证号', value: number, key: 'licence_number' },
        { label: '性别', value: person.sex === 'M' ? '男' : '女', key: 'sex' },
        { label: '准驾车型', value: vehicles, key: 'vehicle_class' },
        { label: '初次领证日期', value: isoDate(first), key: 'first_issue_date' },
        { label: '有效起始日期', value: isoDate(from), key: 'valid_from' },
        { label: '有效截止日期', value: long ? '长期' : isoDate(to), key: 'valid_to' },
        { label: '累积记分', value: `${random.integer(0, 9)}分` },
        { label: '状态', value: '正常' },
      ])
      markSpecimen(sheet, 40, 154, 3)
      return sheet
    }
    const open = layout < 0.35
    const size = open ? { width: licenceSize.width, height: 2 * licenceSize.height + 3 } : licenceSize
    const { sheet, styles, lineColour } = startLicence('driver-licence-front', random, size)
    drawDriverFront(sheet, styles, random, driver, { left: 0, top: 0, asked: true, lineColour })
    if (open) {
      const place = { left: 0, top: licenceSize.height + 3, asked: false, lineColour }
      const before = sheet.truth.lines.length
      drawDriverBack(sheet, styles, random, driver, place)
      const again = (text: string) => sheet.truth.lines.slice(before).filter((line) => line.text === text)
      sheet.alsoAt('licence_number', again(driver.number))
      sheet.alsoAt('name', again(driver.person.name))
    }
    markSpecimen(sheet, 66, 57.2, 2.1)
    return sheet
  },
}

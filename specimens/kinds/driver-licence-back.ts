import { markSpecimen } from '../form.ts'
import { drawDriverBack, drawDriverFront, inventDriver } from '../licence-pages.ts'
import { licenceSize, startLicence } from '../licence-paper.ts'
import type { SpecimenKind } from './kind.ts'

/** The second page by itself, or in an open booklet under the main page. */
export const driverLicenceBack: SpecimenKind = {
  kind: 'driver-licence-back',
  surroundings: 'card',
  draw(random) {
    const open = random.fork('layout').chance(0.25)
    const driver = inventDriver(random)
    const size = open ? { width: licenceSize.width, height: 2 * licenceSize.height + 3 } : licenceSize
    const { sheet, styles, lineColour } = startLicence('driver-licence-back', random, size)
    if (open) {
      drawDriverFront(sheet, styles, random, driver, { left: 0, top: 0, asked: false, lineColour })
      const again = (text: string) => sheet.truth.lines.filter((line) => line.text === text)
      sheet.alsoAt('licence_number', again(driver.number))
      sheet.alsoAt('name', again(driver.person.name))
    }
    const top = open ? licenceSize.height + 3 : 0
    drawDriverBack(sheet, styles, random, driver, { left: 0, top, asked: true, lineColour })
    markSpecimen(sheet, 64, size.height - 4, 2.2)
    return sheet
  },
}

import { markSpecimen } from '../form.ts'
import { drawVehicleBack, drawVehicleFront, inventVehicle } from '../licence-pages.ts'
import { licenceSize, startLicence } from '../licence-paper.ts'
import type { SpecimenKind } from './kind.ts'

/** The second page by itself, or in an open booklet under the main page. */
export const vehicleLicenceBack: SpecimenKind = {
  kind: 'vehicle-licence-back',
  surroundings: 'card',
  draw(random) {
    const open = random.fork('layout').chance(0.25)
    const vehicle = inventVehicle(random)
    const size = open ? { width: licenceSize.width, height: 2 * licenceSize.height + 3 } : licenceSize
    const { sheet, styles, lineColour } = startLicence('vehicle-licence-back', random, size)
    if (open) {
      drawVehicleFront(sheet, styles, random, vehicle, { left: 0, top: 0, asked: false, lineColour })
      sheet.alsoAt(
        'plate_number',
        sheet.truth.lines.filter(({ text }) => text === vehicle.plate),
      )
    }
    const top = open ? licenceSize.height + 3 : 0
    drawVehicleBack(sheet, styles, random, vehicle, { left: 0, top, asked: true, lineColour })
    markSpecimen(sheet, 66, size.height - 1.6, 1.8)
    return sheet
  },
}

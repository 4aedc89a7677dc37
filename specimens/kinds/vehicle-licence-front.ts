import { isoDate } from '../dates.ts'
import { markSpecimen } from '../form.ts'
import { drawElectronic, drawVehicleBack, drawVehicleFront, inventVehicle } from '../licence-pages.ts'
import { licenceSize, startLicence } from '../licence-paper.ts'
import { Sheet } from '../sheet.ts'
import type { SpecimenKind } from './kind.ts'

/** The main page by itself, in an open booklet over its second page, or on a telephone's screen. */
export const vehicleLicenceFront: SpecimenKind = {
  kind: 'vehicle-licence-front',
  surroundings: 'card',
  draw(random) {
    const layout = random.fork('layout').next()
    const vehicle = inventVehicle(random)
    if (layout < 0.15) {
      const sheet = new Sheet('vehicle-licence-front', { width: 110, height: 170 }, random.integer(800, 1000))
      drawElectronic(sheet, random, '电子行驶证', [
        { label: '号牌号码', value: vehicle.plate, key: 'plate_number' },
        { label: '车辆类型', value: vehicle.type, key: 'vehicle_type' },
        { label: '所有人', value: vehicle.owner, key: 'owner' },
        { label: '使用性质', value: vehicle.use, key: 'use_character' },
        { label: '品牌型号', value: vehicle.model, key: 'model' },
        { label: '车辆识别代号', value: vehicle.vin, key: 'vin' },
        { label: '发动机号', value: vehicle.engine, key: 'engine_number' },
        { label: '注册日期', value: isoDate(vehicle.registered), key: 'register_date' },
        { label: '发证日期', value: isoDate(vehicle.issued), key: 'issue_date' },
        { label: '检验有效期止', value: isoDate({ ...vehicle.issued, year: vehicle.issued.year + 2 }) },
      ])
      markSpecimen(sheet, 40, 164, 3)
      return sheet
    }
    const open = layout < 0.35
    const size = open ? { width: licenceSize.width, height: 2 * licenceSize.height + 3 } : licenceSize
    const { sheet, styles, lineColour } = startLicence('vehicle-licence-front', random, size)
    drawVehicleFront(sheet, styles, random, vehicle, { left: 0, top: 0, asked: true, lineColour })
    if (open) {
      const before = sheet.truth.lines.length
      const top = licenceSize.height + 3
      drawVehicleBack(sheet, styles, random, vehicle, { left: 0, top, asked: false, lineColour })
      sheet.alsoAt(
        'plate_number',
        sheet.truth.lines.slice(before).filter(({ text }) => text === vehicle.plate),
      )
    }
    markSpecimen(sheet, 68, 57.8, 1.7)
    return sheet
  },
}

import { inventVin } from '../business.ts'
import { markSpecimen } from '../form.ts'
import { hsl } from '../paper.ts'
import { Sheet } from '../sheet.ts'
import type { SpecimenKind } from './kind.ts'

/** The maker's plate with the number, or the number behind the windscreen. */
export const vin: SpecimenKind = {
  kind: 'vin',
  surroundings: 'card',
  draw(random) {
    const size = { width: 90, height: 34 }
    const sheet = new Sheet('vin', size, random.integer(800, 1200))
    const { context } = sheet
    const dark = random.chance(0.5)
    const ground = context.createLinearGradient(0, 0, size.width, size.height)
    ground.addColorStop(0, hsl(210, 6, dark ? 22 : 82))
    ground.addColorStop(0.5, hsl(210, 6, dark ? 14 : 90))
    ground.addColorStop(1, hsl(210, 6, dark ? 20 : 78))
    context.fillStyle = ground
    context.fillRect(0, 0, size.width, size.height)
    const colour = dark ? hsl(45, 10, 92) : hsl(0, 0, 10)
    const number = inventVin(random)
    if (random.chance(0.6)) {
      sheet.print('中国 云雀汽车制造有限公司 制造', 45, 7, { face: 'sans', size: 2.6, colour, align: 'centre' })
      sheet.print('车辆识别代号', 6, 12.5, { face: 'sans', size: 2.4, colour })
      sheet.print(`制造年月 ${random.integer(2008, 2024)}.${String(random.integer(1, 12)).padStart(2, '0')}`, 6, 28.5, {
        face: 'sans',
        size: 2.4,
        colour,
      })
    }
    const face = random.pick(['mono', 'sans', 'ocr-b'] as const)
    sheet.field('vin', number, [
      sheet.print(number, 45, 21.5, { face, weight: 500, size: 5, colour, spacing: 0.5, align: 'centre' }),
    ])
    markSpecimen(sheet, 64, 30, 2, dark ? hsl(0, 0, 60) : hsl(0, 0, 45))
    return sheet
  },
}

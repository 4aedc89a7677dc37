import { hsl } from '../paper.ts'
import { fieldsFromMrz, pageSize, printMrz, startPage } from '../passport-page.ts'
import type { SpecimenKind } from './kind.ts'
import { inventChineseHolder } from './passport-cn.ts'
import { inventHolder } from './passport.ts'

/** A picture of the foot of a data page: the machine-readable zone, with or without a little of what stands above it. */
export const passportMrz: SpecimenKind = {
  kind: 'passport-mrz',
  surroundings: 'book',
  draw(random) {
    const hue = random.integer(0, 359)
    const above = random.chance(0.5) ? random.between(2, 7) : random.between(9, 17)
    const sheet = startPage('passport-mrz', random, hue, above + 15.5)
    sheet.context.fillStyle = hsl(hue, 20, 96, 0.75)
    sheet.context.fillRect(0, above, pageSize.width, 15.5)
    if (above > 9) {
      const ink = hsl(0, 0, random.between(8, 25))
      sheet.print("Holder's signature", random.between(45, 80), above - 3.5, {
        face: 'sans',
        size: 1.95,
        colour: hsl(hue, 30, 32),
      })
      if (random.chance(0.5))
        sheet.print('SPECIMEN', 8, above - 3.2, { face: 'sans', weight: 700, size: 3.2, colour: ink, spacing: 0.5 })
    }
    const { holder } = random.chance(0.4) ? inventChineseHolder(random) : inventHolder(random)
    fieldsFromMrz(sheet, holder, printMrz(sheet, random, holder, above + 5.2 + random.between(-0.4, 0.4)))
    return sheet
  },
}

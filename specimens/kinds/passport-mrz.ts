import { cardSize } from '../card-ground.ts'
import { hsl } from '../paper.ts'
import { pageSize, printZone, startPage, type ZoneFormat } from '../passport-page.ts'
import type { Random } from '../random.ts'
import { heldBy } from '../scene.ts'
import type { SpecimenKind } from './kind.ts'
import { inventChineseHolder } from './passport-cn.ts'
import { inventHolder } from './passport.ts'

const formats: readonly ZoneFormat[] = ['TD3', 'TD3', 'TD3', 'TD3', 'TD1', 'TD2', 'MRV-A', 'MRV-B']
const codes: Record<ZoneFormat, readonly string[]> = {
  TD3: ['P'],
  TD2: ['I', 'ID', 'A', 'P'],
  TD1: ['I', 'ID', 'AC', 'IR', 'C'],
  'MRV-A': ['V', 'VC'],
  'MRV-B': ['V', 'VN'],
}
const widths: Record<ZoneFormat, number> = {
  TD3: pageSize.width,
  'MRV-A': pageSize.width,
  TD2: 105,
  'MRV-B': 105,
  TD1: cardSize.width,
}

function inventZone(random: Random) {
  const format = random.pick(formats)
  const { holder } = random.chance(0.4) ? inventChineseHolder(random) : inventHolder(random)
  if (format === 'TD3') return { format, holder }
  const room = { TD1: 15, TD2: 7, 'MRV-A': 16, 'MRV-B': 8 }[format]
  return {
    format,
    holder: { ...holder, documentCode: random.pick(codes[format]), optional: holder.optional.slice(0, room) },
  }
}

/** A picture of the foot of a data page, a visa or a card's back: the machine-readable zone, with or without a little of what stands above it. */
export const passportMrz: SpecimenKind = {
  kind: 'passport-mrz',
  surroundings: 'book',
  draw(random) {
    const hue = random.integer(0, 359)
    const above = random.chance(0.5) ? random.between(2, 7) : random.between(9, 17)
    const { format, holder } = inventZone(random.fork('holder'))
    const rows = format === 'TD1' ? 18 : 15.5
    const size = { width: widths[format], height: above + rows }
    const sheet = startPage('passport-mrz', random, hue, size.height, size.width)
    sheet.context.fillStyle = hsl(hue, 20, 96, random.pick([0.75, 0.75, 0.2]))
    sheet.context.fillRect(0, above, size.width, rows)
    if (above > 9) {
      const ink = hsl(0, 0, random.between(8, 25))
      sheet.print("Holder's signature", random.between(0.35, 0.6) * size.width, above - 3.5, {
        face: 'sans',
        size: 1.95,
        colour: hsl(hue, 30, 32),
      })
      if (random.chance(0.5))
        sheet.print('SPECIMEN', 8, above - 3.2, { face: 'sans', weight: 700, size: 3.2, colour: ink, spacing: 0.5 })
    }
    printZone(sheet, random, holder, format, above + 5.2 + random.between(-0.4, 0.4))
    if (random.chance(0.06)) heldBy(random, sheet)
    return sheet
  },
}

import { cardSize, startCard } from '../card-ground.ts'
import { addYears, isoDate, randomDay } from '../dates.ts'
import { wrapText } from '../form.ts'
import { drawRosette, hsl } from '../paper.ts'
import { inventAddress } from '../places.ts'
import type { Random } from '../random.ts'
import { onPapers, photocopy, scribble, wear } from '../scene.ts'
import { part, type Sheet, type TextStyle } from '../sheet.ts'
import type { SpecimenKind } from './kind.ts'

/** Offices whose names need most of the line, or two. */
const longOffices = [
  '内蒙古自治区鄂尔多斯市公安局康巴什区分局',
  '新疆维吾尔自治区伊犁哈萨克自治州公安局',
  '黔东南苗族侗族自治州凯里市公安局',
  '上海市公安局浦东分局',
  '巴音郭楞蒙古自治州库尔勒市公安局',
]

/** The card by itself. */
export function drawIdCardBack(random: Random): Sheet {
  const sheet = startCard('id-card-back', random, random.pick([195, 180, 210, 340, 20]))
  const { context } = sheet
  // An ornament of our own in the emblem's place.
  const emblem = {
    x: 13.5 + random.between(-1, 1),
    y: 13.5 + random.between(-0.8, 0.8),
    radius: random.between(7, 8.2),
  }
  context.fillStyle = hsl(2, 68, 50, 0.9)
  context.beginPath()
  context.arc(emblem.x, emblem.y, emblem.radius, 0, Math.PI * 2)
  context.fill()
  drawRosette(context, random, emblem.x, emblem.y, emblem.radius * 0.95, hsl(45, 80, 62))
  drawRosette(context, random, 52, 24, 26, hsl(random.between(0, 360), 40, 65, 0.22))

  const titleInk = hsl(0, 0, random.between(5, 22))
  const titleFace = random.pick(['serif', 'sans', 'xiaowei'] as const)
  const centre = 52 + random.between(-1.5, 1.5)
  sheet.print('中华人民共和国', centre, 13.2 + random.between(-0.6, 0.6), {
    face: titleFace,
    weight: 700,
    size: random.between(4.6, 5.3),
    colour: titleInk,
    spacing: random.between(0.2, 0.9),
    align: 'centre',
  })
  sheet.print('居民身份证', centre, 23.6 + random.between(-0.6, 0.6), {
    face: titleFace,
    weight: 700,
    size: random.between(6.6, 7.5),
    colour: titleInk,
    spacing: random.between(0.8, 1.8),
    align: 'centre',
  })

  const home = inventAddress(random)
  // Cards last 5, 10 or 20 years by the holder's age, or for ever from 46 on.
  const from = randomDay(random, 2006, 2024)
  const years = random.pick([5, 10, 20, 20, null])
  const face = random.pick(['sans', 'sans', 'serif'] as const)
  const label: TextStyle = {
    face,
    weight: random.pick([500, 700]),
    size: random.between(2.7, 3.05),
    colour: random.chance(0.7) ? titleInk : hsl(205, 60, 38),
    spacing: random.between(0, 0.3),
  }
  const value: TextStyle = { face, weight: random.pick([400, 500]), size: random.between(3, 3.35), colour: titleInk }
  const labelX = 19.5 + random.between(-1.5, 1)
  const valueX = labelX + 16.2 + random.between(0, 1.2)
  const authorityY = 41.4 + random.between(-0.8, 0.5)
  const validY = authorityY + random.between(5.9, 6.6)
  // A second line pushes the first one, and the label with it, up.
  const office = random.chance(0.25) ? random.pick(longOffices) : home.authority
  const room = cardSize.width - valueX - 4
  const lines = sheet.measure(office, value) > room ? wrapText(sheet, office, value, room) : [office]
  sheet.print('签发机关', labelX, authorityY - (lines.length - 1) * 3.7, label)
  sheet.field(
    'issuing_authority',
    office,
    lines.map((line, index) => sheet.print(line, valueX, authorityY - (lines.length - 1 - index) * 3.7, value)),
  )
  sheet.print('有效期限', labelX, validY, label)
  const dotted = (day: typeof from) => isoDate(day).replaceAll('-', '.')
  const to = years === null ? '长期' : dotted(addYears(from, years))
  const joint = random.pick(['-', '-', '-', '–', '—'])
  const period = sheet.print(`${dotted(from)}${joint}${to}`, valueX, validY, {
    ...value,
    spacing: random.between(0, 0.25),
  })
  sheet.field('valid_from', isoDate(from), [part(period, 0, 10)])
  sheet.field('valid_to', years === null ? to : isoDate(addYears(from, years)), [part(period, 11)])
  if (random.chance(0.12)) {
    // The second script of an autonomous region, under the title.
    const colour = hsl(0, 0, 20)
    scribble(context, random, { left: centre - 22, top: 14.6, width: 44, height: 2 }, { colour })
    scribble(context, random, { left: centre - 18, top: 25.6, width: 36, height: 2.2 }, { colour })
    scribble(context, random, { left: labelX, top: authorityY + 0.7, width: 11, height: 1.6 }, { colour })
  }
  if (random.chance(0.25)) wear(random, sheet)
  return sheet
}

export const idCardBack: SpecimenKind = {
  kind: 'id-card-back',
  surroundings: 'card',
  draw(random) {
    const card = drawIdCardBack(random)
    const around = random.fork('around')
    if (around.chance(0.14)) return photocopy(around, 'id-card-back', [card])
    return around.chance(0.16) ? onPapers(around, 'id-card-back', card) : card
  },
}

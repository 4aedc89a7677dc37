import { isoDate, randomDay } from '../dates.ts'
import { drawPortrait, drawTint, drawWaves, hsl, roundedPath } from '../paper.ts'
import { inventChinesePerson, inventIdNumber } from '../people.ts'
import { inventAddress } from '../places.ts'
import type { Random } from '../random.ts'
import { Sheet, type TextStyle } from '../sheet.ts'
import type { SpecimenKind } from './kind.ts'

/** ID-1 of ISO/IEC 7810, in millimetres. */
export const cardSize = { width: 85.6, height: 54 }

/** A card's ground: rounded, tinted, with waves; clips everything that follows to the card. */
export function startCard(kind: string, random: Random, hue: number): Sheet {
  const sheet = new Sheet(kind, cardSize, random.pick([random.integer(620, 900), random.integer(900, 1400)]))
  const area = { left: 0, top: 0, ...cardSize }
  roundedPath(sheet.context, area, 3.2)
  sheet.context.clip()
  drawTint(sheet.context, random, area, hue, 94)
  drawWaves(sheet.context, random, area, hue, random.between(0.12, 0.24))
  sheet.region('card', 0, 0, cardSize.width, cardSize.height)
  return sheet
}

/** Cuts an address where a line is full, as cards do without regard to words. */
function wrap(sheet: Sheet, text: string, style: TextStyle, room: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const sign of text) {
    if (line !== '' && sheet.measure(line + sign, style) > room) {
      lines.push(line)
      line = ''
    }
    line += sign
  }
  return [...lines, line]
}

export const idCardFront: SpecimenKind = {
  kind: 'id-card-front',
  surroundings: 'card',
  draw(random) {
    const hue = random.pick([195, 205, 175, 215, 160, 30])
    const sheet = startCard('id-card-front', random, hue)
    const person = inventChinesePerson(random)
    const home = inventAddress(random)
    const birth = randomDay(random, 1938, 2019)
    const number = inventIdNumber(random, home.prefecture, isoDate(birth), person.sex)

    const face = random.pick(['sans', 'sans', 'sans', 'serif'] as const)
    const shiftX = random.between(-1.2, 1.2)
    const shiftY = random.between(-1, 1)
    const labelHue = random.pick([200, 210, 190, 225])
    const size = random.between(3.05, 3.45)
    const label: TextStyle = {
      face,
      weight: random.pick([400, 500]),
      size: random.between(2.55, 2.9),
      colour: hsl(labelHue, random.between(45, 75), random.between(36, 52)),
      spacing: random.between(0, 0.5),
    }
    const ink = hsl(0, 0, random.between(4, 20))
    const value: TextStyle = {
      face,
      weight: random.pick([400, 500, 500]),
      size,
      colour: ink,
      spacing: random.between(0, 0.2),
    }
    const labelX = 6.2 + shiftX
    const valueX = random.between(14.9, 17.2) + shiftX
    const row = (index: number) => 10.6 + shiftY + index * 6.25

    sheet.print('姓名', labelX, row(0), { ...label, spacing: (label.spacing ?? 0) + 0.6 })
    const nameStyle = { ...value, size: size * random.between(1, 1.14), spacing: random.pick([0, 0.3, 0.9]) }
    sheet.field('name', person.name, [sheet.print(person.name, valueX, row(0), nameStyle)])

    sheet.print('性别', labelX, row(1), { ...label, spacing: (label.spacing ?? 0) + 0.6 })
    const sex = person.sex === 'M' ? '男' : '女'
    sheet.field('sex', sex, [sheet.print(sex, valueX, row(1), value)])
    const groupX = 27.3 + shiftX + random.between(-1, 1)
    sheet.print('民族', groupX, row(1), label)
    sheet.field('ethnicity', person.ethnicity, [sheet.print(person.ethnicity, groupX + 8.2, row(1), value)])

    sheet.print('出生', labelX, row(2), { ...label, spacing: (label.spacing ?? 0) + 0.6 })
    const digits = { ...value, spacing: 0.15 }
    const dateLine = sheet.printPieces(
      [
        { text: String(birth.year), x: valueX, style: digits },
        { text: '年', x: valueX + 9.6, style: label },
        { text: String(birth.month), x: valueX + (birth.month < 10 ? 15 : 14), style: digits },
        { text: '月', x: valueX + 19, style: label },
        { text: String(birth.day), x: valueX + (birth.day < 10 ? 24.2 : 23.2), style: digits },
        { text: '日', x: valueX + 28.2, style: label },
      ],
      row(2),
    )
    sheet.field('birth_date', isoDate(birth), [dateLine])

    sheet.print('住址', labelX, row(3), { ...label, spacing: (label.spacing ?? 0) + 0.6 })
    const room = Math.max(random.between(31, 37), sheet.measure(home.text, value) / 2.8)
    const step = size * random.between(1.25, 1.4)
    const addressLines = wrap(sheet, home.text, value, room).map((text, index) =>
      sheet.print(text, valueX, row(3) + index * step, value),
    )
    sheet.field('address', home.text, addressLines)

    const numberY = 47.6 + shiftY
    sheet.print('公民身份号码', labelX, numberY, { ...label, spacing: random.between(0, 0.25) })
    const numberStyle: TextStyle = {
      face: random.pick(['ocr-b', 'ocr-b', 'sans', 'mono'] as const),
      weight: 500,
      size: random.between(3.9, 4.5),
      colour: ink,
      spacing: random.between(0.1, 0.5),
    }
    const tooWide = sheet.measure(number, numberStyle) / (81.5 - 29.2 - shiftX)
    if (tooWide > 1) {
      numberStyle.size /= tooWide
      numberStyle.spacing = (numberStyle.spacing ?? 0) / tooWide
    }
    sheet.field('id_number', number, [sheet.print(number, 29.2 + shiftX, numberY, numberStyle)])

    const portrait = { left: 55 + shiftX + random.between(-0.8, 0.8), top: 6.5 + shiftY, width: 24.5, height: 31 }
    drawPortrait(sheet.context, random.fork('portrait'), portrait, {
      ground: random.chance(0.5) ? hsl(hue, 20, 95, 0.85) : undefined,
      grey: random.chance(0.2),
      sex: person.sex,
    })
    sheet.region(
      'portrait',
      portrait.left,
      portrait.top,
      portrait.left + portrait.width,
      portrait.top + portrait.height,
    )
    return sheet
  },
}

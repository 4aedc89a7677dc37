import { startCard } from '../card-ground.ts'
import { isoDate, randomDay } from '../dates.ts'
import { drawPortrait, hsl } from '../paper.ts'
import { inventChinesePerson, inventIdNumber } from '../people.ts'
import { inventAddress } from '../places.ts'
import type { Random } from '../random.ts'
import { heldBy, onPapers, photocopy, scribble, wear } from '../scene.ts'
import type { Sheet, TextStyle } from '../sheet.ts'
import { drawIdCardBack } from './id-card-back.ts'
import type { SpecimenKind } from './kind.ts'

export { startCard }

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

/** Labels of a card of Guangxi, whose second script is Latin. */
const zhuang = ['Singqmingz', 'Singqbied', 'Seng', 'Dieg youq', 'Gungminz Sinhfwn Haumaj'] as const

/** A card of an autonomous region has each label and the name a second time in its own script, above the Chinese. */
function printSecondScript(
  sheet: Sheet,
  random: Random,
  {
    x,
    valueX,
    row,
    numberY,
    colour,
  }: { x: number; valueX: number; row: (index: number) => number; numberY: number; colour: string },
): void {
  const script = random.pick(['zhuang', 'flowing', 'flowing', 'upright'] as const)
  const style: TextStyle = { face: 'sans', size: 1.75, colour }
  if (script === 'upright') {
    // Mongolian runs down the left edge.
    for (const [index, length] of [4, 4, 4, 7].entries()) {
      const place = { left: x - 3.4, top: row(index) - 3.2, width: 1.6, height: length }
      scribble(sheet.context, random, place, { colour, upright: true })
    }
    return
  }
  for (const [index, label] of zhuang.entries()) {
    const baseline = (index === 4 ? numberY : row(index)) - 3.35
    if (script === 'zhuang') sheet.print(label, x, baseline, style)
    else
      scribble(
        sheet.context,
        random,
        { left: x, top: baseline - 1.6, width: index === 4 ? 15 : 6.5, height: 1.7 },
        { colour },
      )
  }
  const name = { left: valueX, top: row(0) - 5.4, width: random.between(12, 26), height: 1.9 }
  if (script === 'zhuang')
    sheet.print('Vangz Singjcungh', valueX, row(0) - 3.6, { ...style, size: 2, colour: hsl(0, 0, 12) })
  else scribble(sheet.context, random, name, { colour: hsl(0, 0, 15) })
}

/** The card by itself. */
function drawCard(random: Random): Sheet {
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
  const step = random.pick([6.25, 6.25, random.between(5.7, 6.6)])
  const row = (index: number) => 10.6 + shiftY + index * step

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
  const lead = size * random.between(1.25, 1.4)
  const addressLines = wrap(sheet, home.text, value, room).map((text, index) =>
    sheet.print(text, valueX, row(3) + index * lead, value),
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
  sheet.region('portrait', portrait.left, portrait.top, portrait.left + portrait.width, portrait.top + portrait.height)
  if (person.ethnicity !== '汉' && random.chance(0.5))
    printSecondScript(sheet, random, { x: labelX, valueX, row, numberY, colour: label.colour })
  if (random.chance(0.25)) wear(random, sheet)
  if (random.chance(0.1)) heldBy(random, sheet)
  return sheet
}

export const idCardFront: SpecimenKind = {
  kind: 'id-card-front',
  surroundings: 'card',
  draw(random) {
    const card = drawCard(random)
    const around = random.fork('around')
    if (around.chance(0.14)) {
      const back = drawIdCardBack(random.fork('back'))
      return photocopy(around, 'id-card-front', around.chance(0.6) ? [card, back] : [card])
    }
    return around.chance(0.16) ? onPapers(around, 'id-card-front', card) : card
  },
}

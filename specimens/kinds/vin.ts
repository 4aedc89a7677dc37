import { digitsOf, inventVin } from '../business.ts'
import { markSpecimen, startPaper } from '../form.ts'
import { hsl } from '../paper.ts'
import type { Random } from '../random.ts'
import { Sheet, type TextStyle } from '../sheet.ts'
import type { SpecimenKind } from './kind.ts'

/** A plate of bright or dark metal, a sticker or a dashboard: where a number stands. */
function ground(sheet: Sheet, random: Random, dark: boolean): void {
  const { context, width, height } = sheet
  const hue = random.pick([210, 210, 40])
  const gradient = context.createLinearGradient(0, 0, width, height)
  gradient.addColorStop(0, hsl(hue, 6, dark ? 22 : 82))
  gradient.addColorStop(0.5, hsl(hue, 6, dark ? 14 : 90))
  gradient.addColorStop(1, hsl(hue, 6, dark ? 20 : 78))
  context.fillStyle = gradient
  context.fillRect(0, 0, width, height)
}

/** The maker's plate with the number among other lines, or the number behind the windscreen alone. */
function drawPlate(random: Random): Sheet {
  const sheet = new Sheet('vin', { width: 90, height: 34 }, random.integer(800, 1200))
  const dark = random.chance(0.5)
  ground(sheet, random, dark)
  const colour = dark ? hsl(45, 10, 92) : hsl(0, 0, 10)
  const number = inventVin(random)
  const small: TextStyle = { face: 'sans', size: 2.4, colour }
  if (random.chance(0.6)) {
    sheet.print('中国 云雀汽车制造有限公司 制造', 45, 7, { ...small, size: 2.6, align: 'centre' })
    sheet.print('车辆识别代号', 6, 12.5, small)
    sheet.print(
      `制造年月 ${random.integer(2008, 2024)}.${String(random.integer(1, 12)).padStart(2, '0')}`,
      6,
      28.5,
      small,
    )
  }
  const face = random.pick(['mono', 'sans', 'ocr-b'] as const)
  const starred = random.chance(0.25)
  const style: TextStyle = { face, weight: 500, size: starred ? 4.6 : 5, colour, spacing: 0.5 }
  const width = sheet.measure(number, style)
  if (starred) for (const x of [45 - width / 2 - 3.6, 45 + width / 2 + 0.8]) sheet.print('*', x, 21.5, style)
  sheet.field('vin', number, [sheet.print(number, 45 - width / 2, 21.5, style)])
  markSpecimen(sheet, 64, 30, 2, dark ? hsl(0, 0, 60) : hsl(0, 0, 45))
  return sheet
}

/** Stamped into the metal: signs of the ground's own colour, told by their lit and shaded edges. */
function drawStamped(random: Random): Sheet {
  const sheet = new Sheet('vin', { width: 120, height: 40 }, random.integer(1000, 1300))
  const lightness = random.between(40, 66)
  sheet.context.fillStyle = hsl(215, 6, lightness)
  sheet.context.fillRect(0, 0, sheet.width, sheet.height)
  for (let line = 0; line < 60; line += 1) {
    sheet.context.fillStyle = hsl(215, 6, lightness + random.between(-4, 4), 0.5)
    sheet.context.fillRect(0, random.between(0, 40), sheet.width, random.between(0.1, 0.5))
  }
  const number = inventVin(random)
  const style: TextStyle = {
    face: random.pick(['mono', 'sans']),
    weight: 400,
    size: 6,
    colour: hsl(0, 0, lightness * 0.35),
    spacing: 1.3,
  }
  const left = 60 - sheet.measure(number, style) / 2
  sheet.printPieces([{ text: number, x: left + 0.25, style: { ...style, colour: hsl(0, 0, lightness + 24) } }], 22.3)
  sheet.truth.lines.pop()
  sheet.field('vin', number, [sheet.print(number, left, 22, style)])
  markSpecimen(sheet, 6, 37, 2.2, hsl(0, 0, lightness * 0.6))
  return sheet
}

/** A printed page that has the number among others: the certificate of a new vehicle (机动车整车出厂合格证). */
function drawCertificate(random: Random): Sheet {
  const sheet = startPaper(
    'vin',
    random,
    { width: 150, height: 90 },
    { pixels: random.integer(1000, 1300), hue: 40, lightness: 95 },
  )
  const text: TextStyle = { face: random.pick(['serif', 'sans']), weight: 400, size: 3.6, colour: hsl(0, 0, 14) }
  sheet.print('机动车整车出厂合格证', 75, 14, { ...text, weight: 700, size: 6, align: 'centre' })
  const number = inventVin(random)
  const lines: [label: string, value: string][] = [
    ['1.合格证编号', `WAA${digitsOf(random, 11)}`],
    ['2.车辆制造企业名称', '云雀汽车制造有限公司'],
    ['3.车辆品牌/车辆名称', '云雀牌/多用途乘用车'],
    ['4.车辆型号', `YQ${digitsOf(random, 4)}A1B`],
    ['5.车辆识别代号/车架号', number],
    ['6.发动机号', `${random.pick(['L15B', '4A91'])}${digitsOf(random, 7)}`],
    ['7.发动机型号', random.pick(['L15B8', '4A91T'])],
  ]
  for (const [index, [label, value]] of lines.entries()) {
    const y = 26 + index * 8
    sheet.print(label, 12, y, text)
    const line = sheet.print(value, 62, y, { ...text, face: 'sans', size: 3.8 })
    if (value === number) sheet.field('vin', number, [line])
  }
  markSpecimen(sheet, 100, 86, 2.6)
  return sheet
}

/** The number on a maker's plate or behind the windscreen, stamped into the frame, and on the vehicle's certificate. */
export const vin: SpecimenKind = {
  kind: 'vin',
  surroundings: 'card',
  draw: (random) => random.pick([drawPlate, drawPlate, drawStamped, drawCertificate])(random),
}

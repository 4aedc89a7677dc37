import { digitsOf, inventPlate } from '../business.ts'
import { hsl } from '../paper.ts'
import type { Random } from '../random.ts'
import { Sheet, type TextStyle } from '../sheet.ts'
import type { SpecimenKind } from './kind.ts'

/** A plate's number and how it is made (GA 36-2018): ground, signs, and what sort of vehicle it tells of. */
interface Plate {
  number: string
  ground: 'blue' | 'yellow' | 'green' | 'white' | 'black' | 'yellow-green'
  /** Two lines: lorries' and motorcycles' rear plates. */
  lines: 1 | 2
  /** In the words of the vocabulary; null where the ground could be of several sorts. */
  type: string | null
}

function inventPlateOf(random: Random): Plate {
  const ordinary = inventPlate(random)
  const suffixed = (sign: string) => ordinary.slice(0, 6) + sign
  const roll = random.next()
  if (roll < 0.4) return { number: ordinary, ground: 'blue', lines: 1, type: '小型汽车' }
  if (roll < 0.6) return { number: inventPlate(random, true), ground: 'green', lines: 1, type: '小型新能源车' }
  if (roll < 0.68) return { number: ordinary, ground: 'yellow', lines: 1, type: '大型汽车' }
  if (roll < 0.78) return { number: ordinary, ground: 'yellow', lines: 2, type: '大型汽车' }
  if (roll < 0.81) return { number: suffixed('挂'), ground: 'yellow', lines: 2, type: '挂车' }
  if (roll < 0.84) return { number: suffixed('学'), ground: 'yellow', lines: 1, type: '教练汽车' }
  if (roll < 0.88) return { number: suffixed('警'), ground: 'white', lines: 1, type: '警用汽车' }
  if (roll < 0.91)
    return { number: `粤Z${digitsOf(random, 4)}${random.pick(['港', '澳'])}`, ground: 'black', lines: 1, type: null }
  if (roll < 0.94)
    return {
      number: `WJ${random.pick(Array.from('京津冀沪苏浙'))}${digitsOf(random, 5)}`,
      ground: 'white',
      lines: 1,
      type: '武警车辆',
    }
  if (roll < 0.97)
    return {
      number: ordinary.slice(0, 2) + digitsOf(random, 5) + random.pick(['D', 'F']),
      ground: 'yellow-green',
      lines: 1,
      type: '大型新能源车',
    }
  return {
    number: `${random.pick(Array.from('VKHBSLJNGC'))}${random.pick(['A', 'B', 'K'])}${digitsOf(random, 5)}`,
    ground: 'white',
    lines: 1,
    type: '军用车辆',
  }
}

/** Draws a plate whose left upper corner stands at a place, `width` of its 440 (480, two lines 440 by 220) millimetres. */
function drawPlate(
  sheet: Sheet,
  { number, ground, lines, type }: Plate,
  left: number,
  top: number,
  unit: number,
): void {
  const { context } = sheet
  const width = (ground === 'green' || ground === 'yellow-green' ? 48 : 44) * unit
  const height = (lines === 2 ? 22 : 14) * unit
  const shade = () => {
    if (ground !== 'green' && ground !== 'yellow-green')
      return { blue: hsl(216, 80, 34), yellow: hsl(44, 95, 52), white: hsl(0, 0, 95), black: hsl(0, 0, 7) }[ground]
    const gradient = context.createLinearGradient(0, top, 0, top + height)
    gradient.addColorStop(0, hsl(130, 30, 92))
    gradient.addColorStop(1, hsl(140, 55, 55))
    return gradient
  }
  context.fillStyle = shade()
  context.beginPath()
  context.roundRect(left, top, width, height, unit)
  context.fill()
  if (ground === 'yellow-green') {
    context.fillStyle = hsl(46, 92, 52)
    context.fillRect(left, top, 13 * unit, height)
  }
  const light = ground === 'blue' || ground === 'black'
  const colour = light ? hsl(0, 0, 97) : hsl(0, 0, 8)
  context.strokeStyle = colour
  context.lineWidth = 0.4 * unit
  context.beginPath()
  context.roundRect(left + 0.8 * unit, top + 0.8 * unit, width - 1.6 * unit, height - 1.6 * unit, 0.8 * unit)
  context.stroke()
  const signs = Array.from(number)
  const red = hsl(4, 85, 44)
  const colourOf = (sign: string, index: number) =>
    ground === 'white' && (sign === '警' || (index < 2 && (type === '军用车辆' || type === '武警车辆'))) ? red : colour
  const style = (size: number, sign: string, index: number): TextStyle => ({
    face: 'sans',
    weight: 700,
    size: size * unit,
    colour: colourOf(sign, index),
  })
  if (lines === 2) {
    const upper = signs
      .slice(0, 2)
      .map((text, index) => ({ text, x: left + (11 + index * 12.5) * unit, style: style(6.6, text, index) }))
    const lower = signs
      .slice(2)
      .map((text, index) => ({ text, x: left + (3.4 + index * 7.8) * unit, style: style(10, text, index + 2) }))
    sheet.addField('plate_number', number, [
      sheet.printPieces(upper, top + 8 * unit),
      sheet.printPieces(lower, top + 19.4 * unit),
    ])
  } else {
    const small = signs.length > 7 ? 7.6 : 8.4
    const step = (signs.length > 7 ? 4.9 : 5.2) * unit
    const y = top + 10 * unit
    // The province's sign is wider than the letter; a dot stands after both.
    const wide = sheet.measure(signs[0]!, style(small, signs[0]!, 0))
    const places = signs.map(
      (_, index) => 1.6 * unit + wide + 0.3 * unit + (index - 1) * step + (index >= 2 ? 2.2 * unit : 0),
    )
    const pieces = signs.map((text, index) => ({
      text,
      x: left + (index === 0 ? 1.6 * unit : places[index]!),
      style: style(small, text, index),
    }))
    const printed = sheet.printPieces(pieces, y)
    if (type !== '武警车辆') {
      context.fillStyle = colour
      context.beginPath()
      context.arc(left + places[2]! - 1.1 * unit, top + 7 * unit, 0.6 * unit, 0, Math.PI * 2)
      context.fill()
    }
    sheet.addField('plate_number', number, [printed])
  }
  if (!('plate' in sheet.truth.regions)) sheet.region('plate', left, top, left + width, top + height)
  if (type === null) (sheet.truth.unscored ??= []).push('plate_type')
  else sheet.addField('plate_type', type, [])
}

/** The front of a car, about as wide as `width`, with its plate. */
function drawCar(sheet: Sheet, random: Random, left: number, top: number, width: number): void {
  const { context } = sheet
  const height = width * 0.65
  const paint = random.between(0, 360)
  const body = context.createLinearGradient(0, top, 0, top + height)
  body.addColorStop(0, hsl(paint, 25, random.between(55, 75)))
  body.addColorStop(1, hsl(paint, 25, random.between(25, 40)))
  context.fillStyle = body
  context.beginPath()
  context.roundRect(left, top, width, height, width * 0.06)
  context.fill()
  for (let line = 0; line < 6; line += 1) {
    context.fillStyle = hsl(paint, 10, 16)
    context.fillRect(left + width * 0.17, top + height * (0.11 + line * 0.045), width * 0.66, height * 0.024)
  }
  context.fillStyle = hsl(50, 30, 92)
  for (const x of [0.04, 0.83]) context.fillRect(left + width * x, top + height * 0.14, width * 0.12, height * 0.13)
  context.fillStyle = hsl(0, 0, 14)
  context.fillRect(left, top + height * 0.87, width, height * 0.13)
  const plate = inventPlateOf(random)
  const unit = width / 110
  drawPlate(
    sheet,
    plate,
    left + width * 0.28 + random.between(-4, 6) * unit,
    top + height * (plate.lines === 2 ? 0.46 : random.between(0.5, 0.58)),
    unit,
  )
}

/** One car seen close, or two or three in a street with small plates. */
export const licencePlate: SpecimenKind = {
  kind: 'licence-plate',
  surroundings: 'page',
  draw(random) {
    if (random.chance(0.6)) {
      const sheet = new Sheet('licence-plate', { width: 110, height: 72 }, random.integer(900, 1300))
      drawCar(sheet, random, 0, 0, 110)
      return sheet
    }
    const sheet = new Sheet('licence-plate', { width: 320, height: 200 }, random.integer(1500, 1900))
    const { context } = sheet
    const sky = context.createLinearGradient(0, 0, 0, sheet.height)
    sky.addColorStop(0, hsl(205, 40, 82))
    sky.addColorStop(0.45, hsl(205, 10, 72))
    sky.addColorStop(0.46, hsl(0, 0, 46))
    sky.addColorStop(1, hsl(0, 0, 34))
    context.fillStyle = sky
    context.fillRect(0, 0, sheet.width, sheet.height)
    for (const [x, y] of random.sample(
      [
        [14, 96],
        [118, 104],
        [222, 92],
      ] as const,
      random.integer(1, 3),
    ))
      drawCar(sheet, random, x, y, random.between(74, 92))
    return sheet
  },
}

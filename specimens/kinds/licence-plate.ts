import { inventPlate } from '../business.ts'
import { hsl } from '../paper.ts'
import type { TextStyle } from '../sheet.ts'
import { Sheet } from '../sheet.ts'
import type { SpecimenKind } from './kind.ts'

/** The front of a car with its plate (GA 36-2018: 440 x 140 mm, new-energy 480 x 140), in centimetres. */
export const licencePlate: SpecimenKind = {
  kind: 'licence-plate',
  surroundings: 'page',
  draw(random) {
    const size = { width: 110, height: 72 }
    const sheet = new Sheet('licence-plate', size, random.integer(900, 1300))
    const { context } = sheet
    const paint = random.between(0, 360)
    const body = context.createLinearGradient(0, 0, 0, size.height)
    body.addColorStop(0, hsl(paint, 25, random.between(55, 75)))
    body.addColorStop(1, hsl(paint, 25, random.between(25, 40)))
    context.fillStyle = body
    context.fillRect(0, 0, size.width, size.height)
    // Grille and bumper.
    for (let y = 8; y < 26; y += 3.2) {
      context.fillStyle = hsl(paint, 10, 16)
      context.fillRect(18, y, 74, 1.7)
    }
    context.fillStyle = hsl(0, 0, 14)
    context.fillRect(0, 62, size.width, 10)

    const green = random.chance(0.35)
    const number = inventPlate(random, green)
    const width = green ? 48 : 44
    const left = (size.width - width) / 2 + random.between(-6, 6)
    const top = random.between(35, 42)
    const ground = green ? context.createLinearGradient(0, top, 0, top + 14) : null
    ground?.addColorStop(0, hsl(130, 30, 92))
    ground?.addColorStop(1, hsl(140, 55, 55))
    context.fillStyle = ground ?? hsl(216, 80, 34)
    context.beginPath()
    context.roundRect(left, top, width, 14, 1)
    context.fill()
    const colour = green ? hsl(0, 0, 8) : hsl(0, 0, 97)
    context.strokeStyle = colour
    context.lineWidth = 0.4
    context.beginPath()
    context.roundRect(left + 0.8, top + 0.8, width - 1.6, 12.4, 0.8)
    context.stroke()
    const style: TextStyle = { face: 'sans', weight: 700, size: green ? 7.6 : 8.4, colour }
    const signs = Array.from(number)
    const step = green ? 4.9 : 5.2
    const y = top + 10
    // The province's sign is wider than the letter; a dot stands after both.
    const wide = sheet.measure(signs[0]!, style)
    const places = signs.map((_, index) => 1.6 + wide + 0.3 + (index - 1) * step + (index >= 2 ? 2.2 : 0))
    const pieces = signs.map((text, index) => ({
      text,
      x: left + (index === 0 ? 1.6 : places[index]!),
      style,
    }))
    const printed = sheet.printPieces(pieces, y)
    context.fillStyle = colour
    context.beginPath()
    context.arc(left + places[2]! - 1.1, top + 7, 0.6, 0, Math.PI * 2)
    context.fill()
    sheet.addField('plate_number', number, [printed])
    sheet.region('plate', left, top, left + width, top + 14)
    if (green) sheet.addField('plate_type', '小型新能源车', [])
    return sheet
  },
}

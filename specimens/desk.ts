import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas'
import type { Quad } from '../server/contract/geometry.ts'
import { hsl } from './paper.ts'
import type { Random } from './random.ts'

function drawWood(context: SKRSContext2D, random: Random, width: number, height: number): void {
  const hue = random.between(18, 36)
  const lightness = random.between(28, 62)
  context.fillStyle = hsl(hue, 32, lightness)
  context.fillRect(0, 0, width, height)
  for (let grain = 0; grain < 140; grain++) {
    const y = random.between(-0.1, 1.1) * height
    context.strokeStyle = hsl(hue + random.between(-4, 4), 34, lightness + random.between(-12, 8), 0.22)
    context.lineWidth = random.between(0.001, 0.009) * height
    context.beginPath()
    context.moveTo(0, y)
    const sway = random.between(-0.03, 0.03) * height
    context.bezierCurveTo(width * 0.3, y + sway, width * 0.7, y - sway, width, y + sway * 0.5)
    context.stroke()
  }
}

function drawCloth(context: SKRSContext2D, random: Random, width: number, height: number): void {
  const hue = random.between(0, 360)
  const lightness = random.between(22, 70)
  context.fillStyle = hsl(hue, random.between(4, 30), lightness)
  context.fillRect(0, 0, width, height)
  const step = Math.max(2, width / 260)
  context.lineWidth = step * 0.4
  for (let x = 0; x < width; x += step) {
    context.strokeStyle = hsl(hue, 10, lightness + random.between(-7, 7), 0.3)
    context.strokeRect(x, -1, 0, height + 2)
  }
  for (let y = 0; y < height; y += step) {
    context.strokeStyle = hsl(hue, 10, lightness + random.between(-7, 7), 0.3)
    context.strokeRect(-1, y, width + 2, 0)
  }
}

function drawStone(context: SKRSContext2D, random: Random, width: number, height: number): void {
  const lightness = random.between(45, 88)
  context.fillStyle = hsl(random.between(20, 240), random.between(2, 9), lightness)
  context.fillRect(0, 0, width, height)
  for (let speck = 0; speck < 900; speck++) {
    context.fillStyle = hsl(30, 5, lightness + random.between(-16, 12), 0.35)
    const size = random.between(0.001, 0.007) * width
    context.fillRect(random.between(0, width), random.between(0, height), size, size * random.between(0.5, 1.5))
  }
}

/**
 * The picture around a document: a desk of wood, cloth or stone with the document's shadow, or for `scan` the plain lid of a scanner.
 * Answers its RGBA pixels.
 */
export function drawDesk(
  random: Random,
  size: { width: number; height: number },
  outline: Quad,
  options: { scan: boolean; transparentCorners: boolean },
): Uint8ClampedArray {
  const canvas = createCanvas(size.width, size.height)
  const context = canvas.getContext('2d')
  if (options.scan) {
    context.fillStyle = hsl(40, 4, random.pick([99, 97, 92, 60, 12]))
    context.fillRect(0, 0, size.width, size.height)
  } else {
    random.pick([drawWood, drawCloth, drawStone])(context, random, size.width, size.height)
    context.save()
    context.shadowColor = 'rgba(0, 0, 0, 0.55)'
    context.shadowBlur = size.width * random.between(0.006, 0.02)
    context.shadowOffsetX = size.width * random.between(-0.005, 0.008)
    context.shadowOffsetY = size.width * random.between(0.001, 0.009)
    // The document covers this; drawn a little small where its own corners are round.
    context.fillStyle = 'rgba(40, 40, 40, 1)'
    const inset = options.transparentCorners ? 0.02 : 0
    const middle = [0, 1].map((axis) => outline.reduce((sum, corner) => sum + corner[axis]! / 4, 0))
    context.beginPath()
    for (const [x, y] of outline) context.lineTo(x + (middle[0]! - x) * inset, y + (middle[1]! - y) * inset)
    context.fill()
    context.restore()
  }
  return context.getImageData(0, 0, size.width, size.height).data
}

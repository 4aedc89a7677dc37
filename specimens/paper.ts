import type { SKRSContext2D } from '@napi-rs/canvas'
import type { Random } from './random.ts'

/** A place in the units of whatever context is drawn on. */
export interface Area {
  left: number
  top: number
  width: number
  height: number
}

export function hsl(hue: number, saturation: number, lightness: number, alpha = 1): string {
  return `hsla(${((hue % 360) + 360) % 360}, ${saturation}%, ${lightness}%, ${alpha})`
}

/** A soft gradient between near colours, as security paper has. */
export function drawTint(context: SKRSContext2D, random: Random, area: Area, hue: number, lightness = 93): void {
  const { left, top, width, height } = area
  const slant = random.between(-0.3, 0.3)
  const gradient = context.createLinearGradient(
    left,
    top + height * (0.5 - slant),
    left + width,
    top + height * (0.5 + slant),
  )
  const turn = random.between(-50, 50)
  const saturation = random.between(25, 55)
  for (const stop of [0, 0.5, 1]) {
    gradient.addColorStop(stop, hsl(hue + turn * stop, saturation, lightness + random.between(-2, 2.5)))
  }
  context.fillStyle = gradient
  context.fillRect(left, top, width, height)
}

/** Families of fine waves over an area: the look of a guilloche without being anyone's. */
export function drawWaves(context: SKRSContext2D, random: Random, area: Area, hue: number, strength = 0.2): void {
  const { left, top, width, height } = area
  context.save()
  context.beginPath()
  context.rect(left, top, width, height)
  context.clip()
  for (let family = random.integer(2, 3); family > 0; family--) {
    const lines = random.integer(18, 34)
    const amplitude = height * random.between(0.03, 0.12)
    const waves = random.between(1.5, 5)
    const phase = random.between(0, Math.PI * 2)
    const drift = random.between(-0.25, 0.25)
    context.strokeStyle = hsl(hue + random.between(-45, 45), random.between(30, 60), random.between(55, 72), strength)
    context.lineWidth = width * random.between(0.0009, 0.0016)
    for (let line = -4; line < lines + 4; line++) {
      const base = top + (height * line) / lines
      context.beginPath()
      for (let step = 0; step <= 90; step++) {
        const share = step / 90
        const angle = phase + share * waves * Math.PI * 2
        const y = base + drift * height * share + amplitude * Math.sin(angle + line * 0.13) * Math.cos(angle * 0.37)
        if (step === 0) context.moveTo(left, y)
        else context.lineTo(left + width * share, y)
      }
      context.stroke()
    }
  }
  context.restore()
}

/** A rosette of turned curves. */
export function drawRosette(
  context: SKRSContext2D,
  random: Random,
  x: number,
  y: number,
  radius: number,
  colour: string,
): void {
  context.save()
  context.strokeStyle = colour
  context.lineWidth = radius * 0.012
  const petals = random.integer(5, 11)
  for (let ring = 0; ring < 9; ring++) {
    const size = radius * (0.35 + ring * 0.08)
    context.beginPath()
    for (let step = 0; step <= 240; step++) {
      const angle = (step / 240) * Math.PI * 2
      const distance = size * (1 + 0.13 * Math.sin(angle * petals + ring * 0.5))
      context.lineTo(x + distance * Math.cos(angle), y + distance * Math.sin(angle))
    }
    context.stroke()
  }
  context.restore()
}

/** Someone who is nobody: head and shoulders in soft shades, on the plain ground of a portrait. */
export function drawPortrait(
  context: SKRSContext2D,
  random: Random,
  area: Area,
  options: { ground?: string; grey?: boolean; sex?: 'M' | 'F' | 'X' } = {},
): void {
  const { left, top, width, height } = area
  context.save()
  context.beginPath()
  context.rect(left, top, width, height)
  context.clip()
  if (options.ground) {
    context.fillStyle = options.ground
    context.fillRect(left, top, width, height)
  }
  const centre = left + width * (0.5 + random.between(-0.02, 0.02))
  const saturation = options.grey ? 0 : 1
  const skin = (lightness: number) => hsl(24, 38 * saturation, lightness)
  const clothes = hsl(random.between(0, 360), random.between(5, 40) * saturation, random.between(18, 55))
  const hair = hsl(random.between(15, 35), 20 * saturation, random.between(10, 24))
  const headY = top + height * 0.43
  const headX = width * random.between(0.2, 0.225)
  const headHeight = height * random.between(0.2, 0.225)
  const ellipse = (x: number, y: number, rx: number, ry: number, fill: string) => {
    context.fillStyle = fill
    context.beginPath()
    context.ellipse(x, y, rx, ry, 0, 0, Math.PI * 2)
    context.fill()
  }
  const longHair = random.chance(options.sex === 'M' ? 0 : 0.8)
  if (longHair) ellipse(centre, headY + headHeight * 0.35, headX * 1.35, headHeight * 1.5, hair)
  ellipse(centre, headY - headHeight * 0.28, headX * 1.14, headHeight * 0.95, hair)
  context.fillStyle = clothes
  context.beginPath()
  context.moveTo(left - width * 0.02, top + height)
  context.bezierCurveTo(
    left + width * 0.05,
    top + height * 0.76,
    left + width * 0.3,
    top + height * 0.76,
    centre,
    top + height * 0.74,
  )
  context.bezierCurveTo(
    left + width * 0.7,
    top + height * 0.76,
    left + width * 0.95,
    top + height * 0.76,
    left + width * 1.02,
    top + height,
  )
  context.fill()
  context.fillStyle = skin(62)
  context.beginPath()
  context.moveTo(centre - headX * 0.45, headY + headHeight * 0.6)
  context.lineTo(centre + headX * 0.45, headY + headHeight * 0.6)
  context.lineTo(centre + headX * 0.55, top + height * 0.76)
  context.lineTo(centre, top + height * 0.82)
  context.lineTo(centre - headX * 0.55, top + height * 0.76)
  context.fill()
  const face = context.createRadialGradient(
    centre - headX * 0.2,
    headY - headHeight * 0.1,
    headX * 0.2,
    centre,
    headY,
    headHeight * 1.15,
  )
  face.addColorStop(0, skin(78))
  face.addColorStop(1, skin(64))
  context.fillStyle = face
  context.beginPath()
  context.ellipse(centre, headY, headX, headHeight, 0, 0, Math.PI * 2)
  context.fill()
  context.fillStyle = hair
  context.beginPath()
  context.ellipse(
    centre,
    headY - headHeight * 0.52,
    headX * 1.02,
    headHeight * random.between(0.5, 0.6),
    0,
    Math.PI,
    Math.PI * 2,
  )
  context.fill()
  for (const side of [-1, 1]) {
    ellipse(
      centre + side * headX * 0.42,
      headY - headHeight * 0.03,
      headX * 0.14,
      headHeight * 0.045,
      hsl(20, 20 * saturation, 22),
    )
    context.fillStyle = hair
    context.fillRect(
      centre + side * headX * 0.42 - headX * 0.2,
      headY - headHeight * 0.2,
      headX * 0.4,
      headHeight * 0.045,
    )
  }
  ellipse(centre, headY + headHeight * 0.25, headX * 0.12, headHeight * 0.05, skin(56))
  ellipse(centre, headY + headHeight * 0.53, headX * 0.28, headHeight * 0.055, hsl(8, 42 * saturation, 52))
  context.restore()
}

/** The outline of a card with rounded corners, to be filled or clipped. */
export function roundedPath(context: SKRSContext2D, area: Area, radius: number): void {
  context.beginPath()
  context.roundRect(area.left, area.top, area.width, area.height, radius)
}

import { drawTint, drawWaves, roundedPath } from './paper.ts'
import type { Random } from './random.ts'
import { Sheet } from './sheet.ts'

/** ID-1 of ISO/IEC 7810, in millimetres. */
export const cardSize = { width: 85.6, height: 54 }

/** A card's ground: rounded, tinted, with waves; clips everything that follows to the card. */
export function startCard(
  kind: string,
  random: Random,
  hue: number,
  size: { width: number; height: number } = cardSize,
): Sheet {
  const pixels = random.pick([random.integer(620, 900), random.integer(900, 1400)])
  const sheet = new Sheet(kind, size, (pixels * size.width) / cardSize.width)
  const area = { left: 0, top: 0, ...size }
  roundedPath(sheet.context, area, 3.2)
  sheet.context.clip()
  drawTint(sheet.context, random, area, hue, 94)
  drawWaves(sheet.context, random, area, hue, random.between(0.12, 0.24))
  sheet.region('card', 0, 0, size.width, size.height)
  return sheet
}

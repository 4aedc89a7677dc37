import { chineseSentences } from '../corpus.ts'
import { hsl } from '../paper.ts'
import { Sheet, type TextStyle } from '../sheet.ts'
import { markSpecimen } from '../form.ts'
import type { Random } from '../random.ts'
import type { SpecimenKind } from './kind.ts'

/** A frame of a film: a landscape of soft shapes with a caption, as subtitles are set. */
export function drawFrame(random: Random, caption: string, pixels: number): Sheet {
  const size = { width: 640, height: 360 }
  const sheet = new Sheet('video-text', size, pixels)
  const { context } = sheet
  const hue = random.between(180, 230)
  const sky = context.createLinearGradient(0, 0, 0, size.height)
  sky.addColorStop(0, hsl(hue, 45, 55))
  sky.addColorStop(1, hsl(hue + 20, 35, 80))
  context.fillStyle = sky
  context.fillRect(0, 0, size.width, size.height)
  for (let hill = 0; hill < 3; hill += 1) {
    context.fillStyle = hsl(110 + hill * 15, 25, 30 + hill * 7)
    context.beginPath()
    context.moveTo(0, size.height)
    for (let x = 0; x <= size.width; x += 20)
      context.lineTo(x, 190 + hill * 40 + 26 * Math.sin(x / (70 + hill * 25) + hue + hill))
    context.lineTo(size.width, size.height)
    context.fill()
  }
  const style: TextStyle = { face: 'sans', weight: 700, size: 25, colour: hsl(0, 0, 100), align: 'centre' }
  context.fillStyle = hsl(0, 0, 8, 0.55)
  context.fillRect(0, 300, size.width, 44)
  sheet.print(caption, 320, 331, style)
  markSpecimen(sheet, 14, 28, 13, hsl(0, 0, 98))
  return sheet
}

export const videoText: SpecimenKind = {
  kind: 'video-text',
  surroundings: 'page',
  draw(random) {
    return drawFrame(
      random,
      random
        .pick(chineseSentences)
        .slice(0, 20)
        .replace(/[，。、]$/u, ''),
      random.integer(640, 1280),
    )
  },
}

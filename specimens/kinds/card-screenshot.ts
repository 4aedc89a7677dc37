import { idCardFront } from './id-card-front.ts'
import type { SpecimenKind } from './kind.ts'

/** A card as it is, or as a screen shows it to a camera: the screen's grid beats with the sensor's in two directions, and each channel lies a little off. */
export const cardScreenshot: SpecimenKind = {
  kind: 'card-screenshot',
  surroundings: 'card',
  draw(random) {
    const sheet = idCardFront.draw(random)
    sheet.truth.kind = 'card-screenshot'
    sheet.truth.fields = {}
    sheet.truth.boxes = {}
    sheet.truth.unscored = ['recapture_score']
    const recaptured = random.fork('screen').chance(0.5)
    if (recaptured) {
      const { canvas, context } = sheet
      // The canvas moves pixels that are put back by its transform, against the standard.
      context.save()
      context.setTransform(1, 0, 0, 1, 0, 0)
      const picture = context.getImageData(0, 0, canvas.width, canvas.height)
      const screen = random.fork('grid')
      const angle = screen.between(0.2, 0.6)
      const period = screen.between(3.4, 5.2)
      const strength = screen.between(0.1, 0.18)
      const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
      for (let y = 0, at = 0; y < canvas.height; y += 1) {
        for (let x = 0; x < canvas.width; x += 1, at += 4) {
          const u = ((x * cos + y * sin) * 2 * Math.PI) / period
          const v = ((y * cos - x * sin) * 2 * Math.PI) / period
          for (let channel = 0; channel < 3; channel += 1) {
            const wave =
              1 - strength * (0.5 + 0.5 * Math.sin(u + channel * 0.7)) - strength * 0.6 * (0.5 + 0.5 * Math.sin(v))
            picture.data[at + channel] = picture.data[at + channel]! * wave
          }
        }
      }
      context.putImageData(picture, 0, 0)
      context.restore()
    }
    sheet.field('is_card', 'true', [])
    sheet.field('is_blurred', 'false', [])
    sheet.field('is_recaptured', String(recaptured), [])
    return sheet
  },
}

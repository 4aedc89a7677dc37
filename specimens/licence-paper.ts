import { frame, startPaper, type FormStyles } from './form.ts'
import { hsl } from './paper.ts'
import type { Random } from './random.ts'
import type { Sheet } from './sheet.ts'

/** The page of a driving or vehicle licence (88 x 60 mm, GA 482-2012): tinted paper with a frame. */
export const licenceSize = { width: 88, height: 60 }

export function startLicence(
  kind: string,
  random: Random,
  size = licenceSize,
): { sheet: Sheet; styles: FormStyles; lineColour: string } {
  const hue = random.pick([150, 165, 180, 40])
  const sheet = startPaper(kind, random, size, { pixels: random.integer(950, 1350), hue, lightness: 95 })
  const lineColour = hsl(hue, 25, 45)
  frame(sheet, lineColour, 0.25, 2, 2, size.width - 2, size.height - 2)
  const face = random.pick(['sans', 'serif'] as const)
  return {
    sheet,
    lineColour,
    styles: {
      label: { face, weight: 500, size: 2.5, colour: hsl(0, 0, random.between(15, 30)) },
      value: {
        face: random.pick(['sans', 'serif'] as const),
        weight: 400,
        size: random.between(2.8, 3.1),
        colour: hsl(0, 0, random.between(3, 14)),
      },
    },
  }
}

/** A seal of the traffic police: a square frame with its name in red, a line after the other. */
export function drawSquareSeal(
  sheet: Sheet,
  lines: readonly string[],
  left: number,
  top: number,
  size: number,
): ReturnType<Sheet['print']>[] {
  const colour = hsl(4, 80, 42)
  frame(sheet, colour, 0.35, left, top, left + size, top + size)
  const step = size / (lines.length + 0.35)
  const longest = Math.max(...lines.map((line) => line.length))
  const print = Math.min(step * 0.8, (size * 0.9) / longest)
  return lines.map((line, index) =>
    sheet.print(line, left + size / 2, top + step * (index + 0.95), {
      face: 'sans',
      weight: 500,
      size: print,
      colour,
      align: 'centre',
    }),
  )
}

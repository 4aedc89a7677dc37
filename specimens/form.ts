import { drawTint, drawWaves, hsl } from './paper.ts'
import type { Random } from './random.ts'
import { Sheet, type TextStyle } from './sheet.ts'
import type { TrueLine } from './truth.ts'

/** A sheet of paper with a faint ground of its own. `hue` null is plain white paper. */
export function startPaper(
  kind: string,
  random: Random,
  size: { width: number; height: number },
  { pixels, hue = null, lightness = 96 }: { pixels: number; hue?: number | null; lightness?: number },
): Sheet {
  const sheet = new Sheet(kind, size, pixels)
  const area = { left: 0, top: 0, ...size }
  if (hue === null) {
    sheet.context.fillStyle = hsl(45, 10, random.between(96, 100))
    sheet.context.fillRect(0, 0, size.width, size.height)
  } else {
    drawTint(sheet.context, random, area, hue, lightness)
    drawWaves(sheet.context, random, area, hue, random.between(0.08, 0.16))
  }
  return sheet
}

export interface FormStyles {
  label: TextStyle
  value: TextStyle
}

/** Breaks a text where a line is full. */
export function wrapText(sheet: Sheet, text: string, style: TextStyle, room: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const sign of text) {
    // No line begins with closing punctuation.
    if (line !== '' && !/[，。；、：）)》]/u.test(sign) && sheet.measure(line + sign, style) > room) {
      lines.push(line)
      line = ''
    }
    line += sign
  }
  return [...lines, line]
}

/** One value of a printed form, at the baseline where its first line stands. */
export interface FormEntry {
  label?: string
  labelAt?: readonly [x: number, y: number]
  labelStyle?: TextStyle
  /** Absent for print that is no field. */
  key?: string
  /** What is printed; blanks are kept. */
  text: string
  at: readonly [x: number, y: number]
  style?: TextStyle
  /** Canonical value, where it is not what is printed. */
  value?: string
  /** Room for a line; longer text goes on in the next, `step` below. */
  room?: number
  step?: number
  /** The field may occur several times. */
  many?: boolean
}

/** Prints entries: data in, a form and its truth out. Entries with an empty text print their label only. */
export function printForm(sheet: Sheet, styles: FormStyles, entries: readonly FormEntry[]): void {
  for (const entry of entries) {
    const { label, labelAt, labelStyle = styles.label, key, text, at, style = styles.value, room, many } = entry
    if (label !== undefined && labelAt) sheet.print(label, labelAt[0], labelAt[1], labelStyle)
    if (text === '') continue
    const lines = room === undefined ? [text] : wrapText(sheet, text, style, room)
    const step = entry.step ?? 1.35 * style.size
    const printed: TrueLine[] = lines.map((line, index) => sheet.print(line, at[0], at[1] + index * step, style))
    if (key === undefined) continue
    if (many) sheet.addField(key, entry.value ?? text, printed)
    else sheet.field(key, entry.value ?? text, printed)
  }
}

/** Strokes a polyline in units of the sheet. */
export function rule(
  sheet: Sheet,
  colour: string,
  width: number,
  ...points: readonly (readonly [number, number])[]
): void {
  const { context } = sheet
  context.strokeStyle = colour
  context.lineWidth = width
  context.beginPath()
  for (const [index, [x, y]] of points.entries()) {
    if (index === 0) context.moveTo(x, y)
    else context.lineTo(x, y)
  }
  context.stroke()
}

export function frame(
  sheet: Sheet,
  colour: string,
  width: number,
  left: number,
  top: number,
  right: number,
  bottom: number,
): void {
  rule(sheet, colour, width, [left, top], [right, top], [right, bottom], [left, bottom], [left, top])
}

/** A round seal: rim, star, the name along the upper arc and a straight line below. Its signs are no lines of the truth: they stand turned. */
export function drawSeal(
  sheet: Sheet,
  {
    x,
    y,
    radius,
    name,
    inner,
    colour,
  }: { x: number; y: number; radius: number; name: string; inner?: string; colour: string },
): TrueLine | null {
  const { context } = sheet
  context.save()
  context.strokeStyle = colour
  context.fillStyle = colour
  context.lineWidth = radius * 0.05
  context.beginPath()
  context.arc(x, y, radius * 0.97, 0, Math.PI * 2)
  context.stroke()
  context.beginPath()
  for (let point = 0; point < 10; point++) {
    const distance = point % 2 === 0 ? radius * 0.3 : radius * 0.115
    const angle = (point * Math.PI) / 5 - Math.PI / 2
    context.lineTo(x + distance * Math.cos(angle), y + distance * Math.sin(angle))
  }
  context.fill()
  const signs = Array.from(name)
  const span = Math.min(Math.PI * 1.5, signs.length * 0.32)
  const size = Math.min(radius * 0.27, (span * radius * 0.78) / signs.length)
  for (const [index, sign] of signs.entries()) {
    const angle = signs.length === 1 ? 0 : -span / 2 + (span * index) / (signs.length - 1)
    context.save()
    context.translate(x + radius * 0.72 * Math.sin(angle), y - radius * 0.72 * Math.cos(angle))
    context.rotate(angle)
    sheet.turned(sign, size, colour)
    context.restore()
  }
  context.restore()
  if (inner === undefined) return null
  return sheet.print(inner, x, y + radius * 0.6, {
    face: 'serif',
    weight: 700,
    size: radius * 0.2,
    colour,
    align: 'centre',
    spacing: radius * 0.02,
  })
}

/** The word that no real document bears, in a light print: whoever meets a specimen outside of here shall see that it is one. */
export function markSpecimen(sheet: Sheet, x: number, y: number, size: number, colour = hsl(0, 0, 55)): void {
  sheet.print('样本 SPECIMEN', x, y, { face: 'sans', weight: 500, size, colour })
}

/** Black ink of a printer or a shade near it. */
export const ink = (random: Random): string =>
  hsl(random.integer(200, 260), random.between(0, 30), random.between(6, 22))

import { boundsOf, quadOfBounds, type Quad } from '../server/contract/geometry.ts'
import type { Face } from './fonts.ts'
import type { Sheet } from './sheet.ts'
import type { TrueCharacter, TrueLine } from './truth.ts'

/** A seal as offices and firms have them (GA/T 1106, 公安部印章规格), in units of the sheet. */
export interface OfficialSeal {
  x: number
  y: number
  /** Half of the width. */
  radius: number
  /** Height over width: 1 is round, invoices' seals are 30 x 40 mm. */
  aspect?: number
  /** Radians clockwise by which it was put askew. */
  turn?: number
  name: string
  /** A straight line in the middle, in place of the star. */
  middle?: string
  star?: boolean
  /** Straight lines below the middle. */
  lines?: readonly string[]
  /** The number along the lower rim. */
  code?: string
  rims?: 'single' | 'double'
  face?: Face
  colour: string
}

export interface PrintedSeal {
  /** The upright rectangle around it, in pixels. */
  quad: Quad
  lines: TrueLine[]
  code: TrueLine | null
}

/** Draws a seal. Its straight lines become lines of the truth; its ring of signs does not, because lines of the truth are straight. */
export function drawOfficialSeal(sheet: Sheet, seal: OfficialSeal): PrintedSeal {
  const { context, scale } = sheet
  const { x, y, radius, aspect = 1, turn = 0, name, middle, star = middle === undefined, lines = [], code } = seal
  const { rims = 'single', face = 'serif', colour } = seal
  const [a, b] = [radius, radius * aspect]
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)]
  const onSheet = (u: number, v: number) => [x + u * cos - v * sin, y + u * sin + v * cos] as const
  context.save()
  context.strokeStyle = colour
  context.fillStyle = colour
  const ellipse = (share: number, width: number) => {
    context.lineWidth = width
    context.beginPath()
    context.ellipse(x, y, a - (1 - share) * b, share * b, turn, 0, Math.PI * 2)
    context.stroke()
  }
  ellipse(0.97, radius * 0.05)
  if (rims === 'double') ellipse(0.9, radius * 0.015)
  if (star) {
    context.beginPath()
    for (let point = 0; point < 10; point += 1) {
      const distance = b * (point % 2 === 0 ? 0.3 : 0.115)
      const angle = (point * Math.PI) / 5 - Math.PI / 2
      const [px, py] = onSheet(distance * Math.cos(angle), distance * Math.sin(angle))
      context.lineTo(px, py)
    }
    context.fill()
  }
  /** One sign at a point of the seal, its box in pixels. */
  const sign = (text: string, u: number, v: number, angle: number, size: number, narrow = 1): TrueCharacter => {
    const [px, py] = onSheet(u, v)
    context.save()
    context.translate(px, py)
    context.rotate(angle + turn)
    context.scale(narrow, 1)
    sheet.turned(text, size, colour, face)
    context.restore()
    const isHan = /\p{Script=Han}/u.test(text)
    const half = 0.46 * size * scale
    const tall = (isHan ? 0.46 : 0.38) * size * scale
    const [c, s] = [Math.cos(angle + turn), Math.sin(angle + turn)]
    const wide = (isHan ? 1 : 0.62) * narrow * half
    const corner = (dx: number, dy: number): [number, number] => [
      px * scale + dx * wide * c - dy * tall * s,
      py * scale + dx * wide * s + dy * tall * c,
    ]
    return { text, quad: [corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1)] }
  }
  /** Signs along an ellipse this far below the rim, from one direction to another, tops outward or (below) inward. */
  const along = (text: string, depth: number, span: number, size: number, below: boolean, narrow: number) => {
    const signs = Array.from(text)
    const [p, q] = [a - depth, b - depth]
    return signs.map((one, index) => {
      const share = signs.length === 1 ? 0 : index / (signs.length - 1) - 0.5
      const t = below ? Math.PI / 2 - share * span : -Math.PI / 2 + share * span
      const normal = Math.atan2(Math.sin(t) / q, Math.cos(t) / p)
      return sign(
        one,
        p * Math.cos(t),
        q * Math.sin(t),
        below ? normal - Math.PI / 2 : normal + Math.PI / 2,
        size,
        narrow,
      )
    })
  }
  const count = Array.from(name).length
  // The name ends where the straight lines need room.
  const most = code === undefined && lines.length === 0 ? 1.55 : 1.36
  const span = Math.min(Math.PI * most, count * 0.34)
  const rim = rims === 'double' ? 0.14 : 0.09
  const size = Math.min(b * 0.28, (span * b) / count)
  const narrow = Math.min(1, (span * (a + b) * 0.36) / count / size)
  along(name, rim * b + size * 0.5, span, size, false, narrow)
  const straight = (text: string, v: number, lineSize: number): TrueLine => {
    const signs = Array.from(text)
    const width = (one: string) => (/[\p{Script=Han}（）]/u.test(one) ? 1.06 : 0.58) * lineSize
    let left = -signs.reduce((sum, one) => sum + width(one), 0) / 2
    const chars = signs.map((one) => {
      const at = left + width(one) / 2
      left += width(one)
      return sign(one, at, v, 0, /[\p{Script=Han}（）]/u.test(one) ? lineSize : lineSize * 0.82)
    })
    const [first, last] = [chars[0]!.quad, chars.at(-1)!.quad]
    const line = { text, chars, quad: [first[0], last[1], last[2], first[3]] as Quad }
    sheet.truth.lines.push(line)
    return line
  }
  const printed: TrueLine[] = []
  if (middle !== undefined) printed.push(straight(middle, 0.04 * b, 0.17 * b))
  for (const [index, line] of lines.entries())
    printed.push(straight(line, (0.52 + index * 0.24) * b, Math.min(0.19, 1.02 / Array.from(line).length) * b))
  let number: TrueLine | null = null
  if (code !== undefined) {
    const chars = along(code, (rim + 0.05) * b, code.length * 0.075, b * 0.11, true, 0.9)
    number = { text: code, chars, quad: quadOfBounds(boundsOf(...chars.map(({ quad }) => quad))) }
  }
  context.restore()
  const [width, height] = [Math.hypot(a * cos, b * sin), Math.hypot(a * sin, b * cos)]
  const quad = quadOfBounds({
    left: (x - width) * scale,
    right: (x + width) * scale,
    top: (y - height) * scale,
    bottom: (y + height) * scale,
  })
  return { quad, lines: printed, code: number }
}

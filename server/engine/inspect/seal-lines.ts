import type { Point } from '../../contract/geometry.ts'
import type { Ellipse } from './ellipse.ts'
import { leastInk, inkAt, type InkPlane } from './seal-ink.ts'
import type { Band } from './seal-band.ts'
import { flatInk, type FlatInk, type Ring } from './seal-strip.ts'

/** A box in a flat picture in which one line of signs stands. */
interface LineBox {
  left: number
  right: number
  top: number
  bottom: number
}

/** Pixels of a seal's shorter half axis when its inside is laid out flat: as many as the picture has, within reason. */
const unitOf = ({ b }: Ellipse) => Math.min(220, Math.max(110, Math.round(b)))

/** Columns and rows with dark pixels: the lines of a flat picture, each with the columns from its first to its last sign. */
export function linesIn({ picture }: FlatInk, { least, most }: { least: number; most: number }): LineBox[] {
  const { data, width, height } = picture.levels[0]!
  const isDark = (x: number, y: number) => data[(y * width + x) * 3]! < 150
  const rows = Array.from({ length: height }, (_, y) => {
    let count = 0
    for (let x = 0; x < width; x += 1) if (isDark(x, y)) count += 1
    return count
  })
  const lines: LineBox[] = []
  let top = -1
  for (let y = 0; y <= height; y += 1) {
    const inked = y < height && rows[y]! >= 2
    if (inked && top < 0) top = y
    if (inked || top < 0) continue
    if (y - top >= least && y - top <= most) {
      let [left, right] = [width, 0]
      for (let x = 0; x < width; x += 1) {
        for (let row = top; row < y; row += 1) {
          if (!isDark(x, row)) continue
          left = Math.min(left, x)
          right = x + 1
          break
        }
      }
      lines.push({ left, right, top, bottom: y })
    }
    top = -1
  }
  return lines
}

/** About as far as one sign of a name reaches, in radians. */
const endSign = 0.25
/** How far the strokes of a straight line's corners reach into the band of signs. */
const cornerReach = 0.12

/** How strongly rows differ when the inside is turned by an angle: most when its lines lie level. */
function levelness(plane: InkPlane, pointAt: (x: number, y: number) => Point): number {
  let total = 0
  for (let y = 0.28; y < 0.85; y += 0.02) {
    const reach = Math.sqrt(Math.max(0, 0.5 - y * y))
    let count = 0
    for (let x = -reach; x < reach; x += 0.03) {
      const [px, py] = pointAt(x, y)
      if (inkAt(plane, px, py) >= leastInk) count += 1
    }
    total += count * count
  }
  return total
}

/**
 * The inside of a seal, level, without its ring of signs. Which way is up follows from where the name stands, and exactly from the lines themselves.
 */
export function insideOf(ring: Ring, band: Band): FlatInk {
  const { ellipse, plane, oval } = ring
  const unit = unitOf(ellipse)
  const { x, y, a, b, angle } = ellipse
  const upward = (band.from + band.to) / 2 + Math.PI / 2
  const mapFor = (turn: number) => {
    const [cos, sin] = [Math.cos(turn), Math.sin(turn)]
    if (oval) return (u: number, v: number): Point => [x + b * (u * cos - v * sin), y + b * (u * sin + v * cos)]
    const [c, s] = [Math.cos(angle), Math.sin(angle)]
    return (u: number, v: number): Point => {
      // Into the ellipse's own axes, stretched there, and back.
      const [p, q] = [u * cos - v * sin, u * sin + v * cos]
      const [along, across] = [a * (p * c + q * s), b * (q * c - p * s)]
      return [x + along * c - across * s, y + along * s + across * c]
    }
  }
  const [half, offsets] = oval ? [Math.min(1.6, a / b), [0]] : [1, [0, -4, 4, -8, 8, -12, 12, -16, 16]]
  // An oval seal's name stands over its longer axis, which is known better than where the name begins and ends.
  let turn = upward
  if (oval) {
    const quarter = Math.round((upward - angle) / Math.PI) * Math.PI
    turn = angle + quarter
  } else {
    let best = 0
    for (const offset of offsets) {
      const candidate = upward + (offset * Math.PI) / 180
      const value = levelness(plane, mapFor(candidate)) * (1 - Math.abs(offset) / 400)
      if (value <= best) continue
      best = value
      turn = candidate
    }
  }
  const map = mapFor(turn)
  const [width, height] = [Math.round(2 * half * unit), Math.round(1.9 * unit)]
  const pointAt = (u: number, v: number): Point => map(u / unit - half, v / unit - 0.95)
  const [from, to] = [band.from - turn, band.to - turn]
  const shareAt = (u: number, v: number) => {
    const [p, q] = [u / unit - half, v / unit - 0.95]
    if (!oval) return Math.hypot(p, q)
    // The distance to an ellipse, to first order.
    const aspect = a / b
    const outward = Math.hypot(p / aspect, q)
    const slope = Math.hypot(p / (aspect * aspect), q)
    return slope > 0 ? 1 + (outward * (outward - 1)) / slope : 0
  }
  const isName = (u: number, v: number) => {
    const direction = Math.atan2(v / unit - 0.95, u / unit - half)
    const along = (((direction - from) % (2 * Math.PI)) + 2 * Math.PI) % (2 * Math.PI)
    if (along >= to - from) return false
    // The corners of a straight line come near to the first and the last sign.
    const isEnd = Math.min(along, to - from - along) < endSign
    return shareAt(u, v) > band.inner + (isEnd ? cornerReach * (band.outer - band.inner) : 0)
  }
  const reach = band.code ? band.code.inner - 0.01 : band.outer - 0.01
  const flat = flatInk(plane, width, height, pointAt, (u, v) => shareAt(u, v) < Math.max(reach, band.inner + 0.12))
  return withoutStrokes(flat, isName)
}

/** A flat picture without those strokes whose middle lies where they are not wanted. */
function withoutStrokes(flat: FlatInk, unwanted: (u: number, v: number) => boolean): FlatInk {
  const { data, width, height } = flat.picture.levels[0]!
  const seen = new Uint8Array(width * height)
  for (let start = 0; start < seen.length; start += 1) {
    if (seen[start] === 1 || data[start * 3]! > 200) continue
    const stroke = [start]
    seen[start] = 1
    let [sumX, sumY] = [0, 0]
    for (const at of stroke) {
      const [x, y] = [at % width, Math.floor(at / width)]
      sumX += x
      sumY += y
      for (const [dx, dy] of [
        [1, 0],
        [-1, 0],
        [0, 1],
        [0, -1],
      ] as const) {
        const [nx, ny] = [x + dx, y + dy]
        const next = ny * width + nx
        if (nx < 0 || ny < 0 || nx >= width || ny >= height || seen[next] === 1 || data[next * 3]! > 200) continue
        seen[next] = 1
        stroke.push(next)
      }
    }
    if (!unwanted(sumX / stroke.length, sumY / stroke.length)) continue
    for (const at of stroke) data.fill(255, at * 3, at * 3 + 3)
  }
  return flat
}

/** A framed seal without its frame. */
export function framedInside(
  plane: InkPlane,
  { left, top, right, bottom }: { left: number; top: number; right: number; bottom: number },
): FlatInk {
  const scale = 220 / Math.max(right - left, bottom - top)
  const margin = 0.09 * Math.min(right - left, bottom - top)
  const width = Math.round((right - left - 2 * margin) * scale)
  const height = Math.round((bottom - top - 2 * margin) * scale)
  return flatInk(plane, width, height, (u, v) => [left + margin + u / scale, top + margin + v / scale])
}

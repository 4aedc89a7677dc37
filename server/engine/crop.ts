import { keepBlackPrint } from './black-print.ts'
import { spreadShades } from './spread-shades.ts'
import type { View } from './reading.ts'
import type { Quad } from '../contract/geometry.ts'
import { levelFor, type Level, type Picture } from './picture.ts'

/** The projective map from the unit square to a quad: (u, v) -> ((a u + b v + c) / (g u + h v + 1), (d u + e v + f) / (g u + h v + 1)). */
export interface Projection {
  a: number
  b: number
  c: number
  d: number
  e: number
  f: number
  g: number
  h: number
}

/** Corner (0, 0) goes to the quad's first corner, (1, 0), (1, 1), (0, 1) to the following ones (Heckbert 1989, section 2.2.3). */
export function projectionOf([[x0, y0], [x1, y1], [x2, y2], [x3, y3]]: Quad): Projection {
  const sumX = x0 - x1 + x2 - x3
  const sumY = y0 - y1 + y2 - y3
  const dx1 = x1 - x2
  const dx2 = x3 - x2
  const dy1 = y1 - y2
  const dy2 = y3 - y2
  const determinant = dx1 * dy2 - dx2 * dy1
  const parallel = Math.abs(sumX) + Math.abs(sumY) < 1e-6 || Math.abs(determinant) < 1e-9
  const g = parallel ? 0 : (sumX * dy2 - dx2 * sumY) / determinant
  const h = parallel ? 0 : (dx1 * sumY - sumX * dy1) / determinant
  return {
    a: x1 - x0 + g * x1,
    b: x3 - x0 + h * x3,
    c: x0,
    d: y1 - y0 + g * y1,
    e: y3 - y0 + h * y3,
    f: y0,
    g,
    h,
  }
}

/** Where a point of the unit square lies in the picture. */
export function project({ a, b, c, d, e, f, g, h }: Projection, u: number, v: number): [number, number] {
  const scale = 1 / (g * u + h * v + 1)
  return [(a * u + b * v + c) * scale, (d * u + e * v + f) * scale]
}

/** Lengths of a quad's sides along and across its text: the mean of the two opposite ones. */
export function sidesOf([[x0, y0], [x1, y1], [x2, y2], [x3, y3]]: Quad): { width: number; height: number } {
  return {
    width: (Math.hypot(x1 - x0, y1 - y0) + Math.hypot(x2 - x3, y2 - y3)) / 2,
    height: (Math.hypot(x3 - x0, y3 - y0) + Math.hypot(x2 - x1, y2 - y1)) / 2,
  }
}

/** Moves the sides of a quad outwards by `along` and `across` pixels (inwards when negative), in the quad's own directions. */
export function grown(quad: Quad, along: number, across: number): Quad {
  const { width, height } = sidesOf(quad)
  const projection = projectionOf(quad)
  const du = along / Math.max(width, 1e-6)
  const dv = across / Math.max(height, 1e-6)
  return [
    project(projection, -du, -dv),
    project(projection, 1 + du, -dv),
    project(projection, 1 + du, 1 + dv),
    project(projection, -du, 1 + dv),
  ]
}

/** A straightened piece of the picture as the models want it: three planes (blue, green, red), -1..1. */
export interface Crop {
  planes: Float32Array
  width: number
  height: number
  /** From the crop's unit square to the picture. */
  projection: Projection
}

/** From a byte to the models' -1..1, before 1 is taken off. */
const perByte = 1 / 127.5

/** Whether all that a quad is sampled from lies within a level whose last column and row are these. */
function liesWithin(quad: Quad, factor: number, right: number, bottom: number): boolean {
  return quad.every(([x, y]) => x / factor >= 1 && y / factor >= 1 && x / factor < right && y / factor < bottom)
}

/** Samples a parallelogram that lies within the level: most lines of most pages, without a look at the edges for each pixel. */
function sampleWithin(
  { data, width: columns }: Level,
  { a, b, c, d, e, f }: Projection,
  factor: number,
  planes: Float32Array,
  width: number,
  height: number,
): void {
  const size = width * height
  const stride = columns * 3
  const [stepX, stepY] = [a / width / factor, d / width / factor]
  let at = 0
  for (let row = 0; row < height; row++) {
    const v = (row + 0.5) / height
    const startX = (b * v + c) / factor - 0.5
    const startY = (e * v + f) / factor - 0.5
    for (let column = 0; column < width; column++, at++) {
      const x = (column + 0.5) * stepX + startX
      const y = (column + 0.5) * stepY + startY
      const left = x | 0
      const top = y | 0
      const p = top * stride + left * 3
      const r = p + stride
      const shareX = x - left
      const lower = (y - top) * perByte
      const upper = perByte - lower
      const ws = shareX * lower
      const wr = lower - ws
      const wq = shareX * upper
      const wp = upper - wq
      planes[at] = data[p + 2]! * wp + data[p + 5]! * wq + data[r + 2]! * wr + data[r + 5]! * ws - 1
      planes[at + size] = data[p + 1]! * wp + data[p + 4]! * wq + data[r + 1]! * wr + data[r + 4]! * ws - 1
      planes[at + 2 * size] = data[p]! * wp + data[p + 3]! * wq + data[r]! * wr + data[r + 3]! * ws - 1
    }
  }
}

/**
 * Samples a quad of the picture straight into `width` x `height` planes: projective map, bilinear, from the half-size level that leaves
 * no pixel out. What lies outside the picture repeats its edge. `target` is used when it is large enough.
 */
export function cropOf(
  picture: Picture,
  quad: Quad,
  width: number,
  height: number,
  channel: NonNullable<View['channel']> = 'rgb',
  target?: Float32Array,
): Crop {
  if (channel === 'black' || channel === 'contrast') {
    const crop = cropOf(picture, quad, width, height, 'rgb', target)
    if (channel === 'black') keepBlackPrint(crop)
    else spreadShades(crop)
    return crop
  }
  const size = width * height
  const planes = target && target.length >= 3 * size ? target.subarray(0, 3 * size) : new Float32Array(3 * size)
  const projection = projectionOf(quad)
  const sides = sidesOf(quad)
  const { level, factor } = levelFor(picture, Math.min(sides.height / height, (1.5 * sides.width) / width))
  const { data } = level
  const { a, b, c, d, e, f, g, h } = projection
  const right = level.width - 1
  const bottom = level.height - 1
  const stride = level.width * 3
  const red = channel === 'red'
  const straight = g === 0 && h === 0
  if (straight && !red && liesWithin(quad, factor, right, bottom)) {
    sampleWithin(level, projection, factor, planes, width, height)
    return { planes, width, height, projection }
  }
  const across = 1 / width
  let scale = 1 / factor
  let at = 0
  for (let row = 0; row < height; row++) {
    const v = (row + 0.5) / height
    const [startX, startY, startScale] = [b * v + c, e * v + f, h * v + 1]
    for (let column = 0; column < width; column++, at++) {
      const u = (column + 0.5) * across
      if (!straight) scale = 1 / ((g * u + startScale) * factor)
      const x = Math.min(Math.max((a * u + startX) * scale - 0.5, 0), right)
      const y = Math.min(Math.max((d * u + startY) * scale - 0.5, 0), bottom)
      const left = x | 0
      const top = y | 0
      const p = top * stride + left * 3
      const q = left < right ? p + 3 : p
      const down = top < bottom ? stride : 0
      const r = p + down
      const s = q + down
      // Bytes to -1..1: the shares carry the factor.
      const shareX = x - left
      const lower = (y - top) * perByte
      const upper = perByte - lower
      const ws = shareX * lower
      const wr = lower - ws
      const wq = shareX * upper
      const wp = upper - wq
      const redValue = data[p]! * wp + data[q]! * wq + data[r]! * wr + data[s]! * ws - 1
      if (red) {
        planes[at] = redValue
        planes[at + size] = redValue
      } else {
        planes[at] = data[p + 2]! * wp + data[q + 2]! * wq + data[r + 2]! * wr + data[s + 2]! * ws - 1
        planes[at + size] = data[p + 1]! * wp + data[q + 1]! * wq + data[r + 1]! * wr + data[s + 1]! * ws - 1
      }
      planes[at + 2 * size] = redValue
    }
  }
  return { planes, width, height, projection }
}

import { angleOf, type Point, type Quad } from '../../contract/geometry.ts'
import type { Line } from '../../contract/result.ts'

/** An upright rectangle in a frame's coordinates: `left` to `right` along the text, `top` to `bottom` across it. */
export interface Box {
  left: number
  right: number
  top: number
  bottom: number
}

/**
 * Coordinates in which a page's text stands upright, whichever way the page lies: all rules about right of, below and beside are
 * written in them, so that a turned or skewed page needs no rule of its own.
 */
export interface Frame {
  /** Radians by which the text runs on the page. */
  angle: number
  boxOf(quad: Quad): Box
  /** The place on the page of a rectangle of the frame, corners in the order in which the text reads. */
  quadOf(box: Box): Quad
  /** The point of the page at `along` the text and `across` it. */
  pointOf(along: number, across: number): Point
}

const widthOf = ([topLeft, topRight]: Quad) => Math.hypot(topRight[0] - topLeft[0], topRight[1] - topLeft[1])

/** The angle at which most of the text runs: long lines decide, single stray ones (a vertical sign, a stamp) do not. */
function textAngle(lines: readonly Line[]): number {
  const measured = lines.map(({ quad, chars }) => ({
    angle: angleOf(quad),
    // The angle of a box around one or two signs says little.
    weight: chars.length > 2 ? widthOf(quad) : widthOf(quad) / 20,
  }))
  const quarters = [0, 0, 0, 0]
  const quarterOf = (angle: number) => (((Math.round(angle / (Math.PI / 2)) % 4) + 4) % 4) as 0 | 1 | 2 | 3
  for (const { angle, weight } of measured) if (Number.isFinite(angle)) quarters[quarterOf(angle)]! += weight
  const main = quarters.indexOf(Math.max(...quarters)) * (Math.PI / 2)
  const near = measured
    .map(({ angle, weight }) => ({ offset: Math.atan2(Math.sin(angle - main), Math.cos(angle - main)), weight }))
    .filter(({ offset }) => Math.abs(offset) <= Math.PI / 4)
    .sort((first, second) => first.offset - second.offset)
  const half = near.reduce((sum, { weight }) => sum + weight, 0) / 2
  let passed = 0
  for (const { offset, weight } of near) {
    passed += weight
    if (passed >= half) return main + offset
  }
  return main
}

/** A line of print in an angle's coordinates: where its middle stands, and how it still slopes. */
interface Course {
  u: number
  v: number
  slope: number
  weight: number
}

/** Lines that are long enough for their slope to mean something. */
function coursesOf(lines: readonly Line[], toFrame: (point: Point) => Point): Course[] {
  return lines.flatMap(({ quad, chars }) => {
    const [a, b, c, d] = quad.map(toFrame) as [Point, Point, Point, Point]
    const [du, dv] = [b[0] + c[0] - a[0] - d[0], b[1] + c[1] - a[1] - d[1]]
    const height = (d[1] + c[1] - a[1] - b[1]) / 2
    // Half of du: the mean of both long sides.
    if (chars.length < 4 || du / 2 < 3.5 * height || height <= 0) return []
    const slope = dv / du
    if (Math.abs(slope) > 0.35) return []
    return [{ u: (a[0] + b[0] + c[0] + d[0]) / 4, v: (a[1] + b[1] + c[1] + d[1]) / 4, slope, weight: du / height }]
  })
}

const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0)

/** The weighted mean of how far lines are from running straight, in radians. */
function unevenness(courses: readonly Course[], expected: (course: Course) => number = () => 0): number {
  const weight = total(courses.map((course) => course.weight))
  return weight === 0
    ? 0
    : total(courses.map((course) => course.weight * Math.abs(course.slope - expected(course)))) / weight
}

/** Least squares of the slopes over the place across the text: base + fan v. Lines far off it (a stamp, another paper) are left out in a second round. */
function fanOf(courses: readonly Course[]): { base: number; fan: number } | null {
  let kept = courses
  let fit: { base: number; fan: number } | null = null
  for (let round = 0; round < 3; round += 1) {
    const weight = total(kept.map((course) => course.weight))
    const v = total(kept.map((course) => course.weight * course.v)) / weight
    const slope = total(kept.map((course) => course.weight * course.slope)) / weight
    const spread = total(kept.map((course) => course.weight * (course.v - v) ** 2))
    if (kept.length < 5 || spread === 0) return null
    const fan = total(kept.map((course) => course.weight * (course.v - v) * (course.slope - slope))) / spread
    const own = { base: slope - fan * v, fan }
    fit = own
    const far = Math.max(0.004, 2.5 * unevenness(kept, (course) => own.base + own.fan * course.v))
    kept = kept.filter((course) => Math.abs(course.slope - own.base - own.fan * course.v) <= far)
  }
  return fit && kept.length >= 0.6 * courses.length ? fit : null
}

/** Less than this (0.35 degrees) is detection's own unevenness. */
const evenEnough = 0.006

/** A frame from a map of points and its inverse. */
function frameThrough(angle: number, toFrame: (point: Point) => Point, onPage: (u: number, v: number) => Point): Frame {
  return {
    angle,
    // Means of opposite corners, not extremes: a quad that is a degree or two off the frame keeps its size.
    boxOf(quad) {
      const [a, b, c, d] = [toFrame(quad[0]), toFrame(quad[1]), toFrame(quad[2]), toFrame(quad[3])]
      return {
        left: (a[0] + d[0]) / 2,
        right: (b[0] + c[0]) / 2,
        top: (a[1] + b[1]) / 2,
        bottom: (d[1] + c[1]) / 2,
      }
    },
    pointOf: onPage,
    quadOf({ left, right, top, bottom }) {
      return [onPage(left, top), onPage(right, top), onPage(right, bottom), onPage(left, bottom)]
    },
  }
}

function turned(angle: number): { toFrame: (point: Point) => Point; onPage: (u: number, v: number) => Point } {
  const cos = Math.cos(angle)
  const sin = Math.sin(angle)
  return {
    toFrame: ([x, y]) => [x * cos + y * sin, y * cos - x * sin],
    onPage: (u, v) => [u * cos - v * sin, u * sin + v * cos],
  }
}

/** The frame of a page's lines by their angle alone; that of the page itself when there are none. */
export function frameOf(lines: readonly Line[]): Frame {
  const angle = textAngle(lines)
  const { toFrame, onPage } = turned(angle)
  return frameThrough(angle, toFrame, onPage)
}

/**
 * The frame in which also perspective is undone, so that converging lines of print run straight and signs have one size: from the document's outline
 * (corners in any order round it) where the lines agree with it, else from the lines' own convergence. Where neither is certain it is `frameOf`.
 */
export function straightFrameOf(lines: readonly Line[], outline?: Quad): Frame {
  const angle = textAngle(lines)
  const { toFrame, onPage } = turned(angle)
  const plain = frameThrough(angle, toFrame, onPage)
  const courses = coursesOf(lines, toFrame)
  const before = unevenness(courses)
  const straight = outline && frameWithin(outline, angle)
  if (straight) {
    const after = unevenness(coursesOf(lines, straight.toFrame))
    if (courses.length >= 3 && after <= Math.max(0.8 * before, 1.6 * evenEnough)) return straight.frame
  }
  if (courses.length < 5 || before < evenEnough) return plain
  const fit = fanOf(courses)
  if (!fit || unevenness(courses, ({ v }) => fit.base + fit.fan * v) > 0.5 * before) return plain
  const reach = Math.max(...courses.map(({ u }) => Math.abs(u - courses[0]!.u)))
  if (Math.abs(fit.fan) * reach > 0.35) return plain
  // All lines of the fan meet at one point far off: dividing by the depth makes them parallel.
  const count = courses.length
  const [u0, v0] = [total(courses.map(({ u }) => u)) / count, total(courses.map(({ v }) => v)) / count]
  const own = angle + Math.atan(fit.base + fit.fan * v0)
  const level = turned(own)
  const [cu, cv] = level.toFrame(onPage(u0, v0))
  return frameThrough(
    own,
    (point) => {
      const [u, v] = level.toFrame(point)
      const depth = Math.max(0.2, 1 + fit.fan * (u - cu))
      return [cu + (u - cu) / depth, cv + (v - cv) / depth]
    },
    (along, across) => {
      const depth = 1 / Math.max(0.2, 1 - fit.fan * (along - cu))
      return level.onPage(cu + (along - cu) * depth, cv + (across - cv) * depth)
    },
  )
}

/** The corners of an outline from the one where its text begins, clockwise. */
export function cornersAlong(outline: Quad, angle: number): Quad {
  const offsets = outline.map((from, index) => {
    const to = outline[(index + 1) % 4]!
    const off = Math.atan2(to[1] - from[1], to[0] - from[0]) - angle
    return Math.abs(Math.atan2(Math.sin(off), Math.cos(off)))
  })
  const first = offsets.indexOf(Math.min(...offsets))
  return [0, 1, 2, 3].map((index) => outline[(first + index) % 4]!) as unknown as Quad
}

/** The frame of a flat document whose corners are known (Heckbert 1989, square to quadrilateral), as large as the outline is on the page. */
function frameWithin(outline: Quad, angle: number): { frame: Frame; toFrame: (point: Point) => Point } | null {
  const [p0, p1, p2, p3] = cornersAlong(outline, angle)
  const long = (from: Point, to: Point) => Math.hypot(to[0] - from[0], to[1] - from[1])
  const width = (long(p0, p1) + long(p3, p2)) / 2
  const height = (long(p0, p3) + long(p1, p2)) / 2
  const [dx1, dy1, dx2, dy2] = [p1[0] - p2[0], p1[1] - p2[1], p3[0] - p2[0], p3[1] - p2[1]]
  const [sx, sy] = [p0[0] - p1[0] + p2[0] - p3[0], p0[1] - p1[1] + p2[1] - p3[1]]
  const determinant = dx1 * dy2 - dx2 * dy1
  if (Math.abs(determinant) < 1 || Math.min(width, height) < 1) return null
  const g = (sx * dy2 - dx2 * sy) / determinant
  const h = (dx1 * sy - sx * dy1) / determinant
  const [a, b, c] = [p1[0] - p0[0] + g * p1[0], p3[0] - p0[0] + h * p3[0], p0[0]]
  const [d, e, f] = [p1[1] - p0[1] + g * p1[1], p3[1] - p0[1] + h * p3[1], p0[1]]
  const onPage = (u: number, v: number): Point => {
    const [s, t] = [u / width, v / height]
    const depth = Math.max(0.1, g * s + h * t + 1)
    return [(a * s + b * t + c) / depth, (d * s + e * t + f) / depth]
  }
  // The inverse map is the adjugate matrix, up to a factor. Far behind the horizon nothing is printed.
  const size = a * e - b * d
  const toFrame = ([x, y]: Point): Point => {
    const depth = (d * h - e * g) * x + (b * g - a * h) * y + size
    const far = Math.sign(size) * Math.max(Math.abs(size) * 0.1, Math.sign(size) * depth)
    return [
      (width * ((e - f * h) * x + (c * h - b) * y + b * f - c * e)) / far,
      (height * ((f * g - d) * x + (a - c * g) * y + c * d - a * f)) / far,
    ]
  }
  const own = Math.atan2(p1[1] - p0[1] + p2[1] - p3[1], p1[0] - p0[0] + p2[0] - p3[0])
  return { frame: frameThrough(own, toFrame, onPage), toFrame }
}

export const heightOf = ({ top, bottom }: Box) => bottom - top
export const middleOf = ({ top, bottom }: Box) => (top + bottom) / 2

/** The smallest box around all; of none, an empty box at infinity. */
export function around(boxes: readonly Box[]): Box {
  const all: Box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity }
  for (const box of boxes) {
    if (box.left < all.left) all.left = box.left
    if (box.right > all.right) all.right = box.right
    if (box.top < all.top) all.top = box.top
    if (box.bottom > all.bottom) all.bottom = box.bottom
  }
  return all
}

/** The smallest quad around quads that stand on one printed line, in that line's own direction. */
export function quadAround(quads: readonly Quad[]): Quad {
  let dx = 0
  let dy = 0
  for (const [a, b, c, d] of quads) {
    dx += b[0] - a[0] + c[0] - d[0]
    dy += b[1] - a[1] + c[1] - d[1]
  }
  const first = quads[0]!
  const last = quads.at(-1)!
  // From the first sign to the last is a steadier direction than the sides of the signs themselves.
  if (quads.length > 2) {
    dx = last[0][0] + last[3][0] - first[0][0] - first[3][0]
    dy = last[0][1] + last[3][1] - first[0][1] - first[3][1]
  }
  const length = Math.hypot(dx, dy)
  const [cos, sin] = length > 0 ? [dx / length, dy / length] : [1, 0]
  const box: Box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity }
  for (const quad of quads) {
    for (const [x, y] of quad) {
      const u = x * cos + y * sin
      const v = y * cos - x * sin
      box.left = Math.min(box.left, u)
      box.right = Math.max(box.right, u)
      box.top = Math.min(box.top, v)
      box.bottom = Math.max(box.bottom, v)
    }
  }
  const onPage = (u: number, v: number): Point => [u * cos - v * sin, u * sin + v * cos]
  return [
    onPage(box.left, box.top),
    onPage(box.right, box.top),
    onPage(box.right, box.bottom),
    onPage(box.left, box.bottom),
  ]
}

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

/** The frame of a page's lines; that of the page itself when there are none. */
export function frameOf(lines: readonly Line[]): Frame {
  const angle = textAngle(lines)
  const cos = Math.cos(angle)
  const sin = Math.sin(angle)
  const along = ([x, y]: Point) => x * cos + y * sin
  const across = ([x, y]: Point) => y * cos - x * sin
  const onPage = (u: number, v: number): Point => [u * cos - v * sin, u * sin + v * cos]
  return {
    angle,
    // Means of opposite corners, not extremes: a quad that is a degree or two off the frame keeps its size.
    boxOf([a, b, c, d]) {
      return {
        left: (along(a) + along(d)) / 2,
        right: (along(b) + along(c)) / 2,
        top: (across(a) + across(b)) / 2,
        bottom: (across(d) + across(c)) / 2,
      }
    },
    pointOf: onPage,
    quadOf({ left, right, top, bottom }) {
      return [onPage(left, top), onPage(right, top), onPage(right, bottom), onPage(left, bottom)]
    },
  }
}

export const heightOf = ({ top, bottom }: Box) => bottom - top
export const middleOf = ({ top, bottom }: Box) => (top + bottom) / 2

/** The smallest box around all; of none, an empty box at infinity. */
export function around(boxes: readonly Box[]): Box {
  const all: Box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity }
  for (const { left, right, top, bottom } of boxes) {
    all.left = Math.min(all.left, left)
    all.right = Math.max(all.right, right)
    all.top = Math.min(all.top, top)
    all.bottom = Math.max(all.bottom, bottom)
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

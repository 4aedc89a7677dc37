import { z } from 'zod'

/** A point in pixels of the upright page: x to the right, y down, origin at the top-left corner. */
export const pointSchema = z.tuple([z.number(), z.number()])
export type Point = z.infer<typeof pointSchema>

/**
 * Four corners in pixels of the upright page: top-left, top-right, bottom-right, bottom-left **as the text reads**
 * (DESIGN.md, "The canonical recognition"). On a page that stands on its head the first corner is at the lower right.
 */
export const quadSchema = z.tuple([pointSchema, pointSchema, pointSchema, pointSchema])
export type Quad = z.infer<typeof quadSchema>

/** An upright rectangle in page pixels; `right` and `bottom` are exclusive edges. */
export interface Bounds {
  left: number
  top: number
  right: number
  bottom: number
}

/** The smallest upright rectangle around all corners of one or more quads. */
export function boundsOf(...quads: readonly Quad[]): Bounds {
  const bounds: Bounds = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity }
  for (const quad of quads) {
    for (const [x, y] of quad) {
      bounds.left = Math.min(bounds.left, x)
      bounds.top = Math.min(bounds.top, y)
      bounds.right = Math.max(bounds.right, x)
      bounds.bottom = Math.max(bounds.bottom, y)
    }
  }
  return bounds
}

/** The quad of an upright rectangle, read from left to right. */
export function quadOfBounds({ left, top, right, bottom }: Bounds): Quad {
  return [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ]
}

/** Twice the signed area of a polygon (shoelace); positive when the corners run clockwise on a page whose y points down. */
function doubledArea(polygon: readonly Point[]): number {
  let sum = 0
  for (const [index, [x, y]] of polygon.entries()) {
    const [nextX, nextY] = polygon[(index + 1) % polygon.length]!
    sum += x * nextY - nextX * y
  }
  return sum
}

/** The area of a convex quad in square pixels; corner order does not matter as long as it goes round. */
export function areaOf(quad: readonly Point[]): number {
  return Math.abs(doubledArea(quad)) / 2
}

/** The part of a convex polygon inside a convex clip polygon (Sutherland-Hodgman). Both may run either way round. */
function clip(subject: readonly Point[], window: readonly Point[]): Point[] {
  const side = Math.sign(doubledArea(window)) || 1
  let polygon = [...subject]
  for (const [index, from] of window.entries()) {
    const to = window[(index + 1) % window.length]!
    const distance = ([x, y]: Point) => side * ((to[0] - from[0]) * (y - from[1]) - (to[1] - from[1]) * (x - from[0]))
    const kept: Point[] = []
    for (const [cornerIndex, corner] of polygon.entries()) {
      const previous = polygon[(cornerIndex + polygon.length - 1) % polygon.length]!
      const inside = distance(corner)
      const insidePrevious = distance(previous)
      if (inside >= 0 !== insidePrevious >= 0) {
        const share = insidePrevious / (insidePrevious - inside)
        kept.push([previous[0] + share * (corner[0] - previous[0]), previous[1] + share * (corner[1] - previous[1])])
      }
      if (inside >= 0) kept.push(corner)
    }
    polygon = kept
    if (polygon.length === 0) break
  }
  return polygon
}

/** Intersection over union of two convex quads, 0..1; 0 when either has no area. */
export function intersectionOverUnion(first: Quad, second: Quad): number {
  const common = areaOf(clip(first, second))
  const union = areaOf(first) + areaOf(second) - common
  return union > 0 ? common / union : 0
}

/** The mean of a quad's corners. */
export function middleOf([a, b, c, d]: Quad): Point {
  return [(a[0] + b[0] + c[0] + d[0]) / 4, (a[1] + b[1] + c[1] + d[1]) / 4]
}

/** True when the point lies inside or on the edge of a convex quad. */
export function contains(quad: Quad, [x, y]: Point): boolean {
  const side = Math.sign(doubledArea(quad)) || 1
  return quad.every((from, index) => {
    const to = quad[(index + 1) % 4]!
    return side * ((to[0] - from[0]) * (y - from[1]) - (to[1] - from[1]) * (x - from[0])) >= -1e-9
  })
}

/** The angle in radians at which the text of a quad runs: 0 to the right, positive clockwise on the screen. */
export function angleOf([topLeft, topRight, bottomRight, bottomLeft]: Quad): number {
  return Math.atan2(
    topRight[1] - topLeft[1] + bottomRight[1] - bottomLeft[1],
    topRight[0] - topLeft[0] + bottomRight[0] - bottomLeft[0],
  )
}

/** Pixels of a page or of a picture. */
export interface Size {
  width: number
  height: number
}

/** The part of a quad on the page: every corner moved inside. Null when nothing of it lies there. */
export function clampedQuad(quad: Quad | null, { width, height }: Size): Quad | null {
  if (quad === null) return null
  const clamped = quad.map(([x, y]): Point => [
    Math.min(Math.max(x, 0), width),
    Math.min(Math.max(y, 0), height),
  ]) as Quad
  return areaOf(clamped) > 0 ? clamped : null
}

import { areaOf, type Point, type Quad, quadOfBounds, type Size } from '../contract/geometry.ts'

/**
 * How the corners of a place are told apart.
 * - `upright`: the top side is the one whose direction is nearest to rightwards (portraits, cards, stamps, boxes of fields)
 * - `text`: as `upright`, but writing on a slope runs along the longer side (lines of text whose direction nobody stated)
 * - a number: the text runs in this direction, degrees clockwise from rightwards, as the source stated
 */
export type Reading = 'upright' | 'text' | number

/** A long side closer than this to the vertical is a column of upright signs, not a line on a slope; degrees. */
const columnTolerance = 20

const toRadians = Math.PI / 180

/** Between -180 (exclusive) and 180. */
function foldedDegrees(degrees: number): number {
  const folded = ((degrees % 360) + 360) % 360
  return folded > 180 ? folded - 360 : folded
}

/** Degrees clockwise from rightwards in which one goes from one point to the other. */
const directionOf = (from: Point, to: Point) => Math.atan2(to[1] - from[1], to[0] - from[0]) / toRadians

const lengthOf = (from: Point, to: Point) => Math.hypot(to[0] - from[0], to[1] - from[1])

/** The four points in clockwise order on the screen, whatever their order was: crossed sides are undone. */
function clockwise(points: readonly Point[]): Point[] {
  const centre: Point = [
    points.reduce((sum, [x]) => sum + x, 0) / points.length,
    points.reduce((sum, [, y]) => sum + y, 0) / points.length,
  ]
  return points
    .map((point) => ({ point, angle: directionOf(centre, point) }))
    .sort((first, second) => first.angle - second.angle)
    .map(({ point }) => point)
}

/** The direction in which text on this quad runs: along a sloping longer side, to the right, else upright. */
function textDirection(corners: readonly Point[]): number {
  const sides = [0, 1].map((index) => {
    const [from, to] = [corners[index]!, corners[index + 1]!]
    const opposite = [corners[(index + 3) % 4]!, corners[(index + 2) % 4]!] as const
    return { length: lengthOf(from, to) + lengthOf(...opposite), direction: directionOf(from, to) }
  })
  const longer = sides[0]!.length >= sides[1]!.length ? sides[0]! : sides[1]!
  const direction = foldedDegrees(longer.direction)
  const rightwards = Math.abs(direction) > 90 ? foldedDegrees(direction + 180) : direction
  // Upright = the side nearest to rightwards, for a column of signs as for a square.
  return Math.abs(Math.abs(rightwards) - 90) <= columnTolerance || sides[0]!.length === sides[1]!.length
    ? 0
    : rightwards
}

/**
 * A quad of four corners in any order: top-left, top-right, bottom-right, bottom-left as the text reads (DESIGN.md: by geometry, not by trust).
 * Null for what is not four finite points around an area.
 */
export function quadOfCorners(points: readonly Point[], reading: Reading = 'upright'): Quad | null {
  if (points.length !== 4 || points.some(([x, y]) => !Number.isFinite(x) || !Number.isFinite(y))) return null
  const corners = clockwise(points)
  if (areaOf(corners) < 1e-6) return null
  const wanted = reading === 'upright' ? 0 : reading === 'text' ? textDirection(corners) : reading
  const off = corners.map((corner, index) =>
    Math.abs(foldedDegrees(directionOf(corner, corners[(index + 1) % 4]!) - wanted)),
  )
  const first = off.indexOf(Math.min(...off))
  return [0, 1, 2, 3].map((step) => corners[(first + step) % 4]!) as Quad
}

/** From left, top, width and height (`ltwh`, and `xywh`, which is the same); pixels. */
export function quadOfRectangle(left: number, top: number, width: number, height: number): Quad | null {
  return width > 0 && height > 0 ? quadOfEdges(left, top, left + width, top + height) : null
}

/** From two opposite corners (`xyxy`: left, top, right, bottom, in whichever order they came); pixels. Null for the box of zeros. */
export function quadOfEdges(x1: number, y1: number, x2: number, y2: number): Quad | null {
  const bounds = { left: Math.min(x1, x2), top: Math.min(y1, y2), right: Math.max(x1, x2), bottom: Math.max(y1, y2) }
  return Number.isFinite(x1 + y1 + x2 + y2) && bounds.right > bounds.left && bounds.bottom > bounds.top
    ? quadOfBounds(bounds)
    : null
}

/** From a list of numbers: eight (`flat8`: x1, y1 to x4, y4) or four (`xyxy`). Null for any other list. */
export function quadOfNumbers(numbers: readonly number[], reading: Reading = 'upright'): Quad | null {
  if (numbers.length === 4) return quadOfEdges(...(numbers as [number, number, number, number]))
  if (numbers.length !== 8) return null
  const corners = [0, 2, 4, 6].map((index): Point => [numbers[index]!, numbers[index + 1]!])
  return quadOfCorners(corners, reading)
}

/** A rectangle that was turned about its centre: pixels, and degrees clockwise on the screen (y points down). */
export interface RotatedRectangle extends Size {
  centreX: number
  centreY: number
  degrees: number
}

/** The four corners of a turned rectangle, from its own top-left one clockwise. */
export function cornersOfRotated({ centreX, centreY, width, height, degrees }: RotatedRectangle): Quad {
  const [cosine, sine] = [Math.cos(degrees * toRadians), Math.sin(degrees * toRadians)]
  const corner = (acrossSign: number, downSign: number): Point => {
    const [across, down] = [(acrossSign * width) / 2, (downSign * height) / 2]
    return [centreX + across * cosine - down * sine, centreY + across * sine + down * cosine]
  }
  return [corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1)]
}

/**
 * From a rectangle turned about its centre. With `text`, the stated angle is the text's own where the width is the longer side; a rectangle that
 * is higher than wide was measured along its other side (angles of minus 90 for level text in the examples of RecognizePdf and RecognizeTaxiInvoice),
 * and its text runs along the height.
 */
export function quadOfRotated(rectangle: RotatedRectangle, reading: Reading = 'text'): Quad | null {
  if (!(rectangle.width > 0 && rectangle.height > 0)) return null
  const stated = reading === 'text' && rectangle.width >= rectangle.height ? foldedDegrees(rectangle.degrees) : reading
  return quadOfCorners(cornersOfRotated(rectangle), stated)
}

/** A quad in pixels of one picture, in pixels of the same picture at another size. Null where a size is not known. */
export function scaledQuad(quad: Quad | null, from: Size, to: Size): Quad | null {
  if (quad === null || !(from.width > 0 && from.height > 0 && to.width > 0 && to.height > 0)) return null
  const [across, down] = [to.width / from.width, to.height / from.height]
  return quad.map(([x, y]): Point => [x * across, y * down]) as Quad
}

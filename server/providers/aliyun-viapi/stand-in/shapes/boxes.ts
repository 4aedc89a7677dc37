import { angleOf, boundsOf, type Point, type Quad } from '../../../../contract/geometry.ts'

/** The document's forms of coordinates (capabilities.json, `coordinateForm`), from quads in pixels of the picture that was sent. */

const distance = ([x1, y1]: Point, [x2, y2]: Point) => Math.hypot(x2 - x1, y2 - y1)

/** `ltwh`, whole pixels. */
export function ltwh(...quads: readonly Quad[]) {
  const { left, top, right, bottom } = boundsOf(...quads)
  const [Left, Top] = [Math.round(left), Math.round(top)]
  return { Left, Top, Width: Math.round(right) - Left, Height: Math.round(bottom) - Top }
}

/** `xywh` under the short keys X, Y, W, H. */
export function shortXywh(...quads: readonly Quad[]) {
  const { Left, Top, Width, Height } = ltwh(...quads)
  return { X: Left, Y: Top, W: Width, H: Height }
}

/** `xyxy`: left, top, right, bottom. */
export function xyxy(...quads: readonly Quad[]): number[] {
  const { left, top, right, bottom } = boundsOf(...quads)
  return [left, top, right, bottom].map(Math.round)
}

/** `quad-points`, clockwise from the top-left corner. */
export function points(quad: Quad): { X: number; Y: number }[] {
  return quad.map(([x, y]) => ({ X: Math.round(x), Y: Math.round(y) }))
}

/** `flat8`: x1, y1 to x4, y4, clockwise. */
export function flat8(quad: Quad): number[] {
  return quad.flatMap(([x, y]) => [Math.round(x), Math.round(y)])
}

/** Four places: enough for any page, and no more digits than the older SDK core takes for a number. */
const fine = (value: number) => Math.round(value * 1e4) / 1e4

export interface RotatedBox {
  center: Point
  width: number
  height: number
  /** Degrees, clockwise, of the edge that `width` measures. */
  angle: number
}

/**
 * `rotated-rect-center-size-angle` as the examples have it: the angle lies between -90 and 0, so that a text that falls a little to the right is
 * an upright box turned by almost -90, with its height as the long side (RecognizeCharacter, RecognizePdf, RecognizeTaxiInvoice).
 */
export function rotatedBox(quad: Quad): RotatedBox {
  const [topLeft, topRight, bottomRight, bottomLeft] = quad
  const along = fine((distance(topLeft, topRight) + distance(bottomLeft, bottomRight)) / 2)
  const across = fine((distance(topLeft, bottomLeft) + distance(topRight, bottomRight)) / 2)
  const center: Point = [
    fine(quad.reduce((sum, [x]) => sum + x, 0) / 4),
    fine(quad.reduce((sum, [, y]) => sum + y, 0) / 4),
  ]
  const degrees = Math.round(((angleOf(quad) * 180) / Math.PI) * 100) / 100
  // A box has no beginning: half a turn makes no difference to it.
  const slope = degrees > 90 ? degrees - 180 : degrees <= -90 ? degrees + 180 : degrees
  if (slope <= 0) return { center, width: along, height: across, angle: slope + 0 }
  return { center, width: across, height: along, angle: fine(slope - 90) }
}

/** `ltwh` or `xywh` of the box before it is turned about its centre by `Angle`; whole pixels and degrees. */
export function turnedBox(quad: Quad) {
  const { center, width, height, angle } = rotatedBox(quad)
  return {
    left: Math.round(center[0] - width / 2),
    top: Math.round(center[1] - height / 2),
    width: Math.round(width),
    height: Math.round(height),
    // Not -0, which JSON would write as 0 and a test would not find equal.
    angle: Math.round(angle) + 0,
  }
}

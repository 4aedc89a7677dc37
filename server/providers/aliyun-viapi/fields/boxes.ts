import type { Quad } from '../../../contract/geometry.ts'
import {
  quadOfCorners,
  quadOfNumbers,
  quadOfRectangle,
  quadOfRotated,
  type Reading,
  type RotatedRectangle,
} from '../../geometry.ts'
import { isRecord, numberOf } from '../../values.ts'
import { child, items, take, type Native } from './native.ts'

/**
 * The six forms of coordinates of capabilities.json (`coordinateForm`), in pixels of the picture that the answer speaks of. Null for everything
 * that is no box: a missing one, a box of zeros, the marker FailInDetection.
 */

const pixels = (native: Native, name: string): number => {
  const value = isRecord(native.value) ? native.value[name] : undefined
  return numberOf(value) ?? Number.NaN
}

/** `ltwh`: Left, Top, Width, Height. */
export function ltwh(native: Native, reading: Reading = 'upright'): Quad | null {
  take(native)
  return turnedTo(
    quadOfRectangle(pixels(native, 'Left'), pixels(native, 'Top'), pixels(native, 'Width'), pixels(native, 'Height')),
    reading,
  )
}

/** `xywh` under the names X, Y, W, H. */
export function shortXywh(native: Native, reading: Reading = 'upright'): Quad | null {
  take(native)
  return turnedTo(
    quadOfRectangle(pixels(native, 'X'), pixels(native, 'Y'), pixels(native, 'W'), pixels(native, 'H')),
    reading,
  )
}

/** `xyxy` (left, top, right, bottom) and `flat8` (x1, y1 to x4, y4): a list of four or of eight numbers. */
export function numbers(native: Native, reading: Reading = 'upright'): Quad | null {
  take(native)
  return quadOfNumbers(
    items(native).map(({ value }) => numberOf(value) ?? Number.NaN),
    reading,
  )
}

/** `quad-points`: a list of four X and Y, in whatever order (DEFECTS.md, corner-order-varies). */
export function points(native: Native, reading: Reading = 'upright'): Quad | null {
  take(native)
  return quadOfCorners(
    items(native).map((corner) => [pixels(corner, 'X'), pixels(corner, 'Y')]),
    reading,
  )
}

/** `rotated-rect-center-size-angle`: Angle clockwise in degrees, Center, and Size under the names that the action has. */
export function rotated(
  native: Native,
  [width, height]: readonly [width: string, height: string],
  reading: Reading,
): Quad | null {
  take(native)
  const [centre, size] = [child(native, 'Center'), child(native, 'Size')]
  return quadOfRotated(
    {
      centreX: pixels(centre, 'X'),
      centreY: pixels(centre, 'Y'),
      width: pixels(size, width),
      height: pixels(size, height),
      degrees: pixels(native, 'Angle'),
    },
    reading,
  )
}

/** `ltwh` or `xywh` of a box that is to be turned about its centre by Angle (`rotatedAboutCenter`). A missing Angle is 0. */
export function turned(
  native: Native,
  [left, top, width, height]: readonly [left: string, top: string, width: string, height: string],
): RotatedRectangle {
  const size = { width: pixels(native, width), height: pixels(native, height) }
  const degrees = pixels(native, 'Angle')
  return {
    ...size,
    centreX: pixels(native, left) + size.width / 2,
    centreY: pixels(native, top) + size.height / 2,
    degrees: Number.isNaN(degrees) ? 0 : degrees,
  }
}

/** The corners of an upright box, as they read when the picture lies on its side. */
function turnedTo(quad: Quad | null, reading: Reading): Quad | null {
  return quad && quadOfCorners(quad, reading)
}

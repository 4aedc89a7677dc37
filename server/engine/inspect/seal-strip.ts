import type { Point } from '../../contract/geometry.ts'
import { control } from '../messages.ts'
import type { Picture } from '../picture.ts'
import type { Ellipse } from './ellipse.ts'
import { inkAt, type InkPlane } from './seal-ink.ts'

/** Ink laid out flat as a picture that can be read, black on white, and where its points come from. */
export interface FlatInk {
  picture: Picture
  pointAt: (u: number, v: number) => Point
}

/** A ring of signs in coordinates of its own: a direction (radians, clockwise from the right) and a share of the way out. */
export interface Ring {
  plane: InkPlane
  ellipse: Ellipse
  oval: boolean
  pointAt: (direction: number, share: number) => Point
}

/** An ellipse much longer than wide is an oval seal; a little longer, a round one seen askew. */
const ovalFrom = 1.2

/**
 * Round seals are laid out on the map that makes their ellipse a circle again. On oval ones signs stand upright on the rim itself: a share is a depth below
 * the rim, in shorter half axes.
 */
export function ringOf(plane: InkPlane, ellipse: Ellipse, oval = ellipse.a / ellipse.b > ovalFrom): Ring {
  const { x, y, a, b, angle } = ellipse
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const pointAt = (direction: number, share: number): Point => {
    const t = direction - angle
    let [u, v] = [a * Math.cos(t), b * Math.sin(t)]
    if (oval) {
      // The normal of the ellipse at this point.
      const [nu, nv] = [Math.cos(t) / a, Math.sin(t) / b]
      const depth = ((1 - share) * b) / Math.hypot(nu, nv)
      u -= depth * nu
      v -= depth * nv
    } else {
      u *= share
      v *= share
    }
    return [x + u * cos - v * sin, y + u * sin + v * cos]
  }
  return { plane, ellipse, oval, pointAt }
}

/** Ink of full strength (`seal-local.ts`) becomes black, and its edges stay grey: strokes of small seals run together otherwise. */
const contrast = 1.27

export function flatInk(
  plane: InkPlane,
  width: number,
  height: number,
  pointAt: FlatInk['pointAt'],
  inside?: (u: number, v: number) => boolean,
): FlatInk {
  const pixels = new Uint8Array(width * height * 3).fill(255)
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      if (inside && !inside(column + 0.5, row + 0.5)) continue
      const [px, py] = pointAt(column + 0.5, row + 0.5)
      const value = 255 - Math.min(255, contrast * inkAt(plane, px, py))
      const at = (row * width + column) * 3
      pixels[at] = value
      pixels[at + 1] = value
      pixels[at + 2] = value
    }
  }
  const state = new Int32Array(Object.keys(control).length)
  return { picture: { width, height, levels: [{ data: pixels, width, height }], state }, pointAt }
}

/** Height of a ring laid out flat: a little more than the recogniser's own, so that small signs lose nothing. */
const stripHeight = 60

/** A part of a ring as a straight strip, read over the top (`name`) or, for a number along the lower rim, from below. */
export function unrolled(ring: Ring, from: number, to: number, inner: number, outer: number, below = false): FlatInk {
  const { a, b } = ring.ellipse
  const radius = ring.oval ? Math.sqrt((a * a + b * b) / 2) : b
  const middle = ring.oval ? radius - (1 - (inner + outer) / 2) * b : ((inner + outer) / 2) * radius
  const length = (to - from) * middle
  const depth = (outer - inner) * (ring.oval ? b : radius)
  const width = Math.max(16, Math.min(2400, Math.round((stripHeight * length) / depth)))
  return flatInk(ring.plane, width, stripHeight, (u, v) =>
    below
      ? ring.pointAt(to - ((to - from) * u) / width, inner + ((outer - inner) * v) / stripHeight)
      : ring.pointAt(from + ((to - from) * u) / width, outer - ((outer - inner) * v) / stripHeight),
  )
}

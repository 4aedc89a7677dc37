import type { Point, Quad } from '../contract/geometry.ts'

/** A rectangle that may lie askew: centre, half the sides along and across the text, and the direction of the text (unit vector). */
export interface Box {
  x: number
  y: number
  halfWidth: number
  halfHeight: number
  ux: number
  uy: number
}

/** The convex hull, clockwise on a page whose y points down (Andrew's monotone chain); takes and gives flat x, y pairs. */
export function hullOf(points: ArrayLike<number>, count: number): Float64Array {
  const order = Uint32Array.from({ length: count }, (_, index) => index).sort(
    (a, b) => points[2 * a]! - points[2 * b]! || points[2 * a + 1]! - points[2 * b + 1]!,
  )
  const hull = new Float64Array(4 * count + 4)
  let size = 0
  const add = (index: number, floor: number) => {
    const x = points[2 * index]!
    const y = points[2 * index + 1]!
    while (size >= floor + 2) {
      const ax = hull[2 * size - 4]!
      const ay = hull[2 * size - 3]!
      if ((hull[2 * size - 2]! - ax) * (y - ay) - (hull[2 * size - 1]! - ay) * (x - ax) > 0) break
      size--
    }
    hull[2 * size] = x
    hull[2 * size + 1] = y
    size++
  }
  for (const index of order) add(index, 0)
  const floor = size - 1
  for (let at = count - 2; at >= 0; at--) add(order[at]!, floor)
  return hull.slice(0, 2 * Math.max(1, size - 1))
}

/** The rectangle around a hull whose text runs along (ux, uy). */
export function boxAlong(hull: ArrayLike<number>, ux: number, uy: number): Box {
  let left = Infinity
  let right = -Infinity
  let top = Infinity
  let bottom = -Infinity
  for (let at = 0; at < hull.length; at += 2) {
    const along = hull[at]! * ux + hull[at + 1]! * uy
    const across = hull[at + 1]! * ux - hull[at]! * uy
    if (along < left) left = along
    if (along > right) right = along
    if (across < top) top = across
    if (across > bottom) bottom = across
  }
  const along = (left + right) / 2
  const across = (top + bottom) / 2
  return {
    x: along * ux - across * uy,
    y: along * uy + across * ux,
    halfWidth: (right - left) / 2,
    halfHeight: (bottom - top) / 2,
    ux,
    uy,
  }
}

/** The smallest rectangle around a hull: one of its sides lies on an edge of the hull (rotating calipers). */
export function smallestBox(hull: ArrayLike<number>): Box {
  let best = boxAlong(hull, 1, 0)
  let area = best.halfWidth * best.halfHeight
  for (let at = 0; at < hull.length; at += 2) {
    const next = (at + 2) % hull.length
    const dx = hull[next]! - hull[at]!
    const dy = hull[next + 1]! - hull[at + 1]!
    const length = Math.hypot(dx, dy)
    if (length === 0) continue
    const box = boxAlong(hull, dx / length, dy / length)
    if (box.halfWidth * box.halfHeight < area - 1e-9) {
      best = box
      area = box.halfWidth * box.halfHeight
    }
  }
  return best
}

/** The detector marks a shrunken core of each line; this grows it back by `ratio` * area / perimeter on every side (DB, "unclip"). */
export function unclip(box: Box, ratio: number): Box {
  const grow = (ratio * box.halfWidth * box.halfHeight) / (box.halfWidth + box.halfHeight)
  return { ...box, halfWidth: box.halfWidth + grow, halfHeight: box.halfHeight + grow }
}

/** The same box with its text running along that of its four axes which is nearest to the direction (dx, dy). */
export function aligned(box: Box, dx: number, dy: number): Box {
  const along = box.ux * dx + box.uy * dy
  const across = box.ux * dy - box.uy * dx
  if (Math.abs(along) >= Math.abs(across)) {
    const sign = along >= 0 ? 1 : -1
    return { ...box, ux: sign * box.ux, uy: sign * box.uy }
  }
  const sign = across >= 0 ? 1 : -1
  return { ...box, halfWidth: box.halfHeight, halfHeight: box.halfWidth, ux: -sign * box.uy, uy: sign * box.ux }
}

/** Turned by quarter turns clockwise: the text then starts at another corner of the same rectangle. */
export function turned(box: Box, quarters: number): Box {
  let result = box
  for (let turn = 0; turn < ((quarters % 4) + 4) % 4; turn++) {
    result = { ...result, halfWidth: result.halfHeight, halfHeight: result.halfWidth, ux: -result.uy, uy: result.ux }
  }
  return result
}

/** Scales by one factor a side, as from the detector's map to the picture. Direction and sides follow the stretched text axis. */
export function scaled(box: Box, scaleX: number, scaleY: number): Box {
  const alongX = box.ux * scaleX
  const alongY = box.uy * scaleY
  const along = Math.hypot(alongX, alongY)
  return {
    x: box.x * scaleX,
    y: box.y * scaleY,
    halfWidth: box.halfWidth * along,
    // The area grows by scaleX * scaleY, so the height across the text grows by what the length along it left over.
    halfHeight: (box.halfHeight * scaleX * scaleY) / along,
    ux: alongX / along,
    uy: alongY / along,
  }
}

export function quadOfBox({ x, y, halfWidth, halfHeight, ux, uy }: Box): Quad {
  const corner = (along: number, across: number): Point => [
    x + along * halfWidth * ux - across * halfHeight * uy,
    y + along * halfWidth * uy + across * halfHeight * ux,
  ]
  return [corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1)]
}

/** The rectangle whose corners a quad has, its text running from the first to the second. */
export function boxOfQuad([[x0, y0], [x1, y1], [x2, y2], [x3, y3]]: Quad): Box {
  const width = Math.hypot(x1 - x0, y1 - y0)
  return {
    x: (x0 + x1 + x2 + x3) / 4,
    y: (y0 + y1 + y2 + y3) / 4,
    halfWidth: width / 2,
    halfHeight: Math.hypot(x3 - x0, y3 - y0) / 2,
    ux: (x1 - x0) / width,
    uy: (y1 - y0) / width,
  }
}

import type { Point, Quad } from '../../contract/geometry.ts'
import { areaOf, intersectionOverUnion } from '../../contract/geometry.ts'
import type { Level, Picture } from '../picture.ts'
import type { OutlineReading } from '../reading.ts'
import { levelWithin } from './grey.ts'

/** Gradients of a small picture: of each pixel the channel that changes most. */
interface Slopes {
  width: number
  height: number
  /** Sobel sums over 8, that is about the change over two pixels, 0..255. */
  across: Float32Array
  down: Float32Array
  strength: Float32Array
}

/** Lines whose slope is more than this are no edges of a document whose text was turned upright, in radians. */
const steepest = (26 * Math.PI) / 180
const angleStep = Math.PI / 180
const mostLines = 12
/** Weaker changes than this are paper and sensor. */
const weakest = 5
const mostOutlines = 6
const leastScore = 0.62

function slopesOf({ data, width, height }: Level): Slopes {
  const across = new Float32Array(width * height)
  const down = new Float32Array(width * height)
  const strength = new Float32Array(width * height)
  const stride = 3 * width
  for (let y = 1; y < height - 1; y += 1) {
    for (let x = 1; x < width - 1; x += 1) {
      const at = y * width + x
      for (let channel = 0; channel < 3; channel += 1) {
        const p = 3 * at + channel
        const [a, b, c] = [data[p - stride - 3]!, data[p - stride]!, data[p - stride + 3]!]
        const [d, f] = [data[p - 3]!, data[p + 3]!]
        const [g, h, i] = [data[p + stride - 3]!, data[p + stride]!, data[p + stride + 3]!]
        const gx = (c + 2 * f + i - a - 2 * d - g) / 8
        const gy = (g + 2 * h + i - a - 2 * b - c) / 8
        const size = Math.hypot(gx, gy)
        if (size <= strength[at]!) continue
        strength[at] = size
        across[at] = gx
        down[at] = gy
      }
    }
  }
  return { width, height, across, down, strength }
}

/** A line by its slope against its family's axis and its distance from the origin: `cos`, `sin` are those of its normal. */
interface Edge {
  cos: number
  sin: number
  distance: number
  votes: number
}

/** The strongest straight lines that run about along (or, `upright`, across) the picture: a Hough transform in which each pixel votes near its own slope. */
function edgesOf({ width, height, across, down, strength }: Slopes, upright: boolean): Edge[] {
  const steps = 2 * Math.round(steepest / angleStep) + 1
  const reach = Math.ceil(Math.hypot(width, height))
  const votes = new Float32Array(steps * 2 * reach)
  const normals = Array.from({ length: steps }, (_, step) => {
    const angle = (step - (steps - 1) / 2) * angleStep + (upright ? 0 : Math.PI / 2)
    return [Math.cos(angle), Math.sin(angle)] as const
  })
  for (let y = 2; y < height - 2; y += 1) {
    for (let x = 2; x < width - 2; x += 1) {
      const at = y * width + x
      if (strength[at]! < weakest) continue
      const [gx, gy] = [across[at]!, down[at]!]
      const own = upright ? Math.atan(gy / gx) : Math.atan(-gx / gy)
      if (!(Math.abs(own) <= steepest)) continue
      const middle = Math.round(own / angleStep) + (steps - 1) / 2
      // Strong print must not outvote a faint edge.
      const weight = Math.min(strength[at]!, 18)
      // The slope of a faint edge is less certain.
      const spread = strength[at]! < 25 ? 7 : 3
      for (let step = Math.max(0, middle - spread); step <= Math.min(steps - 1, middle + spread); step += 1) {
        const [cos, sin] = normals[step]!
        const bin = Math.round(x * cos + y * sin) + reach
        votes[step * 2 * reach + bin]! += weight
      }
    }
  }
  const edges: Edge[] = []
  while (edges.length < mostLines) {
    let best = 0
    for (let at = 1; at < votes.length; at += 1) if (votes[at]! > votes[best]!) best = at
    if (votes[best]! < 18 * 0.12 * (upright ? height : width)) break
    const step = Math.floor(best / (2 * reach))
    const bin = best % (2 * reach)
    const [cos, sin] = normals[step]!
    edges.push({ cos, sin, distance: bin - reach, votes: votes[best]! })
    // Its neighbours are the same line: those that cross it within the picture at a small slope.
    for (let near = Math.max(0, step - 4); near <= Math.min(steps - 1, step + 4); near += 1) {
      const [c, s] = normals[near]!
      const along = upright ? height / 2 : width / 2
      const middle: Point = upright
        ? [(bin - reach - sin * along) / cos, along]
        : [along, (bin - reach - cos * along) / sin]
      const centre = Math.round(middle[0] * c + middle[1] * s) + reach
      const from = Math.max(0, centre - 3)
      votes.fill(0, near * 2 * reach + from, near * 2 * reach + Math.min(2 * reach, centre + 4))
    }
  }
  return edges
}

function crossing(first: Edge, second: Edge): Point | null {
  const determinant = first.cos * second.sin - first.sin * second.cos
  if (Math.abs(determinant) < 0.3) return null
  return [
    (first.distance * second.sin - second.distance * first.sin) / determinant,
    (first.cos * second.distance - second.cos * first.distance) / determinant,
  ]
}

/** How far two lines of one family stand from each other half-way along. */
function apart(first: Edge, second: Edge, along: number): number {
  const flat = Math.abs(first.sin) > Math.abs(first.cos)
  const at = ({ cos, sin, distance }: Edge) => (flat ? (distance - cos * along) / sin : (distance - sin * along) / cos)
  return Math.abs(at(first) - at(second))
}

/** The share of a side along which the picture changes across it, the ends (corners may be round) left out. */
function support({ width, height, across, down, strength }: Slopes, [x0, y0]: Point, [x1, y1]: Point): number {
  const length = Math.hypot(x1 - x0, y1 - y0)
  const [nx, ny] = [-(y1 - y0) / length, (x1 - x0) / length]
  const samples = Math.max(12, Math.round(length / 4))
  let hits = 0
  let balance = 0
  for (let sample = 0; sample < samples; sample += 1) {
    const share = 0.07 + (0.86 * sample) / (samples - 1)
    const [mx, my] = [x0 + share * (x1 - x0), y0 + share * (y1 - y0)]
    let best = 0
    for (let off = -1.5; off <= 1.5; off += 1) {
      const [x, y] = [Math.round(mx + off * nx), Math.round(my + off * ny)]
      if (x < 1 || y < 1 || x >= width - 1 || y >= height - 1) continue
      const at = y * width + x
      if (strength[at]! < weakest) continue
      const along = across[at]! * nx + down[at]! * ny
      if (Math.abs(along) > 0.85 * strength[at]! && Math.abs(along) > Math.abs(best)) best = along
    }
    if (best === 0) continue
    hits += 1
    balance += Math.sign(best)
  }
  // A document is lighter than its ground, or darker, along nearly all of a side; a stroke of print is both.
  return hits === 0 ? 0 : (hits / samples) * (0.7 + 0.3 * Math.abs(balance / hits))
}

/**
 * Quadrilaterals of straight edges that may be the outline of a document on its ground, best first: four lines, each with a change of brightness or
 * colour along most of it. Which of them is the document (and not a photograph on it, or the paper under it) is for the caller to say, who knows where
 * the print stands. `score` is the mean share of the sides that was seen, 0..1. Text must run roughly along or across the picture's sides.
 */
export function findOutlines(picture: Picture): OutlineReading[] {
  const { level, factor } = levelWithin(picture, 400)
  const slopes = slopesOf(level)
  const flat = edgesOf(slopes, false)
  const tall = edgesOf(slopes, true)
  const { width, height } = level
  const slack = 0.02 * Math.max(width, height)
  const inside = ([x, y]: Point) => x > -slack && y > -slack && x < width + slack && y < height + slack
  const found: { quad: Quad; score: number; worth: number }[] = []
  for (const [index, first] of flat.entries()) {
    for (const second of flat.slice(index + 1)) {
      if (apart(first, second, width / 2) < 0.2 * height) continue
      for (const [place, third] of tall.entries()) {
        for (const fourth of tall.slice(place + 1)) {
          if (apart(third, fourth, height / 2) < 0.2 * width) continue
          const corners = [
            crossing(first, third),
            crossing(first, fourth),
            crossing(second, fourth),
            crossing(second, third),
          ]
          if (!corners.every((corner): corner is Point => corner !== null && inside(corner))) continue
          const quad = clockwise(corners)
          if (quad === null || areaOf(quad) < 0.1 * width * height) continue
          let least = 1
          let sum = 0
          for (let side = 0; side < 4 && least > 0.4; side += 1) {
            const share = support(slopes, quad[side]!, quad[(side + 1) % 4]!)
            least = Math.min(least, share)
            sum += share
          }
          const score = sum / 4
          if (least > 0.4 && score >= leastScore) found.push({ quad, score, worth: score + 0.3 * least })
        }
      }
    }
  }
  const outlines: OutlineReading[] = []
  for (const { quad, score } of found.toSorted((a, b) => b.worth - a.worth)) {
    const onPage = quad.map(([x, y]): Point => [(x + 0.5) * factor, (y + 0.5) * factor]) as unknown as Quad
    if (outlines.some((other) => intersectionOverUnion(other.quad, onPage) > 0.88)) continue
    outlines.push({ quad: onPage, score })
    if (outlines.length === mostOutlines) break
  }
  return outlines
}

/** Four crossings as a convex quad from its upper left corner clockwise; null when they are none. */
function clockwise(corners: readonly Point[]): Quad | null {
  const [a, b, c, d] = corners as [Point, Point, Point, Point]
  const order: Quad = a[1] + b[1] < c[1] + d[1] ? [a, b, c, d] : [d, c, b, a]
  const quad: Quad = order[0][0] < order[1][0] ? order : [order[1], order[0], order[3], order[2]]
  const convex = quad.every((corner, index) => {
    const [next, after] = [quad[(index + 1) % 4]!, quad[(index + 2) % 4]!]
    return (next[0] - corner[0]) * (after[1] - next[1]) - (next[1] - corner[1]) * (after[0] - next[0]) > 0
  })
  return convex ? quad : null
}

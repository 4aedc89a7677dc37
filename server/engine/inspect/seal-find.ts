import { fitEllipse, type Ellipse } from './ellipse.ts'
import { leastInk, type InkPlane } from './seal-ink.ts'
import { votedCentres, type Candidate } from './seal-votes.ts'

/** A seal's outline in the pixels of the plane that it was found on. */
export type Outline =
  | { shape: 'ring'; ellipse: Ellipse }
  | { shape: 'square' | 'solid'; left: number; top: number; right: number; bottom: number }

interface Spot {
  left: number
  top: number
  right: number
  bottom: number
  /** Share of its cells that are full of ink. */
  fill: number
}

const smallestSide = 26
/** Of spots the largest are looked at, since letters of a heading are spots too. */
const mostSpots = 10

/** Connected spots of ink, joined over gaps of a few pixels: a seal's rim, star and signs then hang together. */
function spotsOf({ data, width, height }: InkPlane): Spot[] {
  const cell = Math.max(3, Math.round(Math.max(width, height) / 240))
  const [columns, rows] = [Math.ceil(width / cell), Math.ceil(height / cell)]
  const inked = new Uint16Array(columns * rows)
  for (let y = 0; y < height; y += 1) {
    const row = Math.floor(y / cell) * columns
    for (let x = 0; x < width; x += 1) if (data[y * width + x]! >= leastInk) inked[row + Math.floor(x / cell)]! += 1
  }
  const spots: Spot[] = []
  const seen = new Uint8Array(inked.length)
  for (let start = 0; start < inked.length; start += 1) {
    if (seen[start] === 1 || inked[start]! < 2) continue
    const stack = [start]
    seen[start] = 1
    const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity }
    let full = 0
    while (stack.length > 0) {
      const at = stack.pop()!
      const [x, y] = [at % columns, Math.floor(at / columns)]
      box.left = Math.min(box.left, x)
      box.right = Math.max(box.right, x + 1)
      box.top = Math.min(box.top, y)
      box.bottom = Math.max(box.bottom, y + 1)
      if (inked[at]! >= 0.8 * cell * cell) full += 1
      for (let dy = -2; dy <= 2; dy += 1) {
        for (let dx = -2; dx <= 2; dx += 1) {
          const [nx, ny] = [x + dx, y + dy]
          const next = ny * columns + nx
          if (nx < 0 || ny < 0 || nx >= columns || ny >= rows || seen[next] === 1 || inked[next]! < 2) continue
          seen[next] = 1
          stack.push(next)
        }
      }
    }
    const fill = full / ((box.right - box.left) * (box.bottom - box.top))
    spots.push({
      left: box.left * cell,
      right: Math.min(width, box.right * cell),
      top: box.top * cell,
      bottom: Math.min(height, box.bottom * cell),
      fill,
    })
  }
  return spots
}

/** Outer edges of ink on rays from a point, the outermost first. */
function edgesOnRays({ data, width, height }: InkPlane, { x, y, radius }: Candidate, reach: number): number[][] {
  const rays = 120
  return Array.from({ length: rays }, (_, ray) => {
    const angle = (ray * 2 * Math.PI) / rays
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
    const found: number[] = []
    let outside = true
    for (let distance = radius * reach; distance > 0.45 * radius; distance -= 0.5) {
      const [px, py] = [Math.round(x + distance * cos), Math.round(y + distance * sin)]
      const ink = px >= 0 && py >= 0 && px < width && py < height && data[py * width + px]! >= leastInk
      if (ink && outside) found.push(distance)
      outside = !ink
    }
    return found
  })
}

/** Share of the pixels inside an ellipse, up to a share of its radius, that are ink. */
function inkInside(
  { data, width, height }: InkPlane,
  { x, y, a, b, angle }: Ellipse,
  from: number,
  to: number,
): number {
  let ink = 0
  let count = 0
  for (let ring = 0; ring < 12; ring += 1) {
    const share = from + ((to - from) * (ring + 0.5)) / 12
    for (let step = 0; step < 72; step += 1) {
      const t = (step * Math.PI) / 36
      const [u, v] = [share * a * Math.cos(t), share * b * Math.sin(t)]
      const px = Math.round(x + u * Math.cos(angle) - v * Math.sin(angle))
      const py = Math.round(y + u * Math.sin(angle) + v * Math.cos(angle))
      if (px < 0 || py < 0 || px >= width || py >= height) continue
      count += 1
      if (data[py * width + px]! >= leastInk) ink += 1
    }
  }
  return count < 60 ? 0 : ink / count
}

/** Share of a side on which the first ink from outside lies on one straight line: a frame's does, that of print jumps from sign to sign. */
function straightSide(
  length: number,
  depth: number,
  tolerance: number,
  isInk: (along: number, inward: number) => boolean,
): number {
  const margin = Math.round(0.06 * length)
  const firsts: number[] = []
  for (let along = margin; along < length - margin; along += 1) {
    let inward = 0
    while (inward < depth && !isInk(along, inward)) inward += 1
    firsts.push(inward)
  }
  const half = firsts.length >> 1
  const slopes = firsts
    .slice(0, half)
    .flatMap((first, index) =>
      first < depth && firsts[index + half]! < depth ? [(firsts[index + half]! - first) / half] : [],
    )
    .toSorted((first, second) => first - second)
  const slope = slopes[slopes.length >> 1]
  if (slope === undefined) return 0
  const levels = firsts.map((first, index) => first - slope * index).toSorted((first, second) => first - second)
  const level = levels[levels.length >> 1]!
  const near = firsts.filter((first, index) => first < depth && Math.abs(first - slope * index - level) <= tolerance)
  return near.length / firsts.length
}

/** True when a straight stroke runs along each side of a box, a little askew allowed. */
function hasFourSides({ data, width, height }: InkPlane, { left, top, right, bottom }: Spot): boolean {
  const [across, down] = [right - left, bottom - top]
  const depth = 0.45 * Math.min(across, down)
  const tolerance = Math.max(1.5, 0.03 * Math.min(across, down))
  const isInk = (x: number, y: number) =>
    x >= 0 && y >= 0 && x < width && y < height && data[y * width + x]! >= leastInk
  return (
    straightSide(across, depth, tolerance, (x, inward) => isInk(left + x, top + inward)) > 0.75 &&
    straightSide(across, depth, tolerance, (x, inward) => isInk(left + x, bottom - 1 - inward)) > 0.75 &&
    straightSide(down, depth, tolerance, (y, inward) => isInk(left + inward, top + y)) > 0.75 &&
    straightSide(down, depth, tolerance, (y, inward) => isInk(right - 1 - inward, top + y)) > 0.75
  )
}

/** Rings, framed squares and solid spots, the largest and surest first; what lies inside of another one is part of it. */
export function findOutlines(plane: InkPlane): Outline[] {
  const spots = spotsOf(plane).filter(
    ({ left, top, right, bottom }) => Math.min(right - left, bottom - top) >= smallestSide,
  )
  const outlines: (Outline & { x: number; y: number; size: number; worth: number })[] = []
  const add = (outline: Outline, share = 1) => {
    if (outline.shape === 'ring') {
      const { x, y, a } = outline.ellipse
      outlines.push({ ...outline, x, y, size: a, worth: a * share ** 4 })
    } else {
      const { left, top, right, bottom } = outline
      const size = (right - left + bottom - top) / 4
      outlines.push({ ...outline, x: (left + right) / 2, y: (top + bottom) / 2, size, worth: size })
    }
  }
  const candidates: (Candidate & { reach: number })[] = []
  for (const spot of spots) {
    const [width, height] = [spot.right - spot.left, spot.bottom - spot.top]
    const aspect = width / height
    // What is nearly as large as the page is its edge, unless it is a ring.
    const isPage = width >= 0.75 * plane.width && height >= 0.75 * plane.height
    if (!isPage && spot.fill > 0.5 && aspect > 0.6 && aspect < 1.7) {
      add({ shape: 'solid', ...spot })
      continue
    }
    if (aspect < 0.3 || aspect > 6) continue
    if (!isPage && hasFourSides(plane, spot)) {
      add({ shape: 'square', ...spot })
      continue
    }
    if (aspect > 0.5 && aspect < 2)
      candidates.push({
        x: (spot.left + spot.right) / 2,
        y: (spot.top + spot.bottom) / 2,
        radius: Math.max(width, height) / 2,
        reach: 1.05,
      })
    if (aspect > 1.4 && aspect < 2.6) {
      // Two seals side by side that touch.
      const radius = height / 2
      for (const x of [spot.left + radius, spot.right - radius])
        candidates.push({ x, y: spot.top + radius, radius, reach: 1.05 })
    }
  }
  const voted = votedCentres(plane).map((candidate) => ({ ...candidate, reach: 1.2 }))
  const largest = candidates.toSorted((first, second) => second.radius - first.radius).slice(0, mostSpots)
  for (const candidate of [...largest, ...voted]) {
    if (outlines.some(({ x, y, size }) => Math.hypot(x - candidate.x, y - candidate.y) < 0.5 * size)) continue
    const fit = fitEllipse(edgesOnRays(plane, candidate, candidate.reach), candidate)
    if (!fit || fit.share < 0.62) continue
    if (inkInside(plane, fit.ellipse, 0, 0.98) > 0.6 || inkInside(plane, fit.ellipse, 1.06, 1.14) > 0.45) continue
    add({ shape: 'ring', ellipse: fit.ellipse }, fit.share)
  }
  return outlines
    .toSorted((first, second) => second.worth - first.worth)
    .filter(
      ({ x, y, size }, index, all) =>
        !all
          .slice(0, index)
          .some((better) => Math.hypot(better.x - x, better.y - y) < 0.75 * Math.max(size, better.size)),
    )
}

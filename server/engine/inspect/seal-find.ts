import { fitEllipse, type Ellipse } from './ellipse.ts'
import { leastInk, type InkPlane } from './seal-ink.ts'

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
const mostCandidates = 14

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

interface Candidate {
  x: number
  y: number
  radius: number
}

/** Centres of rings amid other ink: edges vote along their normals (Duda and Hart 1972, with the gradient's direction). */
function votedCentres({ data, width, height }: InkPlane): Candidate[] {
  const cell = 4
  const [columns, rows] = [Math.ceil(width / cell), Math.ceil(height / cell)]
  const votes = new Float32Array(columns * rows)
  const least = 16
  const most = Math.min(width, height) * 0.3
  const edges: number[] = []
  for (let y = 2; y < height - 2; y += 1) {
    for (let x = 2; x < width - 2; x += 1) {
      const at = y * width + x
      if (data[at]! < leastInk) continue
      const gx = data[at + 1]! - data[at - 1]! + (data[at + 2]! - data[at - 2]!)
      const gy = data[at + width]! - data[at - width]! + (data[at + 2 * width]! - data[at - 2 * width]!)
      const length = Math.hypot(gx, gy)
      if (length < 60) continue
      edges.push(x, y, gx / length, gy / length)
    }
  }
  const step = Math.max(1, Math.ceil(edges.length / 4 / 15_000)) * 4
  for (let index = 0; index < edges.length; index += step) {
    const [x, y, nx, ny] = [edges[index]!, edges[index + 1]!, edges[index + 2]!, edges[index + 3]!]
    // Ink lies inward of the outer edge of the rim.
    for (let radius = least; radius < most; radius += cell) {
      const [cx, cy] = [Math.round((x + radius * nx) / cell), Math.round((y + radius * ny) / cell)]
      if (cx >= 0 && cy >= 0 && cx < columns && cy < rows) votes[cy * columns + cx]! += 1 / radius
    }
  }
  const candidates: (Candidate & { weight: number })[] = []
  for (let y = 1; y < rows - 1; y += 1) {
    for (let x = 1; x < columns - 1; x += 1) {
      let sum = 0
      for (let dy = -1; dy <= 1; dy += 1) for (let dx = -1; dx <= 1; dx += 1) sum += votes[(y + dy) * columns + x + dx]!
      candidates.push({ x: x * cell, y: y * cell, radius: 0, weight: sum })
    }
  }
  const chosen: Candidate[] = []
  for (const candidate of candidates.toSorted((first, second) => second.weight - first.weight).slice(0, 400)) {
    if (chosen.some(({ x, y }) => Math.hypot(x - candidate.x, y - candidate.y) < 14)) continue
    const radius = ringRadius(edges, step, candidate, least, most)
    if (radius > 0) chosen.push({ ...candidate, radius })
    if (chosen.length >= 6) break
  }
  return chosen
}

/** The radius at which most of a circle's edges look at its centre; 0 where no radius has half of them. */
function ringRadius(
  edges: readonly number[],
  step: number,
  { x, y }: { x: number; y: number },
  least: number,
  most: number,
): number {
  const bin = 3
  const counts = new Float32Array(Math.ceil(most / bin) + 1)
  for (let index = 0; index < edges.length; index += step) {
    const [dx, dy] = [x - edges[index]!, y - edges[index + 1]!]
    const distance = Math.hypot(dx, dy)
    if (distance < least || distance >= most) continue
    if ((dx * edges[index + 2]! + dy * edges[index + 3]!) / distance > 0.85) counts[Math.floor(distance / bin)]! += 1
  }
  let best = 0
  let strongest = 0.3
  for (let index = 0; index + 1 < counts.length; index += 1) {
    const radius = (index + 1) * bin
    const share = ((counts[index]! + counts[index + 1]!) * step) / 4 / (2 * Math.PI * radius)
    // The outermost of nearly equal rings is the rim.
    if (share > strongest * (best > 0 && radius > best ? 0.7 : 1)) {
      best = radius
      strongest = Math.max(strongest, share)
    }
  }
  return best
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
  return count === 0 ? 1 : ink / count
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
    ({ left, top, right, bottom }) =>
      Math.min(right - left, bottom - top) >= smallestSide &&
      // What is nearly as large as the page is its edge.
      (right - left < 0.75 * plane.width || bottom - top < 0.75 * plane.height),
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
    if (spot.fill > 0.5 && aspect > 0.6 && aspect < 1.7) {
      add({ shape: 'solid', ...spot })
      continue
    }
    if (aspect < 0.3 || aspect > 6) continue
    if (hasFourSides(plane, spot)) {
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
  }
  const voted = votedCentres(plane).map((candidate) => ({ ...candidate, reach: 1.2 }))
  for (const candidate of [...candidates, ...voted].slice(0, mostCandidates)) {
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

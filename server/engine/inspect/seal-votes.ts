import { leastInk, type InkPlane } from './seal-ink.ts'

/** Where a ring may be. */
export interface Candidate {
  x: number
  y: number
  radius: number
}

const mostVoted = 8

/** Centres of rings amid other ink: edges vote along their normals (Duda and Hart 1972, with the gradient's direction). */
export function votedCentres({ data, width, height }: InkPlane): Candidate[] {
  const cell = 4
  const [columns, rows] = [Math.ceil(width / cell), Math.ceil(height / cell)]
  const votes = new Float32Array(columns * rows)
  // A seal is never as small as a letter of a heading.
  const least = Math.max(16, 0.025 * Math.max(width, height))
  // A seal may fill the picture.
  const most = Math.min(width, height) * 0.56
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
    if (chosen.length >= mostVoted) break
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

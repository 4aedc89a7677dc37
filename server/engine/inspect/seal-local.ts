import type { Ellipse } from './ellipse.ts'
import { inkAt, type InkColour, type InkPlane } from './seal-ink.ts'

/** What ink of full strength has on a plane that was evened out. */
const fullInk = 200
/** Faint ink is strengthened by no more than this: beyond it the paper's grain becomes ink. */
const mostGain = 3.5

/** How strong the ink of a rim is: the median over its directions of the strongest value near the ellipse. */
function rimLevel(plane: InkPlane, { x, y, a, b, angle }: Ellipse): number {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const levels = Array.from({ length: 180 }, (_, index) => {
    const t = (index * Math.PI) / 90
    let most = 0
    for (let share = 0.92; share <= 1.02; share += 0.01) {
      const [u, v] = [share * a * Math.cos(t), share * b * Math.sin(t)]
      most = Math.max(most, inkAt(plane, x + u * cos - v * sin, y + u * sin + v * cos))
    }
    return most
  })
  return levels.toSorted((first, second) => first - second)[levels.length >> 1]!
}

/** Steps by which black print is taken away beyond its darkest pixels: the half-dark ones at its edges. */
const edgeSteps = 3

/** Takes away what is clearly darker than the seal, and the ink that hangs together with it within a few pixels: print under a seal on a copy in black and white. */
function withoutDarker(data: Uint8Array, width: number, height: number, level: number): void {
  const darkest = Math.max(1.2 * level + 6, level + 22)
  if (darkest >= 250) return
  let front: number[] = []
  for (let at = 0; at < data.length; at += 1) if (data[at]! > darkest) front.push(at)
  // So much of it is the seal itself, unevenly inked.
  if (front.length > 0.15 * data.length) return
  for (const at of front) data[at] = 0
  for (let step = 0; step < edgeSteps; step += 1) {
    const next: number[] = []
    for (const at of front) {
      const [x, y] = [at % width, Math.floor(at / width)]
      for (const [dx, dy] of [
        [1, 0],
        [-1, 0],
        [0, 1],
        [0, -1],
      ] as const) {
        const [nx, ny] = [x + dx, y + dy]
        const to = ny * width + nx
        if (nx < 0 || ny < 0 || nx >= width || ny >= height || data[to]! < 24) continue
        data[to] = 0
        next.push(to)
      }
    }
    front = next
  }
}

/** A piece of a plane about one seal, its ink brought to one strength, and where the piece begins. */
export interface LocalPlane {
  plane: InkPlane
  left: number
  top: number
}

/** The surroundings of a seal with its ink, faint or not, brought to one strength, and (in black and white) without print that is darker. */
export function planeAround(plane: InkPlane, ellipse: Ellipse, colour: InkColour): LocalPlane {
  const reach = 1.15 * ellipse.a
  const left = Math.max(0, Math.floor(ellipse.x - reach))
  const top = Math.max(0, Math.floor(ellipse.y - reach))
  const width = Math.max(1, Math.min(plane.width, Math.ceil(ellipse.x + reach)) - left)
  const height = Math.max(1, Math.min(plane.height, Math.ceil(ellipse.y + reach)) - top)
  const level = rimLevel(plane, ellipse)
  const data = new Uint8Array(width * height)
  for (let y = 0; y < height; y += 1) {
    const from = (top + y) * plane.width + left
    data.set(plane.data.subarray(from, from + width), y * width)
  }
  if (colour === 'grey') withoutDarker(data, width, height, level)
  const gain = Math.min(mostGain, Math.max(1, fullInk / Math.max(1, level)))
  if (gain > 1) for (let at = 0; at < data.length; at += 1) data[at] = Math.min(255, gain * data[at]!)
  return { plane: { data, width, height }, left, top }
}

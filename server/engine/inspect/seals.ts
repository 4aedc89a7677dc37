import type { Point, Quad } from '../../contract/geometry.ts'
import type { Character } from '../../contract/result.ts'
import { control } from '../messages.ts'
import type { Level, Picture } from '../picture.ts'
import { readPlace, type Recogniser } from '../recognise.ts'
import type { SealReading } from '../reading.ts'
import { levelWithin } from './grey.ts'

/** How much redder a pixel is than it is anything else, 0..255: black and white print have none. */
const rednessAt = (data: Uint8Array, at: number) => Math.max(0, data[at]! - Math.max(data[at + 1]!, data[at + 2]!))

const leastRedness = 45
const mostSeals = 6

interface Circle {
  x: number
  y: number
  radius: number
}

/** Connected red spots, joined over gaps of a few pixels, as boxes with their number of red pixels. */
function redBoxes({ data, width, height }: Level): { left: number; top: number; right: number; bottom: number }[] {
  // Cells of 4 x 4 pixels: a seal's rim, star and signs then hang together.
  const cell = Math.max(4, Math.round(Math.max(width, height) / 250))
  const [columns, rows] = [Math.ceil(width / cell), Math.ceil(height / cell)]
  const red = new Uint16Array(columns * rows)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if (rednessAt(data, (y * width + x) * 3) >= leastRedness)
        red[Math.floor(y / cell) * columns + Math.floor(x / cell)]! += 1
    }
  }
  const boxes: { left: number; top: number; right: number; bottom: number }[] = []
  const seen = new Uint8Array(red.length)
  for (let start = 0; start < red.length; start += 1) {
    if (seen[start] === 1 || red[start]! < 2) continue
    const stack = [start]
    seen[start] = 1
    const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity }
    while (stack.length > 0) {
      const at = stack.pop()!
      const [x, y] = [at % columns, Math.floor(at / columns)]
      box.left = Math.min(box.left, x)
      box.right = Math.max(box.right, x + 1)
      box.top = Math.min(box.top, y)
      box.bottom = Math.max(box.bottom, y + 1)
      for (let dy = -2; dy <= 2; dy += 1) {
        for (let dx = -2; dx <= 2; dx += 1) {
          const [nx, ny] = [x + dx, y + dy]
          const next = ny * columns + nx
          if (nx < 0 || ny < 0 || nx >= columns || ny >= rows || seen[next] === 1 || red[next]! < 2) continue
          seen[next] = 1
          stack.push(next)
        }
      }
    }
    boxes.push({ left: box.left * cell, right: box.right * cell, top: box.top * cell, bottom: box.bottom * cell })
  }
  return boxes
}

/** The share of directions in which red lies near the circle. */
function coverage({ data, width, height }: Level, { x, y, radius }: Circle): number {
  let hits = 0
  const directions = 120
  for (let step = 0; step < directions; step += 1) {
    const angle = (step * 2 * Math.PI) / directions
    for (let offset = -0.035; offset <= 0.035; offset += 0.01) {
      const px = Math.round(x + radius * (1 + offset) * Math.cos(angle))
      const py = Math.round(y + radius * (1 + offset) * Math.sin(angle))
      if (px < 0 || py < 0 || px >= width || py >= height) continue
      if (rednessAt(data, (py * width + px) * 3) >= leastRedness) {
        hits += 1
        break
      }
    }
  }
  return hits / directions
}

/** Circles whose rim is red nearly all around: the best near each red spot that is about as wide as high. */
function circles(level: Level): Circle[] {
  const found: Circle[] = []
  for (const { left, top, right, bottom } of redBoxes(level)) {
    const [width, height] = [right - left, bottom - top]
    if (Math.min(width, height) < 40 || width / height > 1.35 || height / width > 1.35) continue
    const radius = (width + height) / 4
    let best: Circle & { share: number } = { x: 0, y: 0, radius: 0, share: 0 }
    const step = Math.max(1, radius * 0.02)
    for (let scale = 0.86; scale <= 1.03; scale += 0.015) {
      for (let dx = -3; dx <= 3; dx += 1) {
        for (let dy = -3; dy <= 3; dy += 1) {
          const circle = {
            x: (left + right) / 2 + dx * step,
            y: (top + bottom) / 2 + dy * step,
            radius: radius * scale,
          }
          const share = coverage(level, circle)
          // Of equally red circles the largest is the rim.
          if (share + scale * 0.02 > best.share + (best.radius / radius) * 0.02) best = { ...circle, share }
        }
      }
    }
    if (best.share >= 0.75) found.push({ x: best.x, y: best.y, radius: best.radius })
  }
  // Signs and star may hang together in a ring of their own inside the rim.
  return found
    .toSorted((first, second) => second.radius - first.radius)
    .filter(
      ({ x, y }, index, all) =>
        !all.slice(0, index).some((larger) => Math.hypot(larger.x - x, larger.y - y) < 0.6 * larger.radius),
    )
    .slice(0, mostSeals)
}

/** Height of the unrolled band: the recogniser's own, doubled, so that small seals lose nothing. */
const bandHeight = 64
/** Between the rim and the star, as shares of the radius. */
const inner = 0.52
const outer = 0.91

/** The ring of signs as a straight strip, redness as darkness, beginning and ending at the bottom. */
function unrolled(
  { data, width, height }: Level,
  { x, y, radius }: Circle,
): { picture: Picture; pointAt: (column: number, row: number) => Point } {
  const columns = Math.round((bandHeight * 2 * Math.PI * ((inner + outer) / 2)) / (outer - inner))
  const pointAt = (column: number, row: number): Point => {
    // From straight down, clockwise: left, top, right.
    const angle = Math.PI / 2 + (column / columns) * 2 * Math.PI
    const distance = radius * (outer - ((outer - inner) * row) / bandHeight)
    return [x + distance * Math.cos(angle), y + distance * Math.sin(angle)]
  }
  const pixels = new Uint8Array(columns * bandHeight * 3).fill(255)
  for (let row = 0; row < bandHeight; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const [px, py] = pointAt(column + 0.5, row + 0.5)
      const [left, top] = [Math.floor(px - 0.5), Math.floor(py - 0.5)]
      if (left < 0 || top < 0 || left + 1 >= width || top + 1 >= height) continue
      const [fx, fy] = [px - 0.5 - left, py - 0.5 - top]
      const at = (top * width + left) * 3
      const redness =
        (1 - fy) * ((1 - fx) * rednessAt(data, at) + fx * rednessAt(data, at + 3)) +
        fy * ((1 - fx) * rednessAt(data, at + width * 3) + fx * rednessAt(data, at + width * 3 + 3))
      const value = 255 - Math.min(255, 1.8 * redness)
      pixels.fill(value, (row * columns + column) * 3, (row * columns + column) * 3 + 3)
    }
  }
  const state = new Int32Array(Object.keys(control).length)
  return {
    picture: {
      width: columns,
      height: bandHeight,
      levels: [{ data: pixels, width: columns, height: bandHeight }],
      state,
    },
    pointAt,
  }
}

/**
 * From left to right, where the outer half of the strip has ink: the stretch without a gap of 20 degrees that lies at the top. Straight lines inside the
 * seal reach into the inner half only, and the rim into neither.
 */
function inkedPart({ levels, width }: Picture): { from: number; to: number } | null {
  const { data } = levels[0]!
  const inked = Array.from({ length: width }, (_, column) => {
    let count = 0
    for (let row = 5; row < 0.45 * bandHeight; row += 1) if (data[(row * width + column) * 3]! < 150) count += 1
    return count >= 3
  })
  const parts: { from: number; to: number }[] = []
  for (const [column, dark] of inked.entries()) {
    if (!dark) continue
    const last = parts.at(-1)
    if (last && column - last.to < width / 18) last.to = column + 1
    else parts.push({ from: column, to: column + 1 })
  }
  return parts.toSorted((first, second) => second.to - second.from - (first.to - first.from))[0] ?? null
}

/**
 * Round seals and what stands along their rims. The ring is unrolled on the plane of redness, under which black print vanishes, and read as one line.
 * Seals of another shape, and those too small to read, are left out.
 */
export async function readSeals(recogniser: Recogniser, picture: Picture): Promise<SealReading[]> {
  const search = levelWithin(picture, 1200)
  const full = levelWithin(picture, 2400)
  const seals: SealReading[] = []
  for (const found of circles(search.level)) {
    const scale = search.factor / full.factor
    const circle = { x: found.x * scale, y: found.y * scale, radius: found.radius * scale }
    const strip = unrolled(full.level, circle)
    const part = inkedPart(strip.picture)
    if (!part) continue
    const margin = 0.12 * bandHeight
    const [from, to] = [Math.max(0, part.from - margin), Math.min(strip.picture.width, part.to + margin)]
    const place: Quad = [
      [from, 0],
      [to, 0],
      [to, bandHeight],
      [from, bandHeight],
    ]
    const readings = []
    for (const padding of [0, -0.06, 0.06])
      readings.push(await readPlace(recogniser, strip.picture, place, { padding }))
    const best = readings.reduce((first, second) => (second.confidence > first.confidence ? second : first))
    const onPage = ([u, v]: Point): Point => {
      const [px, py] = strip.pointAt(u, v)
      return [px * full.factor, py * full.factor]
    }
    const chars: Character[] = best.chars.map((char) => ({ ...char, quad: char.quad.map(onPage) as unknown as Quad }))
    const centre: Point = [circle.x * full.factor, circle.y * full.factor]
    const radius = circle.radius * full.factor
    const [x, y] = centre
    const quad: Quad = [
      [x - radius, y - radius],
      [x + radius, y - radius],
      [x + radius, y + radius],
      [x - radius, y + radius],
    ]
    seals.push({ centre: [x, y], radius, quad, text: best.text, confidence: best.confidence, chars })
  }
  return seals
}

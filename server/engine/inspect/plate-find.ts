import { areaOf, contains, middleOf, type Point, type Quad } from '../../contract/geometry.ts'
import { project, projectionOf, sidesOf } from '../crop.ts'
import { levelFor, type Level, type Picture } from '../picture.ts'

/** The picture is looked at about this wide: a plate's strokes are still apart, its ground holds together. */
const surveyWidth = 1000
/** The least width of a plate in pixels of the survey: of a smaller one no sign can be read. */
const leastWidth = 36
/** Width over height of a plate: 440 x 140 mm, seen from the side down to half its width; one with a lower rim in shadow is wider. */
const [slimmest, widest] = [1.1, 6]
/** The share of its corners' quad that a plate's ground fills: signs cover a third, dirt and light some more. */
const leastFill = 0.38
/** Changes between light and dark along a plate's middle: seven signs have fourteen and more, blurred ones fewer, a grille many more. */
const [leastChanges, mostChanges] = [8, 44]
const samples = 120
const mostPlates = 8

/**
 * By how much blue must stand out from red: by daylight a lot, so that a black car that mirrors the sky stays out; in the dark and from afar, where the
 * white signs run into the ground, little. Each is a pass of its own.
 */
const contrasts = [2.1, 1.6, 1.35, 1.15]

const [none, blue, yellow] = [0, 1, 2]

/** The grounds that ordinary plates have, by the ratio of the channels: how much light there is makes no difference to it. */
function groundsOf({ data, width, height }: Level, contrast: number): Uint8Array {
  const grounds = new Uint8Array(width * height)
  for (let at = 0, from = 0; at < grounds.length; at++, from += 3) {
    const [red, green, blueness] = [data[from]!, data[from + 1]!, data[from + 2]!]
    if (blueness > 40 && blueness > contrast * red && blueness > 1.06 * green) grounds[at] = blue
    else if (red > 50 && red > contrast * blueness && green > 1.08 * blueness && red < 1.9 * green) grounds[at] = yellow
  }
  return grounds
}

interface Patch {
  area: number
  /** Its outermost points to the upper left, upper right, lower right and lower left. */
  corners: [number, number, number, number]
}

/** The connected patch of one ground from a pixel on; its pixels are taken out of `open`. */
function patchFrom(start: number, open: Uint8Array, width: number, stack: Int32Array): Patch {
  const ground = open[start]!
  const reach = [Infinity, Infinity, Infinity, Infinity]
  const corners: Patch['corners'] = [start, start, start, start]
  let area = 0
  let filled = 0
  stack[filled++] = start
  open[start] = none
  while (filled > 0) {
    const at = stack[--filled]!
    area++
    const x = at % width
    const y = (at - x) / width
    const outward = [x + y, y - x, -x - y, x - y]
    for (let corner = 0; corner < 4; corner++) {
      if (outward[corner]! >= reach[corner]!) continue
      reach[corner] = outward[corner]!
      corners[corner] = at
    }
    if (x > 0 && open[at - 1] === ground) open[(stack[filled++] = at - 1)] = none
    if (x < width - 1 && open[at + 1] === ground) open[(stack[filled++] = at + 1)] = none
    if (at >= width && open[at - width] === ground) open[(stack[filled++] = at - width)] = none
    if (at + width < open.length && open[at + width] === ground) open[(stack[filled++] = at + width)] = none
  }
  return { area, corners }
}

/** How often light and dark follow each other along the quad's middle, the median of three rows. */
function changesAlong(quad: Quad, { data, width, height }: Level): number {
  const projection = projectionOf(quad)
  const counts = [0.4, 0.5, 0.6].map((v) => {
    const shades = Array.from({ length: samples }, (_, step) => {
      const [x, y] = project(projection, (step + 0.5) / samples, v).map(Math.round) as Point
      const from = 3 * (Math.min(height - 1, Math.max(0, y)) * width + Math.min(width - 1, Math.max(0, x)))
      return data[from]! + data[from + 1]! + data[from + 2]!
    })
    const mean = shades.reduce((sum, shade) => sum + shade, 0) / samples
    const spread = Math.sqrt(shades.reduce((sum, shade) => sum + (shade - mean) ** 2, 0) / samples)
    let changes = 0
    let light: boolean | null = null
    for (const shade of shades) {
      if (Math.abs(shade - mean) < 0.3 * spread) continue
      if (light !== null && light !== shade > mean) changes++
      light = shade > mean
    }
    return changes
  })
  return counts.sort((first, second) => first - second)[1]!
}

/** The patches of one pass that have a plate's shape and signs, in the level's pixels. */
function placesAt(level: Level, contrast: number): Quad[] {
  const { width } = level
  const open = groundsOf(level, contrast)
  const stack = new Int32Array(open.length)
  const places: Quad[] = []
  for (let start = 0; start < open.length; start++) {
    if (open[start] === none) continue
    const { area, corners } = patchFrom(start, open, width, stack)
    if (area < (leastWidth * leastWidth) / 12) continue
    const quad = corners.map((at): Point => [at % width, Math.floor(at / width)]) as Quad
    const sides = sidesOf(quad)
    if (sides.width < leastWidth || sides.width < slimmest * sides.height || sides.width > widest * sides.height)
      continue
    if (area < leastFill * areaOf(quad)) continue
    const changes = changesAlong(quad, level)
    if (changes >= leastChanges && changes <= mostChanges) places.push(quad)
  }
  return places
}

/** Places that have the ground, the shape and the signs of a blue or a yellow plate, the widest first. */
export function findPlates(picture: Picture): Quad[] {
  const { level, factor } = levelFor(picture, Math.max(1, picture.width / surveyWidth))
  const found: Quad[] = []
  for (const contrast of contrasts) {
    for (const quad of placesAt(level, contrast))
      if (!found.some((other) => contains(other, middleOf(quad)))) found.push(quad)
  }
  return found
    .toSorted((first, second) => sidesOf(second).width - sidesOf(first).width)
    .slice(0, mostPlates)
    .map((quad) => quad.map(([x, y]): Point => [(x + 0.5) * factor, (y + 0.5) * factor]) as Quad)
}

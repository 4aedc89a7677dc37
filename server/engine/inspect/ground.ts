import type { Quad } from '../../contract/geometry.ts'
import { levelFor, type Picture } from '../picture.ts'
import type { GroundReading } from '../reading.ts'

/** Samples along and across the place. */
const [wide, high] = [64, 24]

type Shade = Exclude<keyof GroundReading, 'base' | 'print'>

/** The name that people give a colour. Hues in degrees; what has little colour is told by its lightness alone. */
function shadeOf(red: number, green: number, blue: number): Shade | null {
  const most = Math.max(red, green, blue)
  const least = Math.min(red, green, blue)
  const chroma = most - least
  if (chroma < 0.16 * most || most < 40) return most < 90 ? 'black' : most > 150 ? 'white' : null
  const sector =
    most === red ? (green - blue) / chroma : most === green ? (blue - red) / chroma + 2 : (red - green) / chroma + 4
  const hue = (sector * 60 + 360) % 360
  if (hue >= 25 && hue < 68) return 'yellow'
  if (hue >= 80 && hue < 185) return 'green'
  if (hue >= 190 && hue < 265) return 'blue'
  return null
}

type Rgb = [red: number, green: number, blue: number]

/** The level of light that parts samples best into dark and light ones (Otsu 1979). */
function thresholdOf(lights: readonly number[]): number {
  const sorted = lights.toSorted((first, second) => first - second)
  const total = sorted.reduce((sum, light) => sum + light, 0)
  let [best, threshold, below] = [-1, 0, 0]
  for (let count = 1; count < sorted.length; count += 1) {
    below += sorted[count - 1]!
    const apart = below / count - (total - below) / (sorted.length - count)
    const between = count * (sorted.length - count) * apart * apart
    if (between > best) [best, threshold] = [between, (sorted[count - 1]! + sorted[count]!) / 2]
  }
  return threshold
}

/** The mean colours of what covers more of a place and of what stands on it. */
function twoColours(samples: readonly Rgb[]): Pick<GroundReading, 'base' | 'print'> {
  const lightOf = ([red, green, blue]: Rgb) => red + green + blue
  const threshold = thresholdOf(samples.map(lightOf))
  const mean = (some: readonly Rgb[]) =>
    [0, 1, 2].map(
      (channel) => some.reduce((sum, sample) => sum + sample[channel]!, 0) / Math.max(1, some.length),
    ) as Rgb
  const dark = samples.filter((sample) => lightOf(sample) <= threshold)
  const light = samples.filter((sample) => lightOf(sample) > threshold)
  return dark.length > light.length
    ? { base: mean(dark), print: mean(light) }
    : { base: mean(light), print: mean(dark) }
}

/** Which colours a place has, as shares of its area; what has none of their names has no share. */
export function measureGround(picture: Picture, within: Quad): GroundReading {
  const [a, b, c, d] = within
  const shrink = Math.max(1, Math.hypot(b[0] - a[0], b[1] - a[1]) / wide)
  const { level, factor } = levelFor(picture, shrink)
  const shares = { blue: 0, yellow: 0, green: 0, white: 0, black: 0 }
  const samples: Rgb[] = []
  for (let row = 0; row < high; row += 1) {
    const v = (row + 0.5) / high
    for (let column = 0; column < wide; column += 1) {
      const u = (column + 0.5) / wide
      const at = (axis: 0 | 1) => (1 - v) * ((1 - u) * a[axis] + u * b[axis]) + v * ((1 - u) * d[axis] + u * c[axis])
      const x = Math.floor(at(0) / factor)
      const y = Math.floor(at(1) / factor)
      if (x < 0 || y < 0 || x >= level.width || y >= level.height) continue
      const from = (y * level.width + x) * 3
      const sample: Rgb = [level.data[from]!, level.data[from + 1]!, level.data[from + 2]!]
      samples.push(sample)
      const shade = shadeOf(...sample)
      if (shade !== null) shares[shade] += 1 / (wide * high)
    }
  }
  return { ...shares, ...twoColours(samples) }
}

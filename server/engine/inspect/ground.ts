import type { Quad } from '../../contract/geometry.ts'
import { levelFor, type Picture } from '../picture.ts'
import type { GroundReading } from '../reading.ts'

/** Samples along and across the place. */
const [wide, high] = [64, 24]

type Shade = keyof GroundReading

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

/** Which colours a place has, as shares of its area; what has none of their names has no share. */
export function measureGround(picture: Picture, within: Quad): GroundReading {
  const [a, b, c, d] = within
  const shrink = Math.max(1, Math.hypot(b[0] - a[0], b[1] - a[1]) / wide)
  const { level, factor } = levelFor(picture, shrink)
  const shares: GroundReading = { blue: 0, yellow: 0, green: 0, white: 0, black: 0 }
  for (let row = 0; row < high; row += 1) {
    const v = (row + 0.5) / high
    for (let column = 0; column < wide; column += 1) {
      const u = (column + 0.5) / wide
      const at = (axis: 0 | 1) => (1 - v) * ((1 - u) * a[axis] + u * b[axis]) + v * ((1 - u) * d[axis] + u * c[axis])
      const x = Math.floor(at(0) / factor)
      const y = Math.floor(at(1) / factor)
      if (x < 0 || y < 0 || x >= level.width || y >= level.height) continue
      const from = (y * level.width + x) * 3
      const shade = shadeOf(level.data[from]!, level.data[from + 1]!, level.data[from + 2]!)
      if (shade !== null) shares[shade] += 1 / (wide * high)
    }
  }
  return shares
}

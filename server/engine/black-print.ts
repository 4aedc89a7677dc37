import type { Crop } from './crop.ts'

/** Where the level of the ground and that of the print stand among a window's values. */
const groundAt = 0.8
const printAt = 0.02
/** Less contrast than this (of 2, the planes' range) is no print. */
const leastContrast = 0.25

/** The values of some columns in order. */
function sorted(plane: Float32Array, { width, height }: Crop, from: number, to: number): Float32Array {
  const values = new Float32Array(Math.max(0, to - from) * height)
  for (let row = 0; row < height; row++)
    values.set(plane.subarray(row * width + from, row * width + to), row * (to - from))
  return values.sort()
}

/**
 * Leaves of a crop nothing but its black print, in place. The brightest of the three channels counts, in which print and lines of any colour (a
 * watermark, a guilloche, a seal) fade; then the ground becomes white and the print black along the line, as both are about the place, and what is
 * lighter than half of the way to the print fades into the ground.
 */
export function keepBlackPrint(crop: Crop): void {
  const { planes, width, height } = crop
  const size = width * height
  const [blue, green, red] = [0, 1, 2].map((index) => planes.subarray(index * size, (index + 1) * size))
  for (let at = 0; at < size; at++) red![at] = Math.max(red![at]!, green![at]!, blue![at]!)
  // Levels are taken about every half height from a window of two heights, and change evenly between.
  const step = Math.max(8, Math.round(height / 2))
  const count = Math.ceil(width / step) + 1
  const grounds = new Float32Array(count)
  const prints = new Float32Array(count)
  for (let index = 0; index < count; index++) {
    const middle = Math.min(width, index * step)
    const values = sorted(red!, crop, Math.max(0, middle - height), Math.min(width, middle + height))
    grounds[index] = values[Math.floor(groundAt * (values.length - 1))] ?? 1
    prints[index] = values[Math.floor(printAt * (values.length - 1))] ?? -1
  }
  for (let column = 0; column < width; column++) {
    const index = Math.floor(column / step)
    const share = column / step - index
    const ground = grounds[index]! * (1 - share) + grounds[index + 1]! * share
    const print = prints[index]! * (1 - share) + prints[index + 1]! * share
    const contrast = Math.max(leastContrast, ground - print)
    for (let row = 0; row < height; row++) {
      const at = row * width + column
      const light = Math.min(1, Math.max(0, 1 - (ground - red![at]!) / contrast))
      const value = 2 * light * light * (3 - 2 * light) - 1
      red![at] = value
      green![at] = value
      blue![at] = value
    }
  }
}

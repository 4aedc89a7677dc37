import type { Picture } from '../picture.ts'
import type { QualityReading } from '../reading.ts'
import { greyOf, levelWithin, type Grey } from './grey.ts'

/** Variance of the 3 x 3 Laplacian (Pech-Pacheco et al. 2000), of the sharpest quarter of tiles: plain ground says nothing about focus. */
export function sharpnessOf({ data, width, height }: Grey): number {
  const tiles = 6
  const variances: number[] = []
  for (let row = 0; row < tiles; row += 1) {
    for (let column = 0; column < tiles; column += 1) {
      const [left, right] = [Math.floor((column * width) / tiles), Math.floor(((column + 1) * width) / tiles)]
      const [top, bottom] = [Math.floor((row * height) / tiles), Math.floor(((row + 1) * height) / tiles)]
      let sum = 0
      let squares = 0
      let count = 0
      for (let y = Math.max(1, top); y < Math.min(height - 1, bottom); y += 1) {
        for (let x = Math.max(1, left); x < Math.min(width - 1, right); x += 1) {
          const at = y * width + x
          const value = 4 * data[at]! - data[at - 1]! - data[at + 1]! - data[at - width]! - data[at + width]!
          sum += value
          squares += value * value
          count += 1
        }
      }
      if (count > 0) variances.push(squares / count - (sum / count) ** 2)
    }
  }
  const sharpest = variances.toSorted((first, second) => second - first).slice(0, Math.ceil(variances.length / 4))
  return sharpest.reduce((total, variance) => total + variance, 0) / Math.max(1, sharpest.length)
}

const side = 128

/** In-place radix-2 FFT of `count` values from `start` in steps of `stride` (Cooley and Tukey 1965). */
function transform(real: Float64Array, imaginary: Float64Array, start: number, stride: number, count: number): void {
  for (let index = 1, reversed = 0; index < count; index += 1) {
    let bit = count >> 1
    for (; reversed & bit; bit >>= 1) reversed ^= bit
    reversed ^= bit
    if (index >= reversed) continue
    const [a, b] = [start + index * stride, start + reversed * stride]
    ;[real[a], real[b]] = [real[b]!, real[a]!]
    ;[imaginary[a], imaginary[b]] = [imaginary[b]!, imaginary[a]!]
  }
  for (let length = 2; length <= count; length <<= 1) {
    const angle = (-2 * Math.PI) / length
    for (let block = 0; block < count; block += length) {
      for (let step = 0; step < length / 2; step += 1) {
        const [cos, sin] = [Math.cos(angle * step), Math.sin(angle * step)]
        const a = start + (block + step) * stride
        const b = a + (length / 2) * stride
        const re = real[b]! * cos - imaginary[b]! * sin
        const im = real[b]! * sin + imaginary[b]! * cos
        real[b] = real[a]! - re
        imaginary[b] = imaginary[a]! - im
        real[a] = real[a]! + re
        imaginary[a] = imaginary[a]! + im
      }
    }
  }
}

/** Mean power spectrum of patches spread over the picture, each with its mean taken off and a Hann window. */
function spectrumOf({ data, width, height }: Grey): Float64Array | null {
  const columns = Math.min(5, Math.floor(width / side))
  const rows = Math.min(4, Math.floor(height / side))
  if (columns === 0 || rows === 0) return null
  const power = new Float64Array(side * side)
  const window = Float64Array.from(
    { length: side },
    (_, index) => 0.5 - 0.5 * Math.cos((2 * Math.PI * index) / (side - 1)),
  )
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const left = Math.floor(((column + 0.5) * width) / columns - side / 2)
      const top = Math.floor(((row + 0.5) * height) / rows - side / 2)
      const real = new Float64Array(side * side)
      const imaginary = new Float64Array(side * side)
      let mean = 0
      for (let y = 0; y < side; y += 1) {
        for (let x = 0; x < side; x += 1) mean += data[(Math.max(0, top) + y) * width + Math.max(0, left) + x]!
      }
      mean /= side * side
      for (let y = 0; y < side; y += 1) {
        for (let x = 0; x < side; x += 1) {
          real[y * side + x] =
            (data[(Math.max(0, top) + y) * width + Math.max(0, left) + x]! - mean) * window[x]! * window[y]!
        }
      }
      for (let y = 0; y < side; y += 1) transform(real, imaginary, y * side, 1, side)
      for (let x = 0; x < side; x += 1) transform(real, imaginary, x, side, side)
      // Logarithms: one patch full of print must not outvote the others.
      for (let at = 0; at < power.length; at += 1) power[at]! += Math.log1p(real[at]! ** 2 + imaginary[at]! ** 2)
    }
  }
  const patches = rows * columns
  return power.map((value) => value / patches)
}

/**
 * How far the strongest peak stands above the ring of its own frequency, as a ratio of powers. Print, paper and noise spread over a ring; a screen's
 * grid is a spot. The axes, where rules, edges and JPEG's blocks lie, are left out, and so are low frequencies.
 */
export function moireOf(grey: Grey): number {
  const power = spectrumOf(grey)
  if (!power) return 1
  const half = side / 2
  const rings = new Map<number, number[]>()
  const spots: { ring: number; value: number }[] = []
  for (let v = 0; v < side; v += 1) {
    for (let u = 0; u < half; u += 1) {
      const y = v < half ? v : v - side
      const radius = Math.hypot(u, y)
      if (radius < 12 || radius > half - 2 || u < 4 || Math.abs(y) < 4) continue
      const ring = Math.round(radius / 3)
      const value = power[v * side + u]!
      const list = rings.get(ring)
      if (list) list.push(value)
      else rings.set(ring, [value])
      spots.push({ ring, value })
    }
  }
  const medians = new Map(
    Array.from(rings, ([ring, values]) => [
      ring,
      values.toSorted((first, second) => first - second)[Math.floor(values.length / 2)]!,
    ]),
  )
  const highest = spots.reduce((most, { ring, value }) => Math.max(most, value - medians.get(ring)!), 0)
  return Math.exp(highest)
}

/** Width over height of what stands out from the ground at the picture's edge; null when the edge is not of one colour or nothing stands out. */
export function outlineAspect({ data, width, height }: Grey): number | null {
  const border: number[] = []
  const depth = Math.max(2, Math.round(0.012 * Math.max(width, height)))
  for (let x = 0; x < width; x += 2) border.push(data[depth * width + x]!, data[(height - 1 - depth) * width + x]!)
  for (let y = 0; y < height; y += 2) border.push(data[y * width + depth]!, data[y * width + width - 1 - depth]!)
  border.sort((first, second) => first - second)
  const ground = border[Math.floor(border.length / 2)]!
  const spread = border[Math.floor(border.length * 0.9)]! - border[Math.floor(border.length * 0.1)]!
  if (spread > 70) return null
  const limit = Math.max(18, 0.6 * spread)
  const columns = new Float64Array(width)
  const rows = new Float64Array(height)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if (Math.abs(data[y * width + x]! - ground) <= limit) continue
      columns[x]! += 1 / height
      rows[y]! += 1 / width
    }
  }
  const extent = (shares: Float64Array) => {
    const first = shares.findIndex((share) => share > 0.3)
    const last = shares.findLastIndex((share) => share > 0.3)
    return first < 0 ? 0 : last - first + 1
  }
  const [w, h] = [extent(columns), extent(rows)]
  return w < 0.25 * width || h < 0.25 * height || (w > 0.97 * width && h > 0.97 * height) ? null : w / h
}

/** Measures of a photograph; thresholds are the caller's. */
export function measureQuality(picture: Picture): QualityReading {
  const { level } = levelWithin(picture, 1400)
  const grey = greyOf(level)
  const small = greyOf(levelWithin(picture, 800).level)
  return { sharpness: sharpnessOf(grey), moire: moireOf(grey), outlineAspect: outlineAspect(small) }
}

import jsqr from 'jsqr'
import type { Quad } from '../../contract/geometry.ts'
import type { Level, Picture } from '../picture.ts'
import type { CodeReading } from '../reading.ts'
import { levelWithin } from './grey.ts'

// The package is CommonJS with a `default` of its own.
const decode = typeof jsqr === 'function' ? jsqr : (jsqr as unknown as { default: typeof jsqr }).default

const mostCodes = 12

interface Window {
  left: number
  top: number
  width: number
  height: number
}

/** RGBA pixels of a part of a level; places that have been read already are white. */
function pixelsOf(
  { data, width: stride }: Level,
  { left, top, width, height }: Window,
  covered: readonly Quad[],
): Uint8ClampedArray {
  const pixels = new Uint8ClampedArray(width * height * 4)
  for (let y = 0, at = 0; y < height; y += 1) {
    let from = ((top + y) * stride + left) * 3
    for (let x = 0; x < width; x += 1, at += 4, from += 3) {
      pixels[at] = data[from]!
      pixels[at + 1] = data[from + 1]!
      pixels[at + 2] = data[from + 2]!
      pixels[at + 3] = 255
    }
  }
  for (const quad of covered) {
    const xs = quad.map(([x]) => x)
    const ys = quad.map(([, y]) => y)
    const margin = 0.04 * (Math.max(...xs) - Math.min(...xs))
    const clampX = (x: number) => Math.max(0, Math.min(width, Math.round(x - left)))
    const clampY = (y: number) => Math.max(0, Math.min(height, Math.round(y - top)))
    const [fromX, toX] = [clampX(Math.min(...xs) - margin), clampX(Math.max(...xs) + margin)]
    for (let y = clampY(Math.min(...ys) - margin); y < clampY(Math.max(...ys) + margin); y += 1) {
      pixels.fill(255, (y * width + fromX) * 4, (y * width + toX) * 4)
    }
  }
  return pixels
}

/** The decoder sees one code at a time: what was found is covered and the window is looked at again. */
function codesIn(level: Level, window: Window, found: CodeReading[]): void {
  while (found.length < mostCodes) {
    const covered = found.map(({ quad }) => quad)
    const code = decode(pixelsOf(level, window, covered), window.width, window.height)
    if (!code) return
    const { topLeftCorner, topRightCorner, bottomRightCorner, bottomLeftCorner } = code.location
    const corners = [topLeftCorner, topRightCorner, bottomRightCorner, bottomLeftCorner]
    const quad = corners.map(({ x, y }) => [x + window.left, y + window.top]) as unknown as Quad
    const again = found.some((other) => Math.hypot(other.quad[0][0] - quad[0][0], other.quad[0][1] - quad[0][1]) < 4)
    if (again) return
    found.push({ text: code.data, quad })
  }
}

/** The whole, then four quarters that overlap by half of their side: several codes in one picture confuse each other's finder patterns. */
function windowsOf({ width, height }: Level): Window[] {
  const whole = { left: 0, top: 0, width, height }
  const [w, h] = [Math.ceil(width * 0.6), Math.ceil(height * 0.6)]
  const parts = [0, width - w].flatMap((left) => [0, height - h].map((top) => ({ left, top, width: w, height: h })))
  return [whole, ...parts]
}

const scaled = (codes: readonly CodeReading[], factor: number): CodeReading[] =>
  codes.map(({ text, quad }) => ({ text, quad: quad.map(([x, y]) => [x * factor, y * factor]) as unknown as Quad }))

/**
 * Every QR code that can be read. The picture is looked at in a small size first (500 to 1000 pixels), where codes of any usual size are quickly found, then
 * at full size (up to 2400) for small ones; in parts only where the whole says nothing.
 */
export function findCodes(picture: Picture): CodeReading[] {
  let found: CodeReading[] = []
  let before = 0
  for (const side of [1000, 2400]) {
    const { level, factor } = levelWithin(picture, side)
    if (factor === before) continue
    before = factor
    const here = scaled(found, 1 / factor)
    const windows = windowsOf(level)
    for (const window of found.length > 0 ? windows.slice(0, 1) : windows) codesIn(level, window, here)
    found = scaled(here, factor)
  }
  return found
}

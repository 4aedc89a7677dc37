import type { Crop } from './crop.ts'

/** Where a crop is ink rather than paper. `mask` has one byte a pixel, row by row. */
export interface Ink {
  mask: Uint8Array
  width: number
  height: number
}

/** Two classes of grey nearer together than this (of 255) are noise, not ink on paper. */
export const leastContrast = 24

/** The grey value that parts a histogram into the two classes that lie furthest apart (Otsu 1979), and how far apart their means are. */
function otsu(histogram: Uint32Array): { threshold: number; contrast: number } {
  let total = 0
  let sum = 0
  for (let grey = 0; grey < 256; grey++) {
    total += histogram[grey]!
    sum += grey * histogram[grey]!
  }
  let below = 0
  let sumBelow = 0
  let best = -1
  let threshold = 127
  let contrast = 0
  for (let grey = 0; grey < 255; grey++) {
    below += histogram[grey]!
    sumBelow += grey * histogram[grey]!
    if (below === 0 || below === total) continue
    const distance = (sum - sumBelow) / (total - below) - sumBelow / below
    const between = below * (total - below) * distance * distance
    if (between > best) {
      best = between
      threshold = grey
      contrast = distance
    }
  }
  return { threshold, contrast }
}

/**
 * Parts ink from paper, light on dark as well as dark on light: the paper is what most of the crop's edge shows. Null when the contrast is too
 * weak to say.
 */
export function inkOf({ planes, width, height }: Crop): Ink | null {
  const size = width * height
  const grey = new Uint8Array(size)
  const histogram = new Uint32Array(256)
  for (let at = 0; at < size; at++) {
    // -1..1 to 0..255, rounded.
    const byte = ((planes[at]! + planes[at + size]! + planes[at + 2 * size]!) * 42.5 + 128) | 0
    grey[at] = byte
    histogram[byte]!++
  }
  const { threshold, contrast } = otsu(histogram)
  if (contrast < leastContrast) return null
  let light = 0
  let edge = 0
  for (const row of [0, 1, height - 2, height - 1]) {
    for (let x = 0; x < width; x++, edge++) if (grey[row * width + x]! > threshold) light++
  }
  const darkInk = 2 * light >= edge
  const mask = new Uint8Array(size)
  for (let at = 0; at < size; at++) mask[at] = grey[at]! > threshold !== darkInk ? 1 : 0
  return { mask, width, height }
}

/** How many pixels of ink each row has between two columns. */
function rowsOf(ink: Ink, from: number, to: number): Uint32Array {
  const rows = new Uint32Array(ink.height)
  for (let y = 0; y < ink.height; y++) {
    let count = 0
    for (let x = from; x < to; x++) count += ink.mask[y * ink.width + x]!
    rows[y] = count
  }
  return rows
}

/** How many pixels of ink each column has between two rows. */
export function columnsOf(ink: Ink, from: number, to: number): Uint32Array {
  const columns = new Uint32Array(ink.width)
  for (let y = from; y < to; y++) {
    for (let x = 0; x < ink.width; x++) columns[x]! += ink.mask[y * ink.width + x]!
  }
  return columns
}

/**
 * Top and bottom of the text between two columns, in rows of the crop. Rules along the outer quarters and bits of neighbouring lines that touch
 * the crop's edge are not text; neither are rows with less than `least` pixels of ink. Null when what is left is too low to be a line of ordinary signs (a dash, a rule).
 */
export function heightOf(
  ink: Ink,
  from: number,
  to: number,
  least = Math.max(1, Math.min(4, Math.round((to - from) * 0.008))),
): { top: number; bottom: number } | null {
  const { height } = ink
  const rows = rowsOf(ink, from, to)
  const span = Math.max(1, to - from)
  const bands: { top: number; bottom: number; ink: number }[] = []
  for (let y = 0; y < height; y++) {
    const rule = rows[y]! > 0.85 * span && span > height && (y < height / 4 || y >= (3 * height) / 4)
    if (rule || rows[y]! < least) continue
    const last = bands.at(-1)
    if (last && last.bottom === y) {
      last.bottom = y + 1
      last.ink += rows[y]!
    } else bands.push({ top: y, bottom: y + 1, ink: rows[y]! })
  }
  const main = bands.reduce<(typeof bands)[number] | null>((a, b) => (a && a.ink >= b.ink ? a : b), null)
  if (!main) return null
  let { top, bottom } = main
  for (const band of bands) {
    const stray = (band.top === 0 || band.bottom === height) && band.bottom - band.top < height / 4
    if (band === main || stray) continue
    top = Math.min(top, band.top)
    bottom = Math.max(bottom, band.bottom)
  }
  return bottom - top >= 0.35 * height ? { top, bottom } : null
}

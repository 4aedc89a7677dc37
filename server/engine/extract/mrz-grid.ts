import { heightOf, middleOf, type Box } from './geometry.ts'
import { mrzSigns } from './mrz-find.ts'
import type { Glyph, Row } from './text-stream.ts'

/**
 * An MRZ is printed in one pitch (ICAO 9303-3, 4.4), so a sign's place along the line says which position it holds, whatever the recogniser lost
 * or read twice before it. `origin` is the middle of position 0.
 */
export interface Grid {
  origin: number
  pitch: number
  /** Positions a line. */
  length: number
}

/** One line of the zone: where it stands, and how its positions are found. */
export interface MrzLine extends Box {
  grid: Grid
}

const centreOf = ({ left, right }: Box) => (left + right) / 2

function median(numbers: readonly number[]): number {
  return numbers.toSorted((first, second) => first - second)[Math.floor(numbers.length / 2)] ?? 0
}

/** Least squares of centres over indices; null when they do not fit a pitch. */
function regress(points: readonly { index: number; centre: number }[]): { origin: number; pitch: number } | null {
  const count = points.length
  const meanIndex = points.reduce((sum, { index }) => sum + index, 0) / count
  const meanCentre = points.reduce((sum, { centre }) => sum + centre, 0) / count
  let covariance = 0
  let variance = 0
  for (const { index, centre } of points) {
    covariance += (index - meanIndex) * (centre - meanCentre)
    variance += (index - meanIndex) ** 2
  }
  if (variance === 0) return null
  const pitch = covariance / variance
  return pitch > 0 ? { origin: meanCentre - pitch * meanIndex, pitch } : null
}

/** Pitch and origin of one row: indices by steps between neighbours, then all at once until they settle. */
function fitRow(glyphs: readonly Glyph[]): { origin: number; pitch: number; residual: number } | null {
  const centres = glyphs.map(centreOf)
  const steps = centres.slice(1).map((centre, index) => centre - centres[index]!)
  const start = median(steps)
  if (centres.length < 8 || start <= 0) return null
  let indices = [0]
  for (const step of steps) indices.push(indices.at(-1)! + Math.max(0, Math.round(step / start)))
  let fit: { origin: number; pitch: number } | null = null
  for (let round = 0; round < 4; round += 1) {
    fit = regress(indices.map((index, at) => ({ index, centre: centres[at]! })))
    if (!fit) return null
    const { origin, pitch } = fit
    indices = centres.map((centre) => Math.round((centre - origin) / pitch))
  }
  const { origin, pitch } = fit!
  const residual = median(centres.map((centre, at) => Math.abs((centre - origin) / pitch - indices[at]!)))
  return { origin: origin + indices[0]! * pitch, pitch, residual }
}

const lengths = [44, 36, 30]

/** The length of the format that lines of so many positions belong to; a position too many may be a speck. */
function formatLength(extent: number, rows: number): number {
  const possible = rows === 3 ? [30] : lengths.filter((length) => rows < 3 || length === 30)
  return possible.toSorted((first, second) => Math.abs(first - extent) - Math.abs(second - extent))[0]!
}

/**
 * Places a zone's rows on their common grid. Null when the print has no pitch (a proportional typeface): positions then follow from the order
 * of the signs alone.
 */
export function gridLines(rows: readonly Row[]): MrzLine[] | null {
  const fits = rows.map(({ glyphs }) => fitRow(glyphs.filter(({ text }) => mrzSigns(text).length === 1)))
  const known = fits.filter((fit) => fit !== null && fit.residual < 0.2)
  if (known.length === 0) return null
  const pitch = median(known.map((fit) => fit!.pitch))
  if (known.some((fit) => Math.abs(fit!.pitch - pitch) > 0.06 * pitch)) return null
  const origin = Math.min(...known.map((fit) => fit!.origin))
  const last = Math.max(...rows.map((row, index) => (fits[index] ? centreOf(row.glyphs.at(-1)!) : -Infinity)))
  const length = formatLength(Math.round((last - origin) / pitch) + 1, rows.length)
  return rows.map((row, index) => {
    const fit = fits[index]
    const good = fit && fit.residual < 0.2 ? fit : null
    // A line that lost its first signs begins a whole number of positions further right than its neighbour.
    const shift = good ? Math.round((good.origin - origin) / pitch) : 0
    const own = good ? good.origin - shift * good.pitch : origin
    return {
      left: row.left,
      right: row.right,
      top: row.top,
      bottom: row.bottom,
      grid: { origin: own, pitch: good?.pitch ?? pitch, length },
    }
  })
}

/** The position that a glyph holds, or null when it stands outside the line or between two positions. */
export function positionOf(glyph: Box, { origin, pitch, length }: Grid): number | null {
  const place = (centreOf(glyph) - origin) / pitch
  const index = Math.round(place)
  return index >= 0 && index < length && Math.abs(place - index) < 0.48 ? index : null
}

/** The box of positions `from` to `to` (exclusive), as high as the line's signs. */
export function boxAt(line: MrzLine, from: number, to: number): Box {
  const { origin, pitch } = line.grid
  return {
    left: origin + (from - 0.5) * pitch,
    right: origin + (to - 0.5) * pitch,
    top: middleOf(line) - heightOf(line) / 2,
    bottom: middleOf(line) + heightOf(line) / 2,
  }
}

import type { Quad } from '../../contract/geometry.ts'
import { heightOf, middleOf, type Box, type Frame } from './geometry.ts'
import { mrzSigns } from './mrz-find.ts'
import type { Glyph, Row } from './text-stream.ts'

/**
 * An MRZ is printed in one pitch (ICAO 9303-3, 4.4), so a sign's place along the line says which position it holds, whatever the recogniser lost
 * or read twice before it. `origin` is the middle of position 0.
 */
export interface Grid {
  origin: number
  pitch: number
  /** What perspective adds to the pitch: the middle of position k is origin + pitch k + bend k^2. */
  bend: number
  /** Positions a line. */
  length: number
}

/** One line of the zone: where it stands, and how its positions are found. */
export interface MrzLine {
  grid: Grid
  /** The middle of the print at the frame's origin, and how much lower it runs for each unit to the right: lines of a tilted page diverge. */
  middle: number
  tilt: number
  height: number
}

export const centreOf = ({ left, right }: Box) => (left + right) / 2

function median(numbers: readonly number[]): number {
  return numbers.toSorted((first, second) => first - second)[Math.floor(numbers.length / 2)] ?? 0
}

/** Least squares of centres over indices, with a bend when there are signs enough to tell (perspective); null when they do not fit a pitch. */
function regress(points: readonly { index: number; centre: number }[]): Omit<Fit, 'residual'> | null {
  const count = points.length
  const middle = points.reduce((sum, { index }) => sum + index, 0) / count
  const mean = points.reduce((sum, { centre }) => sum + centre, 0) / count
  let s2 = 0
  let s3 = 0
  let s4 = 0
  let sc = 0
  let sc2 = 0
  for (const { index, centre } of points) {
    const x = index - middle
    s2 += x * x
    s3 += x ** 3
    s4 += x ** 4
    sc += x * (centre - mean)
    sc2 += x * x * (centre - mean)
  }
  if (s2 === 0) return null
  // Normal equations of mean + slope x + bend (x^2 - s2 / count), x measured from the middle.
  const bendVariance = s4 - (s2 * s2) / count
  const determinant = s2 * bendVariance - s3 * s3
  const bent = count >= 24 && determinant > 1e-6 * s2 * bendVariance
  const bend = bent ? (s2 * sc2 - s3 * sc) / determinant : 0
  const slope = bent ? (bendVariance * sc - s3 * sc2) / determinant : sc / s2
  const pitch = slope - 2 * bend * middle
  const origin = mean - (bend * s2) / count - slope * middle + bend * middle * middle
  return slope > 0 && pitch > 0 && Math.abs(bend) * 44 < 0.2 * slope ? { origin, pitch, bend } : null
}

interface Fit extends Omit<Grid, 'length'> {
  /** Median distance of a sign from its position, in pitches. */
  residual: number
}

/** The grid of signs whose positions are known; null when they fit no pitch. */
export function gridThrough(places: readonly { index: number; glyph: Box }[], length: number): Grid | null {
  if (places.length < 8) return null
  const fit = regress(places.map(({ index, glyph }) => ({ index, centre: centreOf(glyph) })))
  return fit && { ...fit, length }
}

/** The place of a centre in positions, not rounded. */
function placeOf(centre: number, { origin, pitch, bend }: Omit<Grid, 'length'>): number {
  let place = (centre - origin) / pitch
  for (let round = 0; round < 4; round += 1) place = (centre - origin) / (pitch + bend * place)
  return place
}

/** Fits one row from a guess of where its first position and its pitch are; position 0 is the guess's. */
function fitFrom(centres: readonly number[], guess: Omit<Grid, 'length'>): Fit | null {
  let fit = guess
  for (let round = 0; round < 5; round += 1) {
    const next = regress(centres.map((centre) => ({ index: Math.round(placeOf(centre, fit)), centre })))
    if (!next) return null
    fit = next
  }
  const offsets = centres.map((centre) => {
    const place = placeOf(centre, fit)
    return Math.abs(place - Math.round(place))
  })
  return { ...fit, residual: median(offsets) + offsets.filter((offset) => offset > 0.35).length / offsets.length }
}

/** Guesses for a row: its own extent and that of all rows in each format's positions, then the usual step between its neighbours. */
function fitRow(glyphs: readonly Glyph[], extent: Box, formats: readonly number[]): Fit | null {
  const centres = glyphs.map(centreOf)
  if (centres.length < 8) return null
  const step = median(centres.slice(1).map((centre, index) => centre - centres[index]!))
  const own = { left: centres[0]!, right: centres.at(-1)! }
  const guesses = formats.flatMap((length) =>
    [own, extent].map(({ left, right }) => ({ origin: left, pitch: (right - left) / (length - 1), bend: 0 })),
  )
  guesses.push({ origin: own.left, pitch: step, bend: 0 })
  let best: Fit | null = null
  for (const guess of guesses) {
    if (!(guess.pitch > 0.75 * step && guess.pitch < 1.35 * step)) continue
    const fit = fitFrom(centres, guess)
    if (fit && (!best || fit.residual < best.residual - 0.01)) best = fit
  }
  return best
}

const lengths = [44, 36, 30]

/** A zone that begins with P is a passport's, which has 44 positions; cards of two lines begin with A, C or I, visas with V (ICAO 9303-4 to 9303-7). */
const isPassport = ([first]: readonly Row[]) =>
  first !== undefined && mrzSigns(first.glyphs[0]?.text ?? '') === 'P' && first.glyphs.length >= 12

/** The length of the format that lines of so many positions belong to; a position too many may be a speck. */
function formatLength(extent: number, rows: readonly Row[]): number {
  if (rows.length === 2 && isPassport(rows)) return 44
  const possible = rows.length === 3 ? [30] : lengths.filter((length) => rows.length < 3 || length === 30)
  return possible.toSorted((first, second) => Math.abs(first - extent) - Math.abs(second - extent))[0]!
}

/**
 * Places a zone's rows on their common grid. Null when the print has no pitch (a proportional typeface): positions then follow from the order
 * of the signs alone.
 */
export function gridLines(rows: readonly Row[]): MrzLine[] | null {
  const signs = rows.map(({ glyphs }) => glyphs.filter(({ text }) => mrzSigns(text).length === 1))
  const ends = signs.flatMap((row) => (row.length > 0 ? [centreOf(row[0]!), centreOf(row.at(-1)!)] : []))
  const extent: Box = { left: Math.min(...ends), right: Math.max(...ends), top: 0, bottom: 0 }
  const formats = rows.length === 3 ? [30] : rows.length === 2 ? (isPassport(rows) ? [44] : [44, 36]) : lengths
  const fits = signs.map((row) => fitRow(row, extent, formats))
  const good = fits.map((fit) => (fit && fit.residual < 0.3 ? fit : null))
  const known = good.filter((fit) => fit !== null)
  if (known.length === 0) return null
  const placed = signs.map((row, index) => {
    const fit = good[index]
    if (!fit || row.length === 0) return null
    const first = Math.round(placeOf(centreOf(row[0]!), fit))
    const last = Math.round(placeOf(centreOf(row.at(-1)!), fit))
    return { fit, first, count: last - first + 1, left: centreOf(row[0]!) }
  })
  const longest = Math.max(...placed.map((row) => row?.count ?? 0))
  const length = formatLength(longest, rows)
  const leader = placed.find((row) => row?.count === longest)!
  return rows.map((row, index) => {
    const own = placed[index] ?? leader
    // A line that lost its first signs begins some positions further right than the one that lost none. Skew and perspective move beginnings too,
    // by less than a position and a half; a line that is complete by itself is not moved.
    const offset = (own.left - leader.left) / leader.fit.pitch
    const lost =
      own !== leader && own.count < length && offset > (beginsLine(signs[index]![0]) ? 1.6 : 0.6)
        ? Math.round(offset)
        : 0
    const start = own.first - Math.min(lost, length - own.count)
    // The grid's position 0 moves to `start`.
    const { origin, pitch, bend } = own.fit
    const grid = {
      origin: origin + pitch * start + bend * start * start,
      pitch: pitch + 2 * bend * start,
      bend,
      length,
    }
    return { grid, ...courseOf(row) }
  })
}

/** The codes with which a first line begins: passports, visas, cards. */
const beginsLine = (glyph: Glyph | undefined) => glyph !== undefined && /^[PVIACpv]$/.test(glyph.text)

/** The middle of a position. */
function middleAt({ origin, pitch, bend }: Grid, index: number): number {
  return origin + pitch * index + bend * index * index
}

/** The position that a glyph holds, or null when it stands outside the line or between two positions. */
export function positionOf(glyph: Box, grid: Grid): number | null {
  const place = placeOf(centreOf(glyph), grid)
  const index = Math.round(place)
  return index >= 0 && index < grid.length && Math.abs(place - index) < 0.48 ? index : null
}

/** How a row runs: the least-squares line through the middles of its signs, and their usual height. */
export function courseOf({ glyphs }: Row): Omit<MrzLine, 'grid'> {
  const count = glyphs.length
  const meanX = glyphs.reduce((sum, glyph) => sum + centreOf(glyph), 0) / count
  const meanY = glyphs.reduce((sum, glyph) => sum + middleOf(glyph), 0) / count
  let covariance = 0
  let variance = 0
  for (const glyph of glyphs) {
    covariance += (centreOf(glyph) - meanX) * (middleOf(glyph) - meanY)
    variance += (centreOf(glyph) - meanX) ** 2
  }
  const tilt = variance > 0 && count >= 6 ? covariance / variance : 0
  return { tilt, middle: meanY - tilt * meanX, height: median(glyphs.map(heightOf)) }
}

/**
 * The place on the page of positions `from` to `to` (exclusive), as high as the line's signs and `margin` (a share of the height) more on every side;
 * `down` moves it across the text.
 */
export function placeAt(line: MrzLine, frame: Frame, from: number, to: number, margin = 0, down = 0): Quad {
  const extra = margin * line.height
  const left = middleAt(line.grid, from - 0.5) - extra
  const right = middleAt(line.grid, to - 0.5) + extra
  const half = line.height / 2 + extra
  const middle = (along: number) => line.middle + down + line.tilt * along
  return [
    frame.pointOf(left, middle(left) - half),
    frame.pointOf(right, middle(right) - half),
    frame.pointOf(right, middle(right) + half),
    frame.pointOf(left, middle(left) + half),
  ]
}

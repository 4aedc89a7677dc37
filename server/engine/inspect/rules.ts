import type { Picture } from '../picture.ts'
import type { RuleReading } from '../reading.ts'
import { greyOf, levelWithin, type Grey } from './grey.ts'

/** The grey picture turned so that text runs along its rows, with where its origin lies in the frame's coordinates. */
function straightened(grey: Grey, angle: number): { grey: Grey; left: number; top: number } {
  if (Math.abs(angle) < 0.002) return { grey, left: 0, top: 0 }
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const corners = [
    [0, 0],
    [grey.width, 0],
    [grey.width, grey.height],
    [0, grey.height],
  ].map(([x, y]) => [x! * cos + y! * sin, y! * cos - x! * sin])
  const left = Math.floor(Math.min(...corners.map(([u]) => u!)))
  const top = Math.floor(Math.min(...corners.map(([, v]) => v!)))
  const width = Math.ceil(Math.max(...corners.map(([u]) => u!))) - left
  const height = Math.ceil(Math.max(...corners.map(([, v]) => v!))) - top
  const data = new Uint8Array(width * height).fill(255)
  for (let v = 0; v < height; v += 1) {
    for (let u = 0; u < width; u += 1) {
      const x = Math.round((u + left) * cos - (v + top) * sin)
      const y = Math.round((u + left) * sin + (v + top) * cos)
      if (x >= 0 && y >= 0 && x < grey.width && y < grey.height) data[v * width + u] = grey.data[y * grey.width + x]!
    }
  }
  return { grey: { data, width, height }, left, top }
}

/** How far to either side of a pixel the picture is averaged along the stroke: bridges the gaps of dots and dashes, and evens out noise. */
const smoothing = 6
/** How far above and below a stroke the paper is looked at; thicker strokes than this are bars. */
const reach = 5
/** By how much a stroke is darker than the paper on both sides, after averaging (of 255). */
const least = 8
/** Columns that a stroke may be missing. */
const mostGap = 8
/** Pixels by which a stroke may leave its straight line. */
const mostBend = 2
/** Strokes run nearly as the text does: perspective turns them by this much at most (rise over run). */
const mostSlope = 0.16

/** Each row averaged along itself. */
function smoothed({ data, width, height }: Grey): Uint8Array {
  const result = new Uint8Array(data.length)
  const count = 2 * smoothing + 1
  for (let y = 0; y < height; y += 1) {
    const row = y * width
    let sum = 0
    for (let x = -smoothing; x <= smoothing; x += 1) sum += data[row + Math.min(width - 1, Math.max(0, x))]!
    for (let x = 0; x < width; x += 1) {
      result[row + x] = sum / count
      const next = Math.min(width - 1, x + smoothing + 1)
      const gone = Math.max(0, x - smoothing)
      sum += data[row + next]! - data[row + gone]!
    }
  }
  return result
}

/** How much darker a pixel is than the paper above and below it, where it is the darkest of its column's neighbourhood; else 0. Thin strokes stand out, shaded areas do not. */
function ridgesOf(grey: Grey): { ridges: Uint8Array; depth: Uint8Array } {
  const { width, height } = grey
  const values = smoothed(grey)
  const depth = new Uint8Array(values.length)
  for (let y = reach; y < height - reach; y += 1) {
    for (let at = y * width, end = at + width; at < end; at += 1) {
      const paper = Math.min(values[at - reach * width]!, values[at + reach * width]!)
      if (paper - values[at]! >= least) depth[at] = paper - values[at]!
    }
  }
  // Column by column: so they are followed, and so few are they that writing them costs nothing.
  const ridges = new Uint8Array(values.length)
  for (let y = reach; y < height - reach; y += 1) {
    for (let x = 0, at = y * width; x < width; x += 1, at += 1) {
      const value = depth[at]!
      if (value > 0 && value >= depth[at - width]! && value > depth[at + width]!) ridges[x * height + y] = value
    }
  }
  return { ridges, depth }
}

/** Points of one stroke: columns in ascending order, with the height (in fractions of a row) and the depth at each. */
interface Track {
  xs: number[]
  ys: number[]
  depths: number[]
  /** The row of the last point. */
  row: number
}

/** Where the middle of a stroke lies whose darkest row is `y`. */
function middleOf(depth: Uint8Array, x: number, y: number, width: number): number {
  let sum = 0
  let weighed = 0
  for (let row = y - 2; row <= y + 2; row += 1) {
    const value = depth[row * width + x]!
    sum += value
    weighed += value * row
  }
  return weighed / sum
}

/** Follows ridges from column to column: each step may go up or down by one row. */
function tracksOf(grey: Grey, shortest: number): Track[] {
  const { width, height } = grey
  const { ridges, depth: depths } = ridgesOf(grey)
  const done: Track[] = []
  // By row: the stroke that was there last. Strokes that ended are overwritten, and tell by their last column that they are over.
  const at: (Track | undefined)[] = Array.from({ length: height })
  const close = (track: Track) => {
    if (track.xs.at(-1)! - track.xs[0]! >= shortest) done.push(track)
  }
  const open = new Set<Track>()
  for (let x = 0; x < width; x += 1) {
    for (let y = reach; y < height - reach; y += 1) {
      const depth = ridges[x * height + y]!
      if (depth === 0) continue
      let own: Track | undefined
      for (const row of [y, y - 1, y + 1, y - 2, y + 2]) {
        const track = at[row]
        if (!track || track.row !== row) continue
        const gap = x - track.xs.at(-1)!
        if (gap < 1 || gap > mostGap || (Math.abs(row - y) > 1 && gap < 3)) continue
        own = track
        break
      }
      if (!own) {
        own = { xs: [], ys: [], depths: [], row: y }
        open.add(own)
      }
      own.xs.push(x)
      own.ys.push(middleOf(depths, x, y, width))
      own.row = y
      own.depths.push(depth)
      at[y] = own
    }
    if (x % 64 === 63) {
      for (const track of open) {
        if (x - track.xs.at(-1)! <= mostGap) continue
        open.delete(track)
        close(track)
      }
    }
  }
  for (const track of open) close(track)
  return done
}

/** The straight line through points `from` to `to` (exclusive), by least squares. */
function lineThrough({ xs, ys }: Track, from: number, to: number): { slope: number; base: number } {
  const count = to - from
  let [sx, sy, sxx, sxy] = [0, 0, 0, 0]
  for (let index = from; index < to; index += 1) {
    sx += xs[index]!
    sy += ys[index]!
    sxx += xs[index]! * xs[index]!
    sxy += xs[index]! * ys[index]!
  }
  const slope = (count * sxy - sx * sy) / (count * sxx - sx * sx || 1)
  return { slope, base: (sy - slope * sx) / count }
}

/** The straight parts of a stroke; it is cut where it leaves its line most. */
function straightParts(track: Track, from: number, to: number, shortest: number): RuleReading[] {
  const { xs, ys, depths } = track
  if (to - from < 0.4 * shortest || xs[to - 1]! - xs[from]! < shortest) return []
  const { slope, base } = lineThrough(track, from, to)
  let worst = from
  let most = 0
  for (let index = from; index < to; index += 1) {
    const off = Math.abs(ys[index]! - base - slope * xs[index]!)
    if (off > most) [most, worst] = [off, index]
  }
  if (most > mostBend) {
    const cut = Math.min(to - 2, Math.max(from + 2, worst))
    return [...straightParts(track, from, cut, shortest), ...straightParts(track, cut, to, shortest)]
  }
  if (Math.abs(slope) > mostSlope) return []
  // Averaging has lengthened the stroke: its ends lie where it is half as dark as in between.
  const usual = depths.slice(from, to).toSorted((a, b) => a - b)[(to - from) >> 1]!
  let [first, last] = [from, to - 1]
  while (first < last && depths[first]! < usual / 2) first += 1
  while (last > first && depths[last]! < usual / 2) last -= 1
  const [start, end] = [xs[first]!, xs[last]! + 1]
  if (end - start < shortest) return []
  return [{ direction: 'along', at: base + (slope * (start + end)) / 2, from: start, to: end, slope }]
}

function transposed({ data, width, height }: Grey): Grey {
  const result = new Uint8Array(data.length)
  for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) result[x * height + y] = data[y * width + x]!
  return { data: result, width: height, height: width }
}

/**
 * Ruled lines along and across the text, in the frame's coordinates at full size: solid, dotted and dashed ones, also thin grey ones, and also where
 * perspective lets them run askew.
 */
export function findRules(picture: Picture, angle: number): RuleReading[] {
  const { level, factor } = levelWithin(picture, 2000)
  const { grey, left, top } = straightened(greyOf(level), angle)
  const shortest = Math.max(14, Math.round(0.012 * Math.max(grey.width, grey.height)))
  return (['along', 'across'] as const).flatMap((direction) => {
    const own = direction === 'along' ? grey : transposed(grey)
    const wanted = direction === 'along' ? 2 * shortest : shortest
    const [shift, start] = direction === 'along' ? [top, left] : [left, top]
    return tracksOf(own, wanted)
      .flatMap((track) => straightParts(track, 0, track.xs.length, wanted))
      .map((rule) => ({
        ...rule,
        direction,
        at: (rule.at + 0.5 + shift) * factor,
        from: (rule.from + start) * factor,
        to: (rule.to + start) * factor,
      }))
  })
}

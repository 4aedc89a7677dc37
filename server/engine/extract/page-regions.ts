import { around, heightOf, middleOf, type Box } from './geometry.ts'
import { rowOf, splitAtGaps, type Row } from './text-stream.ts'

/** Rows of print that follow each other in one column of a page. */
export interface Region extends Box {
  rows: Row[]
}

/** Runs of print further apart than this (in heights) do not belong to one sentence. */
const widestBlank = 1.5

/** A column of running text has this many rows or more. */
const leastRows = 3

/** How many numbers of a sorted list are below a value: pages of thousands of pieces are asked thousands of times. */
function countBelow(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]! < value) low = middle + 1
    else high = middle
  }
  return low
}

const isAcross = ({ left, right }: Box, gutter: number) => left < gutter && right > gutter

/**
 * Places between columns: in front of where many rows begin in the middle of the page. What crosses them (a title) is few beside what does not.
 */
function guttersOf(segments: readonly Row[]): number[] {
  const { left, right } = around(segments)
  const width = right - left
  const starts = segments.filter((segment) => segment.left > left + 0.25 * width && segment.left < right - 0.25 * width)
  const lefts = Float64Array.from(starts, (segment) => segment.left).sort()
  const together = (segment: Row) => {
    const reach = 0.6 * heightOf(segment)
    return countBelow(lefts, segment.left + reach) - countBelow(lefts, segment.left - reach)
  }
  return starts
    .map((segment) => ({ at: segment.left - 0.35 * heightOf(segment), count: together(segment) }))
    .filter(({ count }) => count >= leastRows)
    .toSorted((first, second) => second.count - first.count || first.at - second.at)
    .slice(0, 4)
    .map(({ at }) => at)
}

/** Both sides run beside each other for a good part, and hold text that runs on rather than labels and values. */
function isColumns(sides: readonly (readonly Row[])[], width: number): boolean {
  if (sides.some(({ length }) => length < leastRows)) return false
  const running = sides.every(
    (side) => side.filter(({ left, right }) => right - left > 0.3 * width).length >= 0.4 * side.length,
  )
  const [first, second] = sides.map(around) as [Box, Box]
  const common = Math.min(first.bottom, second.bottom) - Math.max(first.top, second.top)
  return running && common > 0.4 * Math.min(heightOf(first), heightOf(second))
}

/** Segments that share a line, joined again. */
function rowsOf(segments: readonly Row[]): Row[] {
  const rows: Row[] = []
  for (const segment of segments.toSorted((first, second) => middleOf(first) - middleOf(second))) {
    const last = rows.at(-1)
    if (last && Math.abs(middleOf(last) - middleOf(segment)) < 0.4 * Math.min(heightOf(last), heightOf(segment)))
      rows[rows.length - 1] = rowOf([...last.glyphs, ...segment.glyphs].toSorted((a, b) => a.left - b.left))
    else rows.push(segment)
  }
  return rows
}

const regionOf = (segments: readonly Row[]): Region => ({ ...around(segments), rows: rowsOf(segments) })

/**
 * The regions of a page in reading order: what runs across both columns parts the page into bands, in each band the left column stands before the right
 * one. `dividers` (tables) part bands as well.
 */
export function regionsOf(rows: readonly Row[], dividers: readonly Box[]): Region[] {
  const segments = rows.flatMap(({ glyphs }) => splitAtGaps(glyphs, widestBlank).map(rowOf))
  if (segments.length === 0) return []
  const { left, right } = around(segments)
  for (const gutter of guttersOf(segments)) {
    const walls = [
      ...segments.filter((segment) => isAcross(segment, gutter)),
      ...dividers.filter((divider) => isAcross(divider, gutter)),
    ].toSorted((first, second) => middleOf(first) - middleOf(second))
    const middles = Float64Array.from(walls, middleOf)
    const bandOf = (segment: Box) => countBelow(middles, middleOf(segment))
    const bands = new Map<number, Row[]>()
    for (const segment of segments.filter((one) => !isAcross(one, gutter))) {
      const band = bandOf(segment)
      const own = bands.get(band)
      if (own) own.push(segment)
      else bands.set(band, [segment])
    }
    const sidesOf = (band: readonly Row[]) => [
      band.filter((segment) => segment.right <= gutter),
      band.filter((segment) => segment.left >= gutter),
    ]
    if (![...bands.values()].some((band) => isColumns(sidesOf(band), right - left))) continue
    const regions: Region[] = []
    let across: Row[] = []
    const close = () => {
      if (across.length > 0) regions.push(regionOf(across))
      across = []
    }
    for (let band = 0; band <= walls.length; band += 1) {
      const own = bands.get(band) ?? []
      const sides = sidesOf(own)
      if (isColumns(sides, right - left)) {
        close()
        regions.push(...sides.map(regionOf))
      } else across.push(...own)
      const wall = walls[band]
      if (wall && 'glyphs' in wall) across.push(wall as Row)
      else if (wall) close()
    }
    close()
    return regions
  }
  return [regionOf(segments)]
}

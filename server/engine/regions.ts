import { hullOf } from './boxes.ts'

/** A connected spot of the detector's map: its hull in map pixels (flat x, y pairs along pixel edges) and its mean probability. */
export interface Region {
  hull: Float64Array
  score: number
  area: number
}

/** The open stretches of a map's rows, from top to bottom and from left to right: each its row, its first column and the one after its last, and the sum of its probabilities. */
interface Runs {
  count: number
  rows: Int32Array
  from: Int32Array
  to: Int32Array
  sums: Float64Array
}

function runsOf(map: Float32Array, width: number, height: number, threshold: number): Runs {
  let most = 1024
  const runs: Runs = {
    count: 0,
    rows: new Int32Array(most),
    from: new Int32Array(most),
    to: new Int32Array(most),
    sums: new Float64Array(most),
  }
  const grow = <Numbers extends Int32Array | Float64Array>(numbers: Numbers, larger: Numbers): Numbers => {
    larger.set(numbers)
    return larger
  }
  for (let y = 0; y < height; y++) {
    const end = (y + 1) * width
    for (let at = y * width; at < end; at++) {
      if (!(map[at]! > threshold)) continue
      const start = at
      let sum = 0
      while (at < end && map[at]! > threshold) sum += map[at++]!
      if (runs.count === most) {
        most *= 2
        for (const key of ['rows', 'from', 'to'] as const) runs[key] = grow(runs[key], new Int32Array(most))
        runs.sums = grow(runs.sums, new Float64Array(most))
      }
      runs.rows[runs.count] = y
      runs.from[runs.count] = start - y * width
      runs.to[runs.count] = at - y * width
      runs.sums[runs.count++] = sum
    }
  }
  return runs
}

/** For each run the first run of its spot: runs of neighbouring rows belong together where they touch, also by a corner. */
function spotsOf({ count, rows, from, to }: Runs): Int32Array {
  const firsts = Int32Array.from({ length: count }, (_, run) => run)
  const firstOf = (run: number): number => {
    let first = run
    while (firsts[first] !== first) first = firsts[first] = firsts[firsts[first]!]!
    return first
  }
  let above = 0
  for (let run = 0; run < count; run++) {
    while (rows[above]! < rows[run]! - 1 || (rows[above] === rows[run]! - 1 && to[above]! < from[run]!)) above++
    for (let other = above; rows[other] === rows[run]! - 1 && from[other]! <= to[run]!; other++) {
      const [one, two] = [firstOf(other), firstOf(run)]
      firsts[Math.max(one, two)] = Math.min(one, two)
    }
  }
  for (let run = 0; run < count; run++) firsts[run] = firstOf(run)
  return firsts
}

/**
 * The connected spots (eight neighbours) of a probability map where it is above a threshold, from top to bottom. Rows are taken in stretches: looking at
 * each pixel's neighbours takes several times as long.
 */
export function regionsOf(map: Float32Array, width: number, height: number, threshold: number): Region[] {
  const runs = runsOf(map, width, height, threshold)
  const firsts = spotsOf(runs)
  const spots = new Map<number, number[]>()
  for (let run = 0; run < runs.count; run++) {
    const spot = spots.get(firsts[run]!)
    if (spot) spot.push(run)
    else spots.set(run, [run])
  }
  return Array.from(spots.values(), (members) => {
    const points = new Int32Array(members.length * 8)
    let sum = 0
    let area = 0
    for (const [index, run] of members.entries()) {
      const [y, left, right] = [runs.rows[run]!, runs.from[run]!, runs.to[run]!]
      points.set([left, y, left, y + 1, right, y, right, y + 1], 8 * index)
      sum += runs.sums[run]!
      area += right - left
    }
    return { hull: hullOf(points, members.length * 4), score: sum / area, area }
  })
}

import { hullOf } from './boxes.ts'

/** A connected spot of the detector's map: its hull in map pixels (flat x, y pairs along pixel edges) and its mean probability. */
export interface Region {
  hull: Float64Array
  score: number
  area: number
}

/**
 * The connected spots (eight neighbours) of a probability map where it is above a threshold, from top to bottom. Flood fill on typed arrays; of each
 * row only its ends are kept, which is all that the hull needs.
 */
export function regionsOf(map: Float32Array, width: number, height: number, threshold: number): Region[] {
  const open = new Uint8Array(width * height)
  let count = 0
  for (let at = 0; at < open.length; at++) {
    if (map[at]! > threshold) {
      open[at] = 1
      count++
    }
  }
  const stack = new Int32Array(count)
  const first = new Int32Array(height).fill(width)
  const last = new Int32Array(height).fill(-1)
  const regions: Region[] = []
  for (let start = 0; start < open.length; start++) {
    if (open[start] === 0) continue
    let depth = 0
    let sum = 0
    let area = 0
    const top = Math.floor(start / width)
    let bottom = top
    stack[depth++] = start
    open[start] = 0
    while (depth > 0) {
      const at = stack[--depth]!
      const y = (at / width) | 0
      const x = at - y * width
      sum += map[at]!
      area++
      if (x < first[y]!) first[y] = x
      if (x > last[y]!) last[y] = x
      if (y > bottom) bottom = y
      const fromY = y > 0 ? y - 1 : y
      const toY = y < height - 1 ? y + 1 : y
      const fromX = x > 0 ? x - 1 : x
      const toX = x < width - 1 ? x + 1 : x
      for (let row = fromY; row <= toY; row++) {
        for (let next = row * width + fromX; next <= row * width + toX; next++) {
          if (open[next] === 1) {
            open[next] = 0
            stack[depth++] = next
          }
        }
      }
    }
    const points = new Int32Array((bottom - top + 1) * 8)
    let corners = 0
    for (let y = top; y <= bottom; y++) {
      for (const x of [first[y]!, last[y]! + 1]) {
        points.set([x, y, x, y + 1], 2 * corners)
        corners += 2
      }
      first[y] = width
      last[y] = -1
    }
    regions.push({ hull: hullOf(points, corners), score: sum / area, area })
  }
  return regions
}

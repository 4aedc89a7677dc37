import type { Point, Quad } from '../server/contract/geometry.ts'

/** A plane projective map, row by row; the last element is 1. */
export type Homography = readonly number[]

/** Solves a square system by Gauss-Jordan elimination with row pivoting; `rows` are coefficients followed by the right-hand side. */
function solve(rows: number[][]): number[] {
  const size = rows.length
  for (let column = 0; column < size; column++) {
    let best = column
    for (let row = column + 1; row < size; row++) {
      if (Math.abs(rows[row]![column]!) > Math.abs(rows[best]![column]!)) best = row
    }
    ;[rows[column], rows[best]] = [rows[best]!, rows[column]!]
    const pivot = rows[column]!
    for (const [index, row] of rows.entries()) {
      if (index === column) continue
      const factor = row[column]! / pivot[column]!
      for (let at = column; at <= size; at++) row[at]! -= factor * pivot[at]!
    }
  }
  return rows.map((row, index) => row[size]! / row[index]!)
}

/** The map that takes the four corners of `from` to those of `to`. */
export function homographyBetween(from: Quad, to: Quad): Homography {
  const rows: number[][] = []
  for (const [index, [x, y]] of from.entries()) {
    const [u, v] = to[index]!
    rows.push([x, y, 1, 0, 0, 0, -u * x, -u * y, u], [0, 0, 0, x, y, 1, -v * x, -v * y, v])
  }
  return [...solve(rows), 1]
}

export function mapPoint(map: Homography, [x, y]: Point): Point {
  const depth = map[6]! * x + map[7]! * y + map[8]!
  return [(map[0]! * x + map[1]! * y + map[2]!) / depth, (map[3]! * x + map[4]! * y + map[5]!) / depth]
}

export function mapQuad(map: Homography, [a, b, c, d]: Quad): Quad {
  return [mapPoint(map, a), mapPoint(map, b), mapPoint(map, c), mapPoint(map, d)]
}

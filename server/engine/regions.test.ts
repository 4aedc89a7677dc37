import { describe, expect, it } from 'vitest'
import { regionsOf } from './regions.ts'

/** A map drawn with signs: `#` is 0.75, anything else 0. */
const regions = (...rows: string[]) => {
  const map = Float32Array.from(rows.join(''), (sign) => (sign === '#' ? 0.75 : 0))
  return regionsOf(map, rows[0]!.length, rows.length, 0.25)
}
const corners = (hull: ArrayLike<number>) => {
  const xs = Array.from(hull).filter((_, at) => at % 2 === 0)
  const ys = Array.from(hull).filter((_, at) => at % 2 === 1)
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]
}

describe('regionsOf', () => {
  it('finds spots from top to bottom, each with its hull, mean and area', () => {
    const found = regions('.......', '.##..#.', '.##....', '.......')
    expect(found.map(({ hull, score, area }) => [corners(hull), score, area])).toEqual([
      [[1, 1, 3, 3], 0.75, 4],
      [[5, 1, 6, 2], 0.75, 1],
    ])
  })

  it('joins what touches by a corner only, and arms that meet further down', () => {
    expect(regions('#...', '.#..', '..#.').map(({ area }) => area)).toEqual([3])
    expect(regions('#.#.#', '#.#.#', '#####').map(({ area }) => area)).toEqual([11])
    expect(regions('#####', '#...#', '#.#.#').map(({ area }) => area)).toEqual([9, 1])
  })

  it('keeps the end of one row apart from the beginning of the next', () => {
    expect(regions('...##', '#....').map(({ area }) => area)).toEqual([2, 1])
  })

  it('finds nothing on an empty map, and one spot on a full one', () => {
    expect(regions('...', '...')).toEqual([])
    expect(regions('###', '###').map(({ area }) => area)).toEqual([6])
  })

  it('tells the spots of a chessboard of more runs than it made room for', () => {
    const row = '#.'.repeat(64)
    const gap = '.'.repeat(128)
    expect(regions(...Array.from({ length: 80 }, (_, y) => (y % 2 === 0 ? row : gap)))).toHaveLength(64 * 40)
  })
})

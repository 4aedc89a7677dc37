import { expect, it } from 'vitest'
import { mapSize, tilesOf } from './detect.ts'

/** The rows that are kept of a map's tiles, from top to bottom. */
const keptRows = (width: number, height: number) =>
  tilesOf(width, height).flatMap(({ from, to }) => Array.from({ length: to - from }, (_, row) => from + row))

it('keeps every row of a map once, with more rows around each seam', () => {
  for (const [width, height] of [
    [416, 960],
    [960, 416],
    [960, 608],
    [960, 736],
    [2880, 256],
    [2880, 2112],
  ] as const) {
    expect(keptRows(width, height)).toEqual(Array.from({ length: height }, (_, row) => row))
    const tiles = tilesOf(width, height)
    for (const { from, to, top, bottom } of tiles) {
      expect(from === 0 ? top === 0 : from - top >= 32).toBe(true)
      expect(to === height ? bottom === height : bottom - to >= 32).toBe(true)
      expect((bottom - top) % 32).toBe(0)
    }
  }
})

it('makes the map of an ordinary page at once', () => {
  expect(tilesOf(960, 736)).toHaveLength(1)
  expect(tilesOf(960, 960)).toHaveLength(2)
})

it('makes the map of a squarish page a little smaller rather than in more pieces', () => {
  expect(mapSize(1600, 1200, 0.6)).toEqual({ width: 960, height: 736 })
  const { width, height } = mapSize(1300, 1300, 960 / 1300)
  expect(width * height).toBeLessThanOrEqual(960 * 736)
  expect(width * height).toBeGreaterThan(0.9 * 960 * 736)
  expect([width % 32, height % 32]).toEqual([0, 0])
  // Twice as large is asked for on purpose, where print is small.
  expect(mapSize(1300, 1300, 1920 / 1300)).toEqual({ width: 1920, height: 1920 })
})

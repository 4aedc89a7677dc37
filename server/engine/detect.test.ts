import { expect, it } from 'vitest'
import { mapSize, tilesOf } from './detect.ts'

it('covers a map with tiles that overlap', () => {
  for (const [width, height] of [
    [416, 960],
    [960, 608],
    [960, 736],
    [2880, 256],
    [2880, 2112],
  ] as const) {
    const tiles = tilesOf(width, height)
    expect([tiles[0]!.top, tiles.at(-1)!.bottom]).toEqual([0, height])
    expect(tiles.every(({ top, bottom }) => top % 32 === 0 && bottom % 32 === 0)).toBe(true)
    expect(tiles.slice(1).every(({ top }, index) => tiles[index]!.bottom - top >= 64)).toBe(true)
  }
})

it('makes the map of an ordinary page in two halves, that of a small one at once', () => {
  expect(tilesOf(960, 384)).toHaveLength(1)
  expect(tilesOf(960, 736)).toEqual([
    { top: 0, bottom: 448 },
    { top: 320, bottom: 736 },
  ])
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

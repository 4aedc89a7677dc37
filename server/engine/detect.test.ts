import { expect, it } from 'vitest'
import { frameOf, tilesOf } from './detect.ts'

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

it('makes the map of an ordinary page at once, that of one printed all over in two halves', () => {
  expect(tilesOf(960, 544)).toEqual([{ top: 0, bottom: 544 }])
  expect(tilesOf(960, 736)).toEqual([
    { top: 0, bottom: 448 },
    { top: 320, bottom: 736 },
  ])
  expect(tilesOf(960, 960)).toHaveLength(2)
})

const wholeOf = (width: number, height: number) => ({ left: 0, top: 0, right: width, bottom: height })

it('makes the map of a squarish page a little smaller rather than in more pieces', () => {
  const sizeOf = (width: number, height: number, scale: number) => {
    const { columns, rows, ...part } = frameOf({ width, height }, wholeOf(width, height), scale)
    expect(part).toEqual({ left: 0, top: 0, width, height })
    return [columns, rows] as const
  }
  expect(sizeOf(1600, 1200, 0.6)).toEqual([960, 736])
  const [columns, rows] = sizeOf(1300, 1300, 960 / 1300)
  expect(columns * rows).toBeLessThanOrEqual(960 * 736)
  expect(columns * rows).toBeGreaterThan(0.9 * 960 * 736)
  expect([columns % 32, rows % 32]).toEqual([0, 0])
  // Twice as large is asked for on purpose, where print is small.
  expect(sizeOf(1300, 1300, 1920 / 1300)).toEqual([1920, 1920])
})

it('gives the model the content of a page with 32 pixels of the map around it, at the same scale', () => {
  const size = { width: 2000, height: 1500 }
  const content = { left: 400, top: 16, right: 1200, bottom: 1500 }
  const frame = frameOf(size, content, 0.48)
  expect(frame).toMatchObject({ top: 0, height: 1500, columns: 448, rows: 736 })
  expect(frame.width).toBeCloseTo(448 / 0.48)
  expect((content.left - frame.left) * 0.48).toBeGreaterThanOrEqual(32)
  expect((frame.left + frame.width - content.right) * 0.48).toBeGreaterThanOrEqual(32)
  // At an edge of the picture there is no margin to be had; the frame does not go beyond.
  expect(frameOf(size, { ...content, left: 0 }, 0.48).left).toBe(0)
})

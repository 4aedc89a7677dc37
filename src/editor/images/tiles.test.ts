import { describe, expect, it } from 'vitest'
import { levelCount, levelSize, tileGrid } from '#contract/tiles'
import { levelFor, tileBounds, tilesWithin } from './tiles.ts'

const page = { width: 8192, height: 6000 }
const everything = { left: 0, top: 0, right: 8192, bottom: 6000 }

describe('the levels of a page', () => {
  it('halve until one tile is enough', () => {
    expect(levelCount(page)).toBe(5)
    expect(levelSize(page, 0)).toEqual({ width: 8192, height: 6000 })
    expect(levelSize(page, 4)).toEqual({ width: 512, height: 375 })
    expect(levelSize(page, 5)).toBeNull()
    expect(levelSize(page, 0.5)).toBeNull()
    expect(tileGrid(page, 0)).toEqual({ columns: 16, rows: 12 })
    expect(tileGrid(page, 4)).toEqual({ columns: 1, rows: 1 })
  })

  it('cover the page with tiles that do not reach over it', () => {
    for (let level = 0; level < 5; level += 1) {
      const area = tilesWithin(page, level, everything)
        .map((tile) => tileBounds(page, tile))
        .reduce((sum, { left, top, right, bottom }) => sum + (right - left) * (bottom - top), 0)
      expect(area).toBe(8192 * 6000)
    }
  })

  it('are chosen by the scale, and never so fine that too many tiles are wanted', () => {
    expect(levelFor(page, 0.1, everything)).toBe(3)
    expect(levelFor(page, 1, { left: 0, top: 0, right: 1280, bottom: 800 })).toBe(0)
    expect(levelFor(page, 8, { left: 0, top: 0, right: 160, bottom: 100 })).toBe(0)
    expect(levelFor(page, 0.5, { left: 0, top: 0, right: 2560, bottom: 1600 })).toBe(1)
    expect(levelFor(page, 1, everything)).toBe(2)
  })

  it('give the tiles under a part of the page, those in its middle first', () => {
    const part = { left: 600, top: 0, right: 1536, bottom: 512 }
    expect(tilesWithin(page, 0, part)).toHaveLength(2)
    expect(tilesWithin(page, 0, { left: 0, top: 0, right: 1536, bottom: 1536 })[0]).toEqual({
      level: 0,
      column: 1,
      row: 1,
    })
    expect(tilesWithin(page, 0, { left: -900, top: -900, right: -1, bottom: -1 })).toEqual([])
    expect(tilesWithin(page, 9, part)).toEqual([])
  })
})

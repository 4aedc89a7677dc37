import { describe, expect, it } from 'vitest'
import type { Bounds } from '#contract/geometry'
import { tileBounds, type Tile } from '../images/tiles.ts'
import type { Rotation, View } from '../model/view.ts'
import { cellsWithin, placeOnCanvas } from './page-cells.ts'

const page = { width: 8192, height: 6000 }
const part: Bounds = { left: 700, top: 900, right: 3300, bottom: 2900 }
const area = ({ left, top, right, bottom }: Bounds) => (right - left) * (bottom - top)

describe('the cells of a page', () => {
  it('leave no seam and paint no pixel twice, at any scale and however the page is turned', () => {
    for (const rotation of [0, 90, 180, 270] as Rotation[]) {
      for (const scale of [0.137, 0.5, 0.731, 1, 1.618, 4.9]) {
        const view: View = { scale, x: -313.37, y: 41.91, rotation }
        const cells = cellsWithin(page, 0, part, view, () => true)
        const all = cells.map(({ tile }) => tileBounds(page, tile))
        const around = {
          left: Math.min(...all.map(({ left }) => left)),
          top: Math.min(...all.map(({ top }) => top)),
          right: Math.max(...all.map(({ right }) => right)),
          bottom: Math.max(...all.map(({ bottom }) => bottom)),
        }
        const covered = cells.reduce((sum, { place }) => sum + area(place), 0)
        expect(covered).toBe(area(placeOnCanvas(view, around)))
        for (const { place } of cells)
          for (const edge of Object.values(place)) expect(Number.isInteger(edge)).toBe(true)
      }
    }
  })

  it('stand within half a pixel of where the page says', () => {
    const view: View = { scale: 0.731, x: 10.3, y: -20.6, rotation: 90 }
    const { left, top, right, bottom } = placeOnCanvas(view, { left: 512, top: 1024, right: 1024, bottom: 1536 })
    // Turned by a quarter what is below on the page is to the left.
    expect(Math.abs(left - (10.3 - 1536 * 0.731))).toBeLessThanOrEqual(0.5)
    expect(Math.abs(right - (10.3 - 1024 * 0.731))).toBeLessThanOrEqual(0.5)
    expect(Math.abs(top - (-20.6 + 512 * 0.731))).toBeLessThanOrEqual(0.5)
    expect(Math.abs(bottom - (-20.6 + 1024 * 0.731))).toBeLessThanOrEqual(0.5)
  })

  it('take the finest picture that is there, and never a finer one than is asked for', () => {
    const there: Tile[] = [
      { level: 0, column: 2, row: 2 },
      { level: 1, column: 2, row: 2 },
      { level: 2, column: 1, row: 1 },
    ]
    const isThere = (tile: Tile) =>
      there.some(({ level, column, row }) => level === tile.level && column === tile.column && row === tile.row)
    const view: View = { scale: 1, x: 0, y: 0, rotation: 0 }
    const best = (level: number, column: number, row: number) => {
      const { left, top, right, bottom } = tileBounds(page, { level, column, row })
      const within = { left: left + 1, top: top + 1, right: right - 1, bottom: bottom - 1 }
      const cells = cellsWithin(page, level, within, view, isThere)
      expect(cells).toHaveLength(1)
      return cells[0]!.best
    }
    expect(best(0, 2, 2)).toEqual({ level: 0, column: 2, row: 2 })
    expect(best(0, 4, 5)).toEqual({ level: 1, column: 2, row: 2 })
    expect(best(0, 7, 7)).toEqual({ level: 2, column: 1, row: 1 })
    expect(best(0, 1, 1)).toBeNull()
    expect(best(1, 1, 1)).toBeNull()
    expect(best(1, 3, 3)).toEqual({ level: 2, column: 1, row: 1 })
  })
})

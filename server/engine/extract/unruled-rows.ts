import type { CellGrid, GridCell } from './cell-grid.ts'
import { around, heightOf, middleOf } from './geometry.ts'
import { textOf, type Glyph } from './text-stream.ts'

/** Rows of figures that no rules part are told from lines of one text from this many on. */
const leastRows = 3
/** So many cells beside each other have a line in them at the heights of most. */
const leastColumns = 3
/** Of all lines of those cells this share are figures; words in cells go on from line to line. */
const leastFigures = 0.6
/** Of the places that rows and columns make this share is filled. */
const leastFilled = 0.6

const figure = /^[-+−±¥$€(（]?[\d.,:%‰/~～-]+(?:[(（][^()（）]{1,6}[)）])?[)）%]?$|^[—–-]+$/
const isFigure = (line: readonly Glyph[]) => figure.test(textOf(line).replaceAll(' ', ''))

/** Heights at which lines of several cells stand, from top to bottom. */
function heightsOf(columns: readonly (readonly (readonly Glyph[])[])[]): number[] {
  const lines = columns.flat().map((line) => around(line))
  const height = lines.map(heightOf).toSorted((first, second) => first - second)[lines.length >> 1] ?? 0
  const groups: { sum: number; count: number }[] = []
  for (const middle of lines.map(middleOf).toSorted((first, second) => first - second)) {
    const last = groups.at(-1)
    if (last && middle - last.sum / last.count < 0.6 * height) {
      last.sum += middle
      last.count += 1
    } else groups.push({ sum: middle, count: 1 })
  }
  // A line that only one cell has belongs to the row above it.
  return groups.filter(({ count }) => count >= 0.5 * columns.length).map(({ sum, count }) => sum / count)
}

/** Where the rows of figures in one row of a grid are parted; empty where they are one row. */
function cutsIn(cells: readonly GridCell[], printIn: (cell: GridCell) => Glyph[][]): number[] {
  const columns = cells.map(printIn).filter((lines) => lines.length > 0)
  if (columns.length < leastColumns) return []
  const lines = columns.flat()
  if (lines.filter((line) => isFigure(line)).length < leastFigures * lines.length) return []
  const heights = heightsOf(columns)
  if (heights.length < leastRows || lines.length < leastFilled * heights.length * columns.length) return []
  return heights.slice(1).map((height, index) => (height + heights[index]!) / 2)
}

/**
 * A grid in which rows of figures that stand under each other without rules between them are rows of their own: many tables rule only their columns and the head.
 * @param printIn the lines of print in a cell
 */
export function withRowsApart(grid: CellGrid, printIn: (cell: GridCell) => Glyph[][]): CellGrid {
  let cells = grid.cells
  let { rows } = grid
  for (let row = grid.rows - 1; row >= 0; row -= 1) {
    const own = cells.filter((cell) => cell.row === row && cell.rowSpan === 1)
    const cuts = cutsIn(own, printIn)
    if (cuts.length === 0) continue
    rows += cuts.length
    cells = cells.flatMap((cell): GridCell[] => {
      if (cell.row > row) return [{ ...cell, row: cell.row + cuts.length }]
      if (cell.row + cell.rowSpan <= row) return [cell]
      if (cell.rowSpan > 1) return [{ ...cell, rowSpan: cell.rowSpan + cuts.length }]
      const tops = [cell.top, ...cuts]
      return tops.map((top, index) => ({ ...cell, row: row + index, top, bottom: tops[index + 1] ?? cell.bottom }))
    })
  }
  const inOrder = cells.toSorted((first, second) => first.row - second.row || first.column - second.column)
  return { ...grid, rows, cells: inOrder }
}

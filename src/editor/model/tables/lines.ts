import type { PlacedCell, TableStructure } from '#contract/table-structure'
import { holesOf, sorted, type Axis } from './grid.ts'

/** Whole rows or columns of a structure: put in, taken out, moved. Texts and boxes of cells are not looked at here. */

export const startOf = (cell: PlacedCell, axis: Axis) => (axis === 'row' ? cell.row : cell.column)
export const spanOf = (cell: PlacedCell, axis: Axis) => (axis === 'row' ? cell.rowSpan : cell.columnSpan)

export function placedAt(cell: PlacedCell, axis: Axis, start: number, span: number): PlacedCell {
  return axis === 'row' ? { ...cell, row: start, rowSpan: span } : { ...cell, column: start, columnSpan: span }
}

export const countOf = ({ rows, columns }: TableStructure, axis: Axis) => (axis === 'row' ? rows : columns)

function withCount(structure: TableStructure, axis: Axis, count: number): TableStructure {
  return axis === 'row' ? { ...structure, rows: count } : { ...structure, columns: count }
}

/** The structure with a new cell at every place that none covers; `makeItem` names them. */
export function filled(structure: TableStructure, makeItem: () => string): TableStructure {
  const made = holesOf(structure).map((place) => ({ item: makeItem(), ...place, rowSpan: 1, columnSpan: 1 }))
  return { ...structure, cells: sorted([...structure.cells, ...made]) }
}

/** Empty rows or columns before the one at `at`. A cell that reaches over the place grows. */
export function inserted(structure: TableStructure, axis: Axis, at: number, count: number): TableStructure {
  const cells = structure.cells.map((cell) => {
    const [start, span] = [startOf(cell, axis), spanOf(cell, axis)]
    if (start >= at) return placedAt(cell, axis, start + count, span)
    return start + span > at ? placedAt(cell, axis, start, span + count) : cell
  })
  return { ...withCount(structure, axis, countOf(structure, axis) + count), cells }
}

/** Rows or columns `from` to `to` taken out, the last one included. A cell that reaches over them shrinks. */
export function deleted(structure: TableStructure, axis: Axis, from: number, to: number): TableStructure {
  const cells = structure.cells.flatMap((cell) => {
    const [start, end] = [startOf(cell, axis), startOf(cell, axis) + spanOf(cell, axis)]
    const within = Math.max(0, Math.min(end, to + 1) - Math.max(start, from))
    if (within === end - start) return []
    const before = Math.max(0, Math.min(start, to + 1) - from)
    return placedAt(cell, axis, start - before, end - start - within)
  })
  return { ...withCount(structure, axis, countOf(structure, axis) - (to - from + 1)), cells }
}

/** Rows or columns `from` to `to` one place on or back. Null at the edge, or where it would tear a cell apart. */
export function moved(
  structure: TableStructure,
  axis: Axis,
  from: number,
  to: number,
  by: 1 | -1,
): TableStructure | null {
  const passed = by === 1 ? to + 1 : from - 1
  if (passed < 0 || passed >= countOf(structure, axis)) return null
  const places = (line: number) => {
    if (line === passed) return by === 1 ? from : to
    return line >= from && line <= to ? line + by : line
  }
  const cells: PlacedCell[] = []
  for (const cell of structure.cells) {
    const lines = Array.from({ length: spanOf(cell, axis) }, (_, index) => places(startOf(cell, axis) + index))
    const first = Math.min(...lines)
    if (Math.max(...lines) - first >= lines.length) return null
    cells.push(placedAt(cell, axis, first, lines.length))
  }
  return { ...structure, cells: sorted(cells) }
}

import type { Quad, Size } from '../../../contract/geometry.ts'
import type { Findings } from '../../../contract/result.ts'

export type Table = Findings['tables'][number]
export type Cell = Table['cells'][number]

/** More than any page holds: what claims to be larger is not believed. */
const mostSpan = 1000

export function cellOf(cell: Pick<Cell, 'row' | 'column' | 'text'> & Partial<Cell>): Cell {
  const span = (count: number | undefined) => Math.min(Math.max(1, Math.trunc(count ?? 1) || 1), mostSpan)
  return { quad: null, confidence: null, ...cell, rowSpan: span(cell.rowSpan), columnSpan: span(cell.columnSpan) }
}

/** A table of these cells. No answer says where it stands: it is that of the whole page. */
export function tableOf(cells: Cell[], page: number, size: Size | null): Table {
  const { width, height } = size ?? { width: 0, height: 0 }
  const quad: Quad = [
    [0, 0],
    [width, 0],
    [width, height],
    [0, height],
  ]
  const ends = (end: (cell: Cell) => number) => Math.max(0, ...cells.map(end))
  return {
    page,
    quad,
    rows: ends(({ row, rowSpan }) => row + rowSpan),
    columns: ends(({ column, columnSpan }) => column + columnSpan),
    cells,
  }
}

import type { GridCell } from './cell-grid.ts'
import { around, heightOf, middleOf } from './geometry.ts'
import { textOf, type Glyph } from './text-stream.ts'

/** A number by itself, as cells of figures have it. */
const figure = /^[-+−¥$€(]?\d[\d.,]*[%)]?$/
/** Two figures of one line stand at least this far apart, in heights. */
const leastGap = 0.25

const centreOf = ({ left, right }: Glyph) => (left + right) / 2
const isFigure = (glyphs: readonly Glyph[]) => figure.test(textOf(glyphs).replaceAll(' ', ''))

/** Where the rows, or columns, that a cell runs over begin, its own first one left out. */
function edgesWithin(
  first: number,
  span: number,
  starts: ReadonlyMap<number, number>,
): { index: number; at: number }[] {
  const edges = Array.from({ length: span - 1 }, (_, offset) => first + 1 + offset)
  return edges.flatMap((index) => (starts.has(index) ? [{ index, at: starts.get(index)! }] : []))
}

/** The runs of one line of print in the columns that it stands over; null when a run is no figure or crosses an edge. */
function figuresAcross(line: readonly Glyph[], edges: readonly { at: number }[]): Glyph[][] | null {
  const runs: Glyph[][] = Array.from({ length: edges.length + 1 }, () => [])
  for (const glyph of line) runs[edges.filter(({ at }) => centreOf(glyph) > at).length]!.push(glyph)
  for (const [index, { at }] of edges.entries()) {
    const [before, after] = [runs[index]!.at(-1), runs[index + 1]![0]]
    const gap = before && after ? after.left - before.right : Infinity
    if (gap < leastGap * heightOf(line[0]!) || (before && before.right > at) || (after && after.left < at)) return null
  }
  return runs.every((run) => run.length > 0 && isFigure(run)) ? runs : null
}

/**
 * Cells that seem to be one, because the rule between them was not seen, but hold a figure for each column or each row that they run over: those are cells of
 * their own. Words may run over several, figures do not.
 * @param printIn the lines of print in a cell
 */
export function withFiguresApart(cells: readonly GridCell[], printIn: (cell: GridCell) => Glyph[][]): GridCell[] {
  const columns = new Map<number, number>()
  const rows = new Map<number, number>()
  for (const { column, row, left, top } of cells) {
    columns.set(column, Math.min(left, columns.get(column) ?? Infinity))
    rows.set(row, Math.min(top, rows.get(row) ?? Infinity))
  }
  return cells.flatMap((cell) => {
    if (cell.columnSpan > 1 === cell.rowSpan > 1) return [cell]
    const print = printIn(cell)
    if (cell.columnSpan > 1) {
      const edges = edgesWithin(cell.column, cell.columnSpan, columns)
      if (print.length !== 1 || edges.length !== cell.columnSpan - 1 || !figuresAcross(print[0]!, edges)) return [cell]
      const lefts = [cell.left, ...edges.map(({ at }) => at)]
      return lefts.map((left, index) => ({
        ...cell,
        column: cell.column + index,
        columnSpan: 1,
        left,
        right: lefts[index + 1] ?? cell.right,
      }))
    }
    const edges = edgesWithin(cell.row, cell.rowSpan, rows)
    const tops = [cell.top, ...edges.map(({ at }) => at)]
    const each = tops.map((top, index) =>
      print.filter((line) => {
        const middle = middleOf(around(line))
        return middle > top && middle < (tops[index + 1] ?? cell.bottom)
      }),
    )
    if (tops.length !== cell.rowSpan || !each.every((lines) => lines.length === 1 && isFigure(lines[0]!))) return [cell]
    return tops.map((top, index) => ({
      ...cell,
      row: cell.row + index,
      rowSpan: 1,
      top,
      bottom: tops[index + 1] ?? cell.bottom,
    }))
  })
}

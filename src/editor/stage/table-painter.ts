import type { Point, Quad } from '#contract/geometry'
import type { ReviewState } from '#contract/review'
import type { TableStructure } from '#contract/table-structure'
import type { EditorState } from '../model/editor-state.ts'
import { areaOf, meets } from '../model/tables/grid.ts'
import { selectedArea } from '../model/tables/selection.ts'
import { quadToScreen, type View } from '../model/view.ts'
import type { Palette } from './palette.ts'

/** The ruling of one table in shares of its width and height, 0..1: `rows[n]` is the line above row n. */
interface Ruling {
  page: number
  quad: Quad
  rows: readonly number[]
  columns: readonly number[]
  structure: TableStructure
}

const rulings = new WeakMap<ReviewState, readonly Ruling[]>()

/** Where a page point stands in a table, as shares along its upper and its left edge. */
function placeIn([a, b, , d]: Quad, [x, y]: Point): Point {
  const [across, down]: [Point, Point] = [
    [b[0] - a[0], b[1] - a[1]],
    [d[0] - a[0], d[1] - a[1]],
  ]
  const area = across[0] * down[1] - across[1] * down[0] || 1
  const [dx, dy] = [x - a[0], y - a[1]]
  return [(dx * down[1] - dy * down[0]) / area, (across[0] * dy - across[1] * dx) / area]
}

/** The lines between rows or columns: half way between what ends and what begins there; where nothing tells, evenly in between. */
function linesOf(count: number, spans: readonly { from: number; to: number; start: number; end: number }[]): number[] {
  const ends = Array.from({ length: count + 1 }, () => -Infinity)
  const starts = Array.from({ length: count + 1 }, () => Infinity)
  for (const { from, to, start, end } of spans) {
    ends[to] = Math.max(ends[to]!, end)
    starts[from] = Math.min(starts[from]!, start)
  }
  const known: (number | null)[] = Array.from({ length: count + 1 }, (_, line) => {
    if (line === 0) return 0
    if (line === count) return 1
    const [above, below] = [ends[line]!, starts[line]!]
    if (Number.isFinite(above) && Number.isFinite(below)) return (above + below) / 2
    return Number.isFinite(below) ? below : Number.isFinite(above) ? above : null
  })
  const lines: number[] = []
  for (const [line, at] of known.entries()) {
    const next = known.findIndex((value, later) => later >= line && value !== null)
    const last = lines.at(-1) ?? 0
    const wished = at ?? last + (known[next]! - last) / (next - line + 2)
    // Never back over the line before.
    lines.push(Math.min(1, Math.max(last, wished)))
  }
  return lines
}

function rulingsOf({ review, recognition }: NonNullable<EditorState['document']>): readonly Ruling[] {
  const known = rulings.get(review)
  if (known) return known
  const items = new Map(review.items.map((item) => [item.id, item]))
  const made = review.tables.flatMap((structure, index): Ruling[] => {
    const table = recognition.tables[index]
    if (!table) return []
    const boxes = structure.cells.flatMap((cell) => {
      const item = items.get(cell.item)
      const quad = item && item.page === table.page ? item.quads[0] : undefined
      if (!quad) return []
      const corners = quad.map((corner) => placeIn(table.quad, corner))
      const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)]
      return { cell, left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) }
    })
    const rows = boxes.map(({ cell, top, bottom }) => ({
      from: cell.row,
      to: cell.row + cell.rowSpan,
      start: top,
      end: bottom,
    }))
    const columns = boxes.map(({ cell, left, right }) => ({
      from: cell.column,
      to: cell.column + cell.columnSpan,
      start: left,
      end: right,
    }))
    const { page, quad } = table
    return [
      { page, quad, structure, rows: linesOf(structure.rows, rows), columns: linesOf(structure.columns, columns) },
    ]
  })
  rulings.set(review, made)
  return made
}

function partOf({ quad: [a, b, c, d] }: Ruling, left: number, top: number, right: number, bottom: number): Quad {
  const between = (from: Point, to: Point, share: number): Point => [
    from[0] + (to[0] - from[0]) * share,
    from[1] + (to[1] - from[1]) * share,
  ]
  const at = (x: number, y: number) => between(between(a, b, x), between(d, c, x), y)
  return [at(left, top), at(right, top), at(right, bottom), at(left, bottom)]
}

function cellQuad(ruling: Ruling, row: number, column: number, rowSpan: number, columnSpan: number): Quad {
  const { rows, columns } = ruling
  return partOf(ruling, columns[column]!, rows[row]!, columns[column + columnSpan]!, rows[row + rowSpan]!)
}

function trace(context: CanvasRenderingContext2D, [a, b, c, d]: Quad): void {
  context.moveTo(a[0], a[1])
  context.lineTo(b[0], b[1])
  context.lineTo(c[0], c[1])
  context.lineTo(d[0], d[1])
  context.closePath()
}

/** The tables on the page whose ruling or whose selection is another one than before. */
export function tablesBetween(state: EditorState, before: EditorState): Quad[] {
  const { document, page } = state
  if (!document || document.review.tables.length === 0 || !state.layers.tables) return []
  const same = state.focus === before.focus && state.grid === before.grid
  if (same && document.review.tables === before.document?.review.tables) return []
  return document.recognition.tables.flatMap((table, index) => {
    const was = before.document?.review.tables[index]
    const rebuilt = document.review.tables[index] !== was
    const selects = selectedArea(state, index) !== null || selectedArea(before, index) !== null
    return table.page === page && (rebuilt || selects) ? [table.quad] : []
  })
}

/** Draws how the tables of the page are ruled into rows and columns, and the selected cells. */
export function drawTables(context: CanvasRenderingContext2D, state: EditorState, view: View, palette: Palette): void {
  if (!state.layers.tables || !state.document || state.document.review.tables.length === 0) return
  for (const [table, ruling] of rulingsOf(state.document).entries()) {
    if (ruling.page !== state.page || ruling.structure.rows === 0 || ruling.structure.columns === 0) continue
    const area = selectedArea(state, table)
    context.beginPath()
    const selected: Quad[] = []
    for (const cell of ruling.structure.cells) {
      const quad = quadToScreen(view, cellQuad(ruling, cell.row, cell.column, cell.rowSpan, cell.columnSpan))
      trace(context, quad)
      if (area && meets(area, areaOf(cell))) selected.push(quad)
    }
    context.strokeStyle = palette.line
    context.lineWidth = 1
    context.globalAlpha = 0.75
    context.stroke()
    context.globalAlpha = 1
    if (selected.length === 0) continue
    context.beginPath()
    for (const quad of selected) trace(context, quad)
    context.fillStyle = palette.focus
    context.globalAlpha = 0.12
    context.fill()
    context.globalAlpha = 1
    context.lineWidth = 2
    context.strokeStyle = palette.focus
    context.stroke()
  }
}

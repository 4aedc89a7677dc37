import type { Quad } from '../../contract/geometry.ts'
import type { Findings } from '../../contract/result.ts'
import { confidenceOf } from './field.ts'
import { gridsOf, type CellGrid } from './cell-grid.ts'
import { around, heightOf, middleOf, type Box } from './geometry.ts'
import { splitAtGaps, textOf, type Glyph, type PageContext, type Row, type TextPage } from './text-stream.ts'

export type Table = Findings['tables'][number]

const centreOf = ({ left, right }: Box) => (left + right) / 2

/** The text of glyphs that stand in one cell, line by line; lines of Chinese are joined without a blank. */
function cellText(lines: readonly (readonly Glyph[])[]): string {
  return lines
    .map(textOf)
    .reduce(
      (text, line) =>
        text === ''
          ? line
          : /\p{Script=Latin}$/u.test(text) && /^\p{Script=Latin}/u.test(line)
            ? `${text} ${line}`
            : text + line,
      '',
    )
}

function ruledTable(page: TextPage, grid: CellGrid): Table {
  const cells = grid.cells.map(({ row, column, rowSpan, columnSpan, ...box }) => {
    const lines = page.rows
      .filter((line) => line.bottom > box.top && line.top < box.bottom)
      .map(({ glyphs }) =>
        glyphs.filter((glyph) => {
          const [x, y] = [centreOf(glyph), middleOf(glyph)]
          return x > box.left && x < box.right && y > box.top && y < box.bottom
        }),
      )
      .filter((glyphs) => glyphs.length > 0)
    return {
      row,
      column,
      rowSpan,
      columnSpan,
      text: cellText(lines),
      quad: page.frame.quadOf(box),
      confidence: confidenceOf(lines.flat()),
    }
  })
  return { page: page.index, quad: page.frame.quadOf(grid), rows: grid.rows, columns: grid.columns, cells }
}

/** Columns of pieces of print that stand one under the other in neighbouring rows. */
function unruledTable(page: TextPage, rows: readonly Row[]): Table | null {
  const pieces = rows.map(({ glyphs }) => splitAtGaps(glyphs, 1.5).map((run) => ({ ...around(run), run })))
  const edges = pieces.flat().toSorted((first, second) => first.left - second.left)
  // Pieces that overlap along the text share a column.
  const columns: Box[] = []
  for (const piece of edges) {
    const own = columns.find((column) => Math.min(column.right, piece.right) - Math.max(column.left, piece.left) > 0)
    if (own) {
      own.left = Math.min(own.left, piece.left)
      own.right = Math.max(own.right, piece.right)
    } else columns.push({ left: piece.left, right: piece.right, top: piece.top, bottom: piece.bottom })
  }
  columns.sort((first, second) => first.left - second.left)
  if (columns.length < 2) return null
  const columnOf = (piece: Box) => columns.findIndex(({ left, right }) => piece.left < right && piece.right > left)
  const cells = pieces.flatMap((line, row) => {
    const byColumn = new Map<number, Glyph[]>()
    for (const piece of line) byColumn.set(columnOf(piece), [...(byColumn.get(columnOf(piece)) ?? []), ...piece.run])
    return columns.map((_, column) => {
      const run = byColumn.get(column) ?? []
      const quad: Quad | null = run.length > 0 ? page.frame.quadOf(around(run)) : null
      return { row, column, rowSpan: 1, columnSpan: 1, text: textOf(run), quad, confidence: confidenceOf(run) }
    })
  })
  // A table has most of its cells filled; columns of prose do not line up like that.
  const filled = cells.filter(({ text }) => text !== '').length
  if (filled < 0.6 * cells.length) return null
  return { page: page.index, quad: page.frame.quadOf(around(rows)), rows: rows.length, columns: columns.length, cells }
}

/** Runs of three or more neighbouring rows that have two or more pieces each. */
function columnRows(page: TextPage): Row[][] {
  const groups: Row[][] = []
  let group: Row[] = []
  for (const row of page.rows) {
    const last = group.at(-1)
    const parts = splitAtGaps(row.glyphs, 1.5).length
    const near = !last || row.top - last.bottom < 2.5 * heightOf(row)
    if (parts >= 2 && near) group.push(row)
    else {
      groups.push(group)
      group = parts >= 2 ? [row] : []
    }
  }
  groups.push(group)
  return groups.filter(({ length }) => length >= 3)
}

/** The tables of a page: ruled ones by their rules; without rules, print that stands in columns. */
export async function tablesOf(page: TextPage, inspect: PageContext['inspect']): Promise<Table[]> {
  const rules = (await inspect?.('rules', page.frame.angle)) ?? []
  // Each detected line by itself: a row joins cells, and between them stand the table's own strokes.
  const lines = page.rows.flatMap(({ glyphs }) => splitAtGaps(glyphs, 0.8)).map(around)
  const ruled = gridsOf(rules, lines).map((grid) => ruledTable(page, grid))
  const written = ruled.filter(({ cells }) => cells.some(({ text }) => text !== ''))
  if (written.length > 0) return written
  return columnRows(page)
    .map((rows) => unruledTable(page, rows))
    .filter((table) => table !== null)
}

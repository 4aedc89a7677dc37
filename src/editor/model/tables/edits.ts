import type { Quad } from '#contract/geometry'
import type { PlacedCell } from '#contract/table-structure'
import { appended } from '../words.ts'
import { areaOf, holesOf, meets, sorted, whole, type Area, type Axis } from './grid.ts'
import { deleted, inserted, placedAt, spanOf, startOf } from './lines.ts'
import { partOf, quadAround } from './quads.ts'
import type { TableDraft } from './table-draft.ts'

const otherAxis = { row: 'column', column: 'row' } as const

function joinedText(draft: TableDraft, cells: readonly PlacedCell[]): string | null {
  return cells.reduce<string | null>((sum, { item }) => {
    const text = draft.textOf(item)
    return text === null || text === '' ? sum : appended(sum, text)
  }, null)
}

/** One cell instead of several: the first keeps its name and takes the texts of all in reading order, and the place of all. */
function merge(draft: TableDraft, cells: readonly PlacedCell[], area: Area): PlacedCell {
  const [first] = sorted(cells)
  const quad = quadAround(cells.flatMap(({ item }) => [...draft.quadsOf(item)]))
  draft.write(first!.item, joinedText(draft, sorted(cells)))
  if (quad) draft.place(first!.item, [quad])
  return {
    item: first!.item,
    row: area.top,
    column: area.left,
    rowSpan: area.bottom - area.top + 1,
    columnSpan: area.right - area.left + 1,
  }
}

/** The cells of an area become one. False when it is one already. */
export function mergeCells(draft: TableDraft, wished: Area): boolean {
  const area = whole(draft.structure, wished)
  const within = draft.structure.cells.filter((cell) => meets(areaOf(cell), area))
  if (within.length < 2) return false
  const rest = draft.structure.cells.filter((cell) => !within.includes(cell))
  draft.setCells([...rest, merge(draft, within, area)])
  return true
}

/** A cell over several places becomes one a place; its text stays in the first. False for a cell of one place. */
export function splitCell(draft: TableDraft, cell: PlacedCell): boolean {
  const { item, row, column, rowSpan, columnSpan } = cell
  if (rowSpan * columnSpan === 1) return false
  const [quad] = draft.quadsOf(item)
  const parts = Array.from({ length: rowSpan * columnSpan }, (_, index): PlacedCell => {
    const [y, x] = [Math.floor(index / columnSpan), index % columnSpan]
    const name = index === 0 ? item : draft.newCell()
    if (quad)
      draft.place(name, [partOf(quad, [x / columnSpan, (x + 1) / columnSpan], [y / rowSpan, (y + 1) / rowSpan])])
    return { item: name, row: row + y, column: column + x, rowSpan: 1, columnSpan: 1 }
  })
  draft.setCells([...draft.structure.cells.filter((other) => other.item !== item), ...parts])
  return true
}

/** A text parted in two: at a line break, else at the blank nearest to its middle. The second is null where there is none. */
export function partedText(text: string | null): [string | null, string | null] {
  if (text === null) return [null, null]
  const breaks = [...text.matchAll(/\s*\n\s*/gu)]
  const gaps = breaks.length > 0 ? breaks : [...text.matchAll(/\s+/gu)]
  const middle = text.length / 2
  const [gap] = gaps.toSorted((first, second) => Math.abs(first.index - middle) - Math.abs(second.index - middle))
  if (!gap) return [text, null]
  return [text.slice(0, gap.index), text.slice(gap.index + gap[0].length)]
}

/** Two rows or columns instead of one: the text of each cell is parted, its place halved. */
export function splitLine(draft: TableDraft, axis: Axis, at: number): void {
  const own = draft.structure.cells.filter((cell) => startOf(cell, axis) === at && spanOf(cell, axis) === 1)
  draft.structure = inserted(draft.structure, axis, at + 1, 1)
  const halves = own.map((cell): PlacedCell => {
    const name = draft.newCell()
    const [first, second] = partedText(draft.textOf(cell.item))
    const [quad, below] = draft.quadsOf(cell.item)
    draft.write(cell.item, first)
    draft.write(name, second)
    if (quad) {
      const half = (from: number, to: number): Quad =>
        axis === 'row' ? partOf(quad, [0, 1], [from, to]) : partOf(quad, [from, to], [0, 1])
      // A box a line: each row has its own already.
      draft.place(cell.item, [below && axis === 'row' ? quad : half(0, 0.5)])
      draft.place(name, [below && axis === 'row' ? below : half(0.5, 1)])
    }
    return placedAt({ ...cell, item: name }, axis, at + 1, 1)
  })
  draft.setCells([...draft.structure.cells, ...halves])
}

/**
 * One row or column instead of `from` to `to`: what stands one after the other is joined. False where cells are parted differently in them,
 * so that it is not clear what belongs together.
 */
export function mergeLines(draft: TableDraft, axis: Axis, from: number, to: number): boolean {
  const across = otherAxis[axis]
  const groups = new Map<string, PlacedCell[]>()
  const over = (cell: PlacedCell) => startOf(cell, axis) <= to && startOf(cell, axis) + spanOf(cell, axis) > from
  const within = draft.structure.cells.filter(over)
  for (const cell of within) {
    const key = `${startOf(cell, across)} ${spanOf(cell, across)}`
    groups.set(key, [...(groups.get(key) ?? []), cell])
  }
  const lists = [...groups.values()]
  const reach = ([cell]: readonly PlacedCell[]) =>
    [startOf(cell!, across), startOf(cell!, across) + spanOf(cell!, across)] as const
  const torn = lists.some((cells, index) => {
    const [start, end] = reach(cells)
    return lists.slice(index + 1).some((others) => reach(others)[0] < end && start < reach(others)[1])
  })
  if (torn || from === to) return false
  // Empty places beside a cell belong to it, so that it is not taken out with the lines that go.
  const stretched = lists.map((cells) => {
    const one = cells.length === 1 ? cells[0]! : merge(draft, cells, areaOf(sorted(cells)[0]!))
    const start = Math.min(from, ...cells.map((cell) => startOf(cell, axis)))
    const end = Math.max(to + 1, ...cells.map((cell) => startOf(cell, axis) + spanOf(cell, axis)))
    return placedAt(one, axis, start, end - start)
  })
  draft.setCells([...draft.structure.cells.filter((cell) => !within.includes(cell)), ...stretched])
  draft.structure = deleted(draft.structure, axis, from + 1, to)
  return true
}

/** How many rows and columns a text from a spreadsheet goes beyond the table, when it is put in at a place. */
export function overflowOf(
  { rows, columns }: { rows: number; columns: number },
  place: { row: number; column: number },
  texts: readonly (readonly string[])[],
): { rows: number; columns: number } {
  const width = Math.max(0, ...texts.map(({ length }) => length))
  return {
    rows: Math.max(0, place.row + texts.length - rows),
    columns: Math.max(0, place.column + width - columns),
  }
}

/**
 * Puts texts into the cells from a place on, row by row; one text alone goes into every cell of the area. A cell over several places takes the
 * text of its first. With `grow` the table gets the rows and columns that are missing, otherwise what does not fit is left out.
 */
export function paste(draft: TableDraft, area: Area, texts: readonly (readonly string[])[], grow: boolean): void {
  const single = texts.length === 1 && texts[0]!.length === 1 ? texts[0]![0]! : null
  if (single !== null) {
    for (const cell of draft.structure.cells) if (meets(areaOf(cell), area)) draft.write(cell.item, single || null)
    return
  }
  const place = { row: area.top, column: area.left }
  if (grow) {
    const { rows, columns } = overflowOf(draft.structure, place, texts)
    if (rows > 0) draft.structure = inserted(draft.structure, 'row', draft.structure.rows, rows)
    if (columns > 0) draft.structure = inserted(draft.structure, 'column', draft.structure.columns, columns)
  }
  const cells = new Map(draft.structure.cells.map((cell) => [`${cell.row} ${cell.column}`, cell]))
  const holes = new Set(holesOf(draft.structure).map(({ row, column }) => `${row} ${column}`))
  const made: PlacedCell[] = []
  for (const [y, line] of texts.entries()) {
    for (const [x, text] of line.entries()) {
      const [row, column] = [place.row + y, place.column + x]
      if (row >= draft.structure.rows || column >= draft.structure.columns) continue
      const cell = cells.get(`${row} ${column}`)
      if (cell) draft.write(cell.item, text === '' ? null : text)
      else if (text !== '' && holes.has(`${row} ${column}`)) {
        const item = draft.newCell()
        draft.write(item, text)
        made.push({ item, row, column, rowSpan: 1, columnSpan: 1 })
      }
    }
  }
  draft.setCells([...draft.structure.cells, ...made])
}

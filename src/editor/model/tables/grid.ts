import type { PlacedCell, TableStructure } from '#contract/table-structure'

/** Places of a table, the last ones included. */
export interface Area {
  top: number
  left: number
  bottom: number
  right: number
}

export type Axis = 'row' | 'column'

export function areaOf({ row, column, rowSpan, columnSpan }: PlacedCell): Area {
  return { top: row, left: column, bottom: row + rowSpan - 1, right: column + columnSpan - 1 }
}

export function around(first: Area, second: Area): Area {
  return {
    top: Math.min(first.top, second.top),
    left: Math.min(first.left, second.left),
    bottom: Math.max(first.bottom, second.bottom),
    right: Math.max(first.right, second.right),
  }
}

export function meets(first: Area, second: Area): boolean {
  return (
    first.top <= second.bottom && second.top <= first.bottom && first.left <= second.right && second.left <= first.right
  )
}

/** The area enlarged until no cell reaches over its edge, as a spreadsheet's selection is. */
export function whole({ cells }: TableStructure, area: Area): Area {
  let grown = area
  for (;;) {
    const next = cells.map(areaOf).reduce((sum, each) => (meets(sum, each) ? around(sum, each) : sum), grown)
    if (
      next.top === grown.top &&
      next.left === grown.left &&
      next.bottom === grown.bottom &&
      next.right === grown.right
    )
      return grown
    grown = next
  }
}

/** The cell that covers a place; undefined where the table has a hole. */
export function cellAt({ cells }: TableStructure, row: number, column: number): PlacedCell | undefined {
  return cells.find((cell) => meets(areaOf(cell), { top: row, left: column, bottom: row, right: column }))
}

export function cellOf({ cells }: TableStructure, item: string): PlacedCell | undefined {
  return cells.find((cell) => cell.item === item)
}

/** The places that no cell covers, row by row. */
export function holesOf({ rows, columns, cells }: TableStructure): { row: number; column: number }[] {
  const taken = new Set<number>()
  for (const { row, column, rowSpan, columnSpan } of cells) {
    for (let y = row; y < row + rowSpan; y += 1) {
      for (let x = column; x < column + columnSpan; x += 1) taken.add(y * columns + x)
    }
  }
  return Array.from({ length: rows * columns }, (_, place) => place)
    .filter((place) => !taken.has(place))
    .map((place) => ({ row: Math.floor(place / columns), column: place % columns }))
}

/** The cells in reading order. */
export function sorted(cells: readonly PlacedCell[]): PlacedCell[] {
  return cells.toSorted((first, second) => first.row - second.row || first.column - second.column)
}

/** The next cell in a direction from a cell; null at the edge. Holes are passed over. */
export function neighbourOf(
  structure: TableStructure,
  from: PlacedCell,
  rows: number,
  columns: number,
): PlacedCell | null {
  const { top, left, bottom, right } = areaOf(from)
  let row = rows > 0 ? bottom + 1 : rows < 0 ? top - 1 : top
  let column = columns > 0 ? right + 1 : columns < 0 ? left - 1 : left
  while (row >= 0 && column >= 0 && row < structure.rows && column < structure.columns) {
    const found = cellAt(structure, row, column)
    if (found) return found
    row += rows
    column += columns
  }
  return null
}

/** The name of a column as spreadsheets give it: A, B, … Z, AA. */
export function columnName(column: number): string {
  const rest = column % 26
  const letter = String.fromCodePoint(65 + rest)
  return column < 26 ? letter : columnName(Math.floor(column / 26) - 1) + letter
}

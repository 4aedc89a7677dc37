import { z } from 'zod'
import type { Recognition } from './result.ts'

/** No table of print comes near; a structure of more places is a broken client's. */
const mostPlaces = 200_000

/** Where a cell stands, counted from 0, and over how many places it goes; `item` is the review item with its text and its box. */
export const placedCellSchema = z.object({
  item: z.string(),
  row: z.number().int().min(0),
  column: z.number().int().min(0),
  rowSpan: z.number().int().min(1),
  columnSpan: z.number().int().min(1),
})
export type PlacedCell = z.infer<typeof placedCellSchema>

/** Rows and columns of a table and its cells. A place that no cell covers is empty; no place is covered twice. */
export const tableStructureSchema = z
  .object({
    rows: z.number().int().min(0),
    columns: z.number().int().min(0),
    cells: z.array(placedCellSchema).max(mostPlaces),
  })
  .refine(isSound, { message: 'Cells lie outside of the table, over each other, or are named twice.' })
export type TableStructure = z.infer<typeof tableStructureSchema>

function isSound({ rows, columns, cells }: { rows: number; columns: number; cells: PlacedCell[] }): boolean {
  if (rows * columns > mostPlaces || new Set(cells.map(({ item }) => item)).size < cells.length) return false
  const taken = new Set<number>()
  for (const { row, column, rowSpan, columnSpan } of cells) {
    if (row + rowSpan > rows || column + columnSpan > columns) return false
    for (let y = row; y < row + rowSpan; y += 1) {
      for (let x = column; x < column + columnSpan; x += 1) {
        if (taken.has(y * columns + x)) return false
        taken.add(y * columns + x)
      }
    }
  }
  return true
}

type MachineTable = Recognition['tables'][number]

/**
 * A table as the machine saw it, made sound: what reaches over the table's edge makes it larger, a cell that lies over another loses its
 * span, and one whose place is taken goes into a row of its own below, so that no text is lost.
 */
function structureOf({ rows, columns, cells }: MachineTable, table: number): TableStructure {
  const structure: TableStructure = { rows: Math.max(0, rows), columns: Math.max(1, columns), cells: [] }
  const taken = new Set<string>()
  const placesOf = ({ row, column, rowSpan, columnSpan }: Omit<PlacedCell, 'item'>) =>
    Array.from({ length: rowSpan * columnSpan }, (_, index) => {
      return `${row + Math.floor(index / columnSpan)} ${column + (index % columnSpan)}`
    })
  for (const [index, cell] of cells.entries()) {
    const [row, column] = [Math.max(0, cell.row), Math.max(0, cell.column)]
    const free = (place: Omit<PlacedCell, 'item'>) => !placesOf(place).some((each) => taken.has(each))
    const wished = { row, column, rowSpan: Math.max(1, cell.rowSpan), columnSpan: Math.max(1, cell.columnSpan) }
    const single = { row, column, rowSpan: 1, columnSpan: 1 }
    const place = free(wished) ? wished : free(single) ? single : { ...single, row: structure.rows, column: 0 }
    for (const each of placesOf(place)) taken.add(each)
    structure.rows = Math.max(structure.rows, place.row + place.rowSpan)
    structure.columns = Math.max(structure.columns, place.column + place.columnSpan)
    structure.cells.push({ item: `cell:${table}:${index}`, ...place })
  }
  return structure
}

/** The structures of a reading's tables as the machine saw them, for a review whose items are their cells (`review.ts`). */
export function structuresOf({ tables }: Pick<Recognition, 'tables'>): TableStructure[] {
  return tables.map(structureOf)
}

/**
 * The items with the cells of one table in the order of its structure; all others, and the places in the list that the cells have among
 * them, stay. The same array when nothing moves.
 */
export function inOrderOf<Item extends { id: string }>(items: Item[], { cells }: TableStructure): Item[] {
  const order = new Map(cells.map(({ item }, index) => [item, index]))
  const places = items.flatMap(({ id }, place) => (order.has(id) ? [place] : []))
  const own = places.map((place) => items[place]!)
  const sorted = own.toSorted((first, second) => order.get(first.id)! - order.get(second.id)!)
  if (sorted.every((item, index) => item === own[index])) return items
  const next = [...items]
  for (const [index, place] of places.entries()) next[place] = sorted[index]!
  return next
}

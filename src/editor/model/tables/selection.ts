import type { PlacedCell, TableStructure } from '#contract/table-structure'
import type { EditorState } from '../editor-state.ts'
import { areaOf, around, cellOf, whole, type Area } from './grid.ts'

/**
 * What is only of the grid: where a selection began, and whether arrows move in the text. It holds for the item in `focus` alone: once the
 * focus has gone elsewhere, one cell is selected and arrows go from cell to cell.
 */
export interface GridState {
  readonly focus: string | null
  readonly anchor: string | null
  readonly caret: boolean
  /** A text from a spreadsheet that is larger than the table, until somebody says what shall become of it. */
  readonly pasting: PendingPaste | null
}

export interface PendingPaste {
  readonly item: string
  readonly texts: readonly (readonly string[])[]
  /** So much is missing. */
  readonly rows: number
  readonly columns: number
}

export const noGrid: GridState = { focus: null, anchor: null, caret: false, pasting: null }

/** The cell in focus, with its table. */
export interface FocusedCell {
  table: number
  structure: TableStructure
  cell: PlacedCell
}

const tableOfItem = new WeakMap<readonly TableStructure[], Map<string, number>>()

/** Which table a cell belongs to; undefined for what is no cell. Looked up once for each state of the tables. */
export function tableOf(tables: readonly TableStructure[], item: string): number | undefined {
  let known = tableOfItem.get(tables)
  if (!known) {
    known = new Map(tables.flatMap(({ cells }, table) => cells.map((cell) => [cell.item, table] as const)))
    tableOfItem.set(tables, known)
  }
  return known.get(item)
}

export function focusedCell(state: EditorState): FocusedCell | null {
  const tables = state.document?.review.tables
  if (!tables || state.focus === null) return null
  const table = tableOf(tables, state.focus)
  const structure = table === undefined ? undefined : tables[table]
  const cell = structure && cellOf(structure, state.focus)
  return cell && structure && table !== undefined ? { table, structure, cell } : null
}

/** The selected places of a table: those between the cell where the selection began and the one in focus. Null when it has not the focus. */
export function selectedArea(state: EditorState, table: number): Area | null {
  const found = focusedCell(state)
  if (!found || found.table !== table) return null
  const { structure, cell } = found
  const anchor =
    state.grid.focus === cell.item && state.grid.anchor !== null ? cellOf(structure, state.grid.anchor) : undefined
  return anchor ? whole(structure, around(areaOf(anchor), areaOf(cell))) : areaOf(cell)
}

/** Whether arrows move in the text of the cell in focus. */
export function inCaret({ grid, focus }: EditorState): boolean {
  return grid.caret && grid.focus === focus
}

import type { Box } from '#contract/review'
import type { Column } from './columns.ts'

/** Something that a recogniser says, and where on a page it says it stands. */
export interface PlacedCell {
  column: Column
  box: Box
  /** Says what the others say; null where there is nothing to be held against. */
  agrees: boolean | null
}

/** A field, or a text, by recogniser. */
export interface PlacedRow {
  id: string
  cells: readonly PlacedCell[]
}

/** No place known. */
export const nowhere: Box = { page: 0, quads: [], boxSource: null }

import type { Findings } from '../../contract/result.ts'
import { withMarks } from './punctuation.ts'
import { layoutOf } from './tables.ts'
import { findingsOf, textPage, type PageContext } from './text-stream.ts'

/** Kind `table`: every table with its cells, and all lines. */
export async function extractTable(given: readonly PageContext[]): Promise<Findings> {
  const pages = given.map(withMarks)
  const tables = []
  for (const context of pages) {
    const layout = await layoutOf(textPage(context), context.reading.lines, context.inspect)
    tables.push(...layout.tables.map(({ table }) => table))
  }
  return findingsOf(pages, { tables })
}

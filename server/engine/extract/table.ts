import type { Findings } from '../../contract/result.ts'
import { tablesOf } from './tables.ts'
import { findingsOf, textPage, type PageContext } from './text-stream.ts'

/** Kind `table`: every table with its cells, and all lines. */
export async function extractTable(pages: readonly PageContext[]): Promise<Findings> {
  const tables = []
  for (const context of pages)
    tables.push(...(await tablesOf(textPage(context), context.reading.lines, context.inspect)))
  return findingsOf(pages, { tables })
}

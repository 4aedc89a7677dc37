import type { Findings } from '../../contract/result.ts'
import { withMarks } from './punctuation.ts'
import { findingsOf, type PageContext } from './text-stream.ts'

/** Kind `pdf`: the lines of every page. Where the file has a text of its own and the pixels agree, they have its signs (`engine/text-layer`). */
export function extractPdf(pages: readonly PageContext[]): Promise<Findings> {
  return Promise.resolve(findingsOf(pages.map(withMarks)))
}

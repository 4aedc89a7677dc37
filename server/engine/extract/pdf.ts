import type { Findings } from '../../contract/result.ts'
import { findingsOf, type PageContext } from './text-stream.ts'

/** Kind `pdf`: the lines of every page. Pages reach the engine as pictures; a text layer is not used, for it may say anything. */
export function extractPdf(pages: readonly PageContext[]): Promise<Findings> {
  return Promise.resolve(findingsOf(pages))
}

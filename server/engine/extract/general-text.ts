import type { Findings } from '../../contract/result.ts'
import { findingsOf, type PageContext } from './text-stream.ts'

/** Kind `general-text`: the lines are the result. */
export function extractGeneralText(pages: readonly PageContext[]): Promise<Findings> {
  return Promise.resolve(findingsOf(pages))
}

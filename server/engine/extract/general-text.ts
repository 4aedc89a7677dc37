import type { Findings } from '../../contract/result.ts'
import { withMarks } from './punctuation.ts'
import { findingsOf, type PageContext } from './text-stream.ts'

/** Kind `general-text`: the lines are the result. */
export function extractGeneralText(pages: readonly PageContext[]): Promise<Findings> {
  return Promise.resolve(findingsOf(pages.map(withMarks)))
}

import type { Findings } from '../../contract/result.ts'
import { withMarks } from './punctuation.ts'
import { findingsOf, type PageContext } from './text-stream.ts'

/** Kind `video-text` of still pictures: each is a frame at time 0. Videos are read frame by frame by `read-video.ts`, which knows the times. */
export function extractVideoText(pages: readonly PageContext[]): Promise<Findings> {
  const { lines } = findingsOf(pages.map(withMarks))
  const frames = pages.map(({ index }) => ({ timeMs: 0, lines: lines.filter(({ page }) => page === index) }))
  return Promise.resolve(findingsOf(pages, { lines, frames }))
}

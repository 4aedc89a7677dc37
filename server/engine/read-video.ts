import type { Findings } from '../contract/result.ts'
import type { ReadDocumentOptions } from './read-document.ts'
import { withChineseMarks } from './extract/punctuation.ts'
import type { Engine } from './reading.ts'
import { mergeFrames } from './video/merge-frames.ts'

/** A frame of a video: milliseconds from its begin, and its encoded picture. */
export interface FrameSource {
  timeMs: number
  image: Uint8Array
}

/**
 * Reads the text of each frame; what stands in several frames one after the other is one line of text in all of them. A frame that is the same picture as
 * the one before is not read again. Coordinates are pixels of the frames, which are all of one size.
 * @throws {ProblemError} of the engine; the signal's reason when aborted
 */
export async function readVideo(
  engine: Engine,
  frames: readonly FrameSource[],
  { signal, onProgress }: ReadDocumentOptions,
): Promise<Findings> {
  const findings: Findings = { fields: [], lines: [], tables: [], regions: [], frames: [] }
  for (const [index, { timeMs, image }] of frames.entries()) {
    signal.throwIfAborted()
    onProgress({ stage: 'reading', share: index / frames.length })
    const before = frames[index - 1]
    const known = before && findings.frames.at(-1)
    if (known && Buffer.compare(before.image, image) === 0) {
      findings.frames.push({ timeMs, lines: known.lines })
      continue
    }
    const page = await engine.open(image, { signal })
    try {
      const { lines } = await page.read({ signal })
      findings.frames.push({ timeMs, lines: lines.map(withChineseMarks) })
    } finally {
      page.close()
    }
  }
  onProgress({ stage: 'extracting', share: 1 })
  return { ...findings, frames: mergeFrames(findings.frames) }
}

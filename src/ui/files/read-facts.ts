import { factsOf } from '#contract/file-facts'
import type { FileFacts } from '#contract/limits'
import { pageProblem } from '../../api/problem-error.ts'

/** Enough for a photograph whose camera put a preview picture before the size. */
const headBytes = 256 * 1024
/** A TIFF's directories and an MP4's index may stand anywhere; larger ones are left to the server. */
const wholeBytes = 64_000_000

/** The bytes from..to of a file. @throws {ProblemError} `file-unreadable` when it was moved or changed since it was chosen. */
export async function readBytes(file: Blob, from: number, to: number): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await file.slice(from, to).arrayBuffer())
  } catch (error) {
    throw pageProblem('file-unreadable', 'The file cannot be read any more', error)
  }
}

/** What can be known of a file without sending or decoding it. */
export async function readFacts(file: File): Promise<FileFacts> {
  const facts = factsOf(await readBytes(file, 0, headBytes), file.size)
  const unknown = facts.format === 'tiff' ? facts.pages === null : facts.format === 'mp4' && facts.width === null
  if (!unknown || file.size <= headBytes || file.size > wholeBytes) return facts
  return factsOf(await readBytes(file, 0, file.size), file.size)
}

import { checkLimits } from '../../contract/limits.ts'
import { factsOf } from '../../contract/file-facts.ts'
import { intakeLimits } from '../../contract/intake-limits.ts'
import type { Format } from '../../contract/limits.ts'
import type { DecodeThread } from './decode-thread.ts'
import type { Line } from '../../contract/result.ts'
import type { AdmittedPage } from './intake.ts'
import { breachProblem, pageEmpty } from './problems.ts'
import { countPages, rasterPage, rawPage } from './raster.ts'
import { videoPage } from './video/page.ts'

/** Says no before anything is decoded. @throws {ProblemError} */
export function checkFile(bytes: Uint8Array): Format {
  const facts = factsOf(bytes, bytes.length)
  const [breach] = checkLimits(facts, intakeLimits)
  if (breach) throw breachProblem(breach)
  if (facts.width === 0 || facts.height === 0) throw pageEmpty(facts.format!)
  return facts.format!
}

async function* pdfPages(bytes: Uint8Array, thread: DecodeThread, signal: AbortSignal): AsyncGenerator<AdmittedPage> {
  const pageCount = await thread.ask({ type: 'open-pdf', bytes }, 'pdf', signal)
  let hasContent = false
  for (let index = 0; index < pageCount; index += 1) {
    const page = await thread.ask({ type: 'render-pdf', index }, 'pdf', signal)
    hasContent ||= !page.blank
    yield await rawPage('pdf', page)
  }
  await thread.ask({ type: 'close-pdf' }, 'pdf', signal)
  // The empty back of a sheet is a page like any other; a document of nothing else is a mistake.
  if (!hasContent) throw pageEmpty('pdf')
}

/** The text layer of each page of a PDF; null where a page has none. @throws {ProblemError} as for the pages, or the reason of the signal */
export async function pdfTextLayers(
  bytes: Uint8Array,
  thread: DecodeThread,
  signal: AbortSignal,
): Promise<(Line[] | null)[]> {
  const pageCount = await thread.ask({ type: 'open-pdf', bytes }, 'pdf', signal)
  const layers: (Line[] | null)[] = []
  for (let index = 0; index < pageCount; index += 1)
    layers.push(await thread.ask({ type: 'text-of-pdf', index }, 'pdf', signal))
  await thread.ask({ type: 'close-pdf' }, 'pdf', signal)
  return layers
}

/**
 * The upright pages of a file, one after the other, so that a long document is never in memory as a whole. A problem may come after pages.
 * @throws {ProblemError} or the reason of the signal
 */
export async function* admitPages(
  format: Format,
  bytes: Uint8Array,
  thread: DecodeThread,
  signal: AbortSignal,
): AsyncGenerator<AdmittedPage> {
  signal.throwIfAborted()
  if (format === 'pdf') {
    yield* pdfPages(bytes, thread, signal)
  } else if (format === 'bmp' || format === 'heic') {
    const raw = await thread.ask({ type: format, bytes }, format, signal)
    yield await rawPage(format, raw)
  } else if (format === 'avi' || format === 'mp4') {
    yield await videoPage(format, bytes)
  } else {
    const pages = await countPages(format, bytes)
    const { maxPages } = intakeLimits
    if (pages > maxPages) throw breachProblem({ code: 'too-many-pages', parameters: { pages, maxPages } })
    for (let index = 0; index < pages; index += 1) {
      signal.throwIfAborted()
      yield await rasterPage(format, bytes, index, pages > 1)
    }
  }
}

import type { KindDefinition } from '../contract/documents/index.ts'
import type { Findings, Line } from '../contract/result.ts'
import { groundFindings, type GroundPage } from '../engine/ground/index.ts'
import { readDocument } from '../engine/read-document.ts'
import type { Engine } from '../engine/reading.ts'
import { noFindings } from '../providers/field.ts'
import { withinPages } from '../providers/local/within-pages.ts'
import type { UprightPage } from '../providers/provider.ts'

/** Places what a cloud answered on the pages, by what our engine reads there (DESIGN.md, "What it is"). */
export interface Grounder {
  /** Begins to read the pages, beside the cloud's call. */
  begin(order: { kind: KindDefinition; pages: readonly UprightPage[]; recognition: string; signal: AbortSignal }): {
    /** Waits for the reading and grounds. A reading that failed leaves the findings as they came: the call has been paid for. */
    finish(findings: Findings): Promise<Findings>
    /** The call failed: nobody needs the reading any more. */
    stop(): void
  }
}

/**
 * Kinds whose values stand in print that lines of text do not hold: codes, seals, Arabic. Their own extractors see it; of all others the text
 * alone is read, with a PDF's own text where it has one.
 */
const readAsItself = new Set(['qr-code', 'stamp', 'emirates-id-front', 'emirates-id-back'])

async function readPage(engine: Engine, kind: string, page: UprightPage, signal: AbortSignal): Promise<GroundPage> {
  const { index, width, height } = page
  const readable = readAsItself.has(kind) ? kind : 'general-text'
  const read = await readDocument(engine, readable, [page], { signal, onProgress: () => undefined })
  // Detection widens boxes: at a page's edge they would stand beside it.
  const { lines, regions } = withinPages({ ...noFindings(), lines: read.lines, regions: read.regions }, [page])
  return { index, width, height, lines, regions }
}

/** The engine's lines of the pages of which the provider reported none, so that a reviewer can fill a field from them by a click. */
function linesBeside(findings: Findings, pages: readonly GroundPage[]): Line[] {
  const reported = new Set(findings.lines.map(({ page }) => page))
  return pages
    .filter(({ index }) => !reported.has(index))
    .flatMap(({ lines }) => lines.map((line): Line => ({ ...line, source: 'engine' })))
}

/** Our engine has read these itself: there is nothing to compare. */
const isOurOwn = ({ fields, lines }: Findings) =>
  fields.length > 0
    ? fields.every(({ confidenceSource, value }) => value === null || confidenceSource === 'engine')
    : lines.some(({ chars }) => chars.length > 0)

export function createGrounder(engine: Engine, log: (entry: Record<string, unknown>) => void): Grounder {
  return {
    begin({ kind, pages, recognition, signal }) {
      const left = new AbortController()
      const until = AbortSignal.any([signal, left.signal])
      const readAll = async () => {
        const read: GroundPage[] = []
        for (const page of pages) read.push(await readPage(engine, kind.kind, page, until))
        return read
      }
      // Text of a video stands in its frames, not on the page that shows one of them.
      const reading = kind.output.includes('frames') ? null : readAll()
      reading?.catch(() => undefined)
      return {
        async finish(findings) {
          if (!reading || isOurOwn(findings)) return findings
          try {
            const read = await reading
            const grounded = await groundFindings(kind, findings, read, { signal })
            return { ...grounded, lines: [...grounded.lines, ...linesBeside(findings, read)] }
          } catch (error) {
            signal.throwIfAborted()
            const errorType = error instanceof Error ? error.name : typeof error
            log({ level: 'error', event: 'grounding-failed', recognition, errorType })
            return findings
          }
        },
        stop: () => left.abort(),
      }
    },
  }
}

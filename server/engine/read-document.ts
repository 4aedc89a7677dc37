import { runChecks } from '../contract/checks/index.ts'
import { kindByName } from '../contract/documents/index.ts'
import type { Field, Findings, Line, Progress } from '../contract/result.ts'
import { extractFindings } from './extract/index.ts'
import type { Engine, OpenPage, Reading } from './reading.ts'
import { withTextLayer } from './text-layer/index.ts'
import { withoutWatermark } from './watermark.ts'

/** A page of a document as the engine wants it: its number and its encoded, upright picture. */
export interface PageSource {
  index: number
  image: () => Promise<Uint8Array>
  /** What the page of a PDF says as text, in pixels of its picture (`Intake.textLayers`); null where it says nothing. Absent for other files. */
  textLayer?: () => Promise<Line[] | null>
}

export interface ReadDocumentOptions {
  signal: AbortSignal
  onProgress: (progress: Progress) => void
}

/** How much of a page's time each stage takes, so that the bar moves evenly (ENGINE.md section 3). */
const shares = { waiting: 0, detecting: 0.25, reading: 0.9 } as const

/** The page as it was read, with the text of its own where it has one and the pixels agree. */
async function readText(open: OpenPage, { textLayer }: PageSource, options: ReadDocumentOptions): Promise<Reading> {
  const [reading, layer] = await Promise.all([open.read(options), textLayer?.()])
  return layer ? withTextLayer(reading, layer, (quad, views) => open.look(quad, views)) : reading
}

const known = (fields: readonly Field[]) => fields.filter(({ value }) => value !== null).length

/** Documents of which copies are stamped against misuse. Of other kinds the words of a watermark may be what is looked for. */
const copied = /^(?:id-card|household|passport|driver|vehicle|business-licence|bank-card|emirates)/

/** A page, and where a watermark lies over it the page without: what is printed below it counts. */
async function readPage(
  engine: Engine,
  kind: string,
  page: PageSource,
  options: ReadDocumentOptions,
): Promise<Findings> {
  const image = await page.image()
  const findings = await readPicture(engine, kind, image, page, options)
  if (!copied.test(kind)) return findings
  const clean = await withoutWatermark(image, findings.lines)
  options.signal.throwIfAborted()
  if (!clean) return findings
  const { textLayer: _, ...picture } = page
  const below = await readPicture(engine, kind, clean, picture, options)
  // Words of the watermark that were taken for values make the first reading look fuller than it is.
  return known(below.fields) >= 0.7 * known(findings.fields) ? below : findings
}

async function readPicture(
  engine: Engine,
  kind: string,
  image: Uint8Array,
  page: PageSource,
  { signal, onProgress }: ReadDocumentOptions,
): Promise<Findings> {
  const { index } = page
  const open = await engine.open(image, { signal, onProgress })
  try {
    const reading = await readText(open, page, { signal, onProgress })
    signal.throwIfAborted()
    onProgress({ stage: 'extracting', share: shares.reading })
    return await extractFindings(kind, [
      {
        index,
        width: open.width,
        height: open.height,
        reading,
        look: (quad, views) => open.look(quad, views),
        ...(open.inspect && { inspect: open.inspect.bind(open) }),
      },
    ])
  } finally {
    open.close()
  }
}

/**
 * One document of several pages: lines, tables and regions of all of them in order. A field that may occur once is taken from the page that
 * has most of the fields (a passport's data page among its visa pages), and from the others only where that page lacks it.
 */
function merge(kind: string, perPage: readonly Findings[]): Findings {
  const [only] = perPage
  if (only && perPage.length === 1) return only
  const definition = kindByName(kind)
  const many = new Set(definition?.fields.flatMap((field) => (field.many ? [field.key] : [])))
  const best = perPage.toSorted((first, second) => known(second.fields) - known(first.fields))
  const chosen = new Map<string, Field>()
  for (const { fields } of best) {
    for (const field of fields) {
      const present = chosen.get(field.key)
      if (!many.has(field.key) && (!present || (present.value === null && field.value !== null)))
        chosen.set(field.key, field)
    }
  }
  const all = [...chosen.values(), ...perPage.flatMap(({ fields }) => fields.filter(({ key }) => many.has(key)))]
  const checks = definition ? runChecks(definition, all) : {}
  const html = perPage.flatMap((findings) => findings.html ?? [])
  const order = new Map(definition?.fields.map(({ key }, index) => [key, index]))
  return {
    fields: all
      .map((field) => ({ ...field, checks: checks[field.key] ?? [] }))
      .toSorted((first, second) => (order.get(first.key) ?? order.size) - (order.get(second.key) ?? order.size)),
    lines: perPage.flatMap(({ lines }) => lines),
    tables: perPage.flatMap(({ tables }) => tables),
    regions: perPage.flatMap(({ regions }) => regions),
    frames: perPage.flatMap(({ frames }) => frames),
    ...(html.length > 0 && { html: html.join('\n') }),
  }
}

/**
 * Reads every page of a document, one after the other (a worker holds one page at a time), and finds the fields of its kind.
 * @throws {ProblemError} of the engine; the signal's reason when aborted
 */
export async function readDocument(
  engine: Engine,
  kind: string,
  pages: readonly PageSource[],
  { signal, onProgress }: ReadDocumentOptions,
): Promise<Findings> {
  const perPage: Findings[] = []
  for (const [position, page] of pages.entries()) {
    signal.throwIfAborted()
    const report = (progress: Progress) => {
      const base = progress.stage === 'waiting' ? 0 : shares[progress.stage === 'detecting' ? 'waiting' : 'detecting']
      const span = progress.stage === 'detecting' ? shares.detecting : shares.reading - shares.detecting
      const within = progress.stage === 'extracting' ? progress.share : base + span * progress.share
      onProgress({ ...progress, share: Math.min(1, (position + within) / pages.length) })
    }
    perPage.push(await readPage(engine, kind, page, { signal, onProgress: report }))
  }
  return merge(kind, perPage)
}

import { clampedQuad, type Quad, type Size } from '../../../contract/geometry.ts'
import type { Findings } from '../../../contract/result.ts'
import { fieldOf, lineOf, noFindings, regionOf } from '../../field.ts'
import { lineText, textOf } from '../../values.ts'
import { providerId } from '../errors.ts'
import { isGiven, restOf, take, type Native } from './native.ts'

export interface FindingsContext {
  /** Of the request (Side, OutputFormat ...). */
  parameters: Record<string, string>
  /** The pages whose pictures were sent, in their order; sizes in pixels. */
  pages: readonly (Size & { index: number })[]
  /** The kind that the caller expects. */
  kind: string
}

export interface Found {
  kind: string
  findings: Findings
}

interface FieldOptions {
  key?: string | undefined
  /** What else the value is read from: a part of it, or null where it is known to say nothing. */
  read?: unknown
  quads?: readonly (Quad | null)[]
  confidence?: number | null
  /** Place in `pages`, from 0. */
  page?: number
  /** Under which name a value without a key is kept. Default: its own. */
  name?: string
  markers?: readonly string[] | undefined
}

/** What an action finds, collected: canonical where the kind has a key, under the native name where it has none. */
export interface Collector {
  kind: string
  context: FindingsContext
  findings: Findings
  /** A field of the value there. Nothing where the answer has nothing. */
  field(native: Native, options?: FieldOptions): void
  region(
    kind: string,
    native: Native,
    quad: Quad | null,
    options?: { text?: unknown; confidence?: number | null; page?: number },
  ): void
  /** @returns whether there is a line now: not without a text and a place */
  line(native: Native, quad: Quad | null, options?: { confidence?: number | null; page?: number }): boolean
  /** A quad on the page, what lies beyond its edge cut off. */
  onPage(quad: Quad | null, page?: number): Quad | null
  /** Size of a page in pixels; null where it is not known. */
  sizeOf(page?: number): Size | null
  indexOf(page?: number): number
}

export function createCollector(kind: string, context: FindingsContext): Collector {
  const findings = noFindings()
  const pageOf = (page = 0) => context.pages[page] ?? context.pages[0]
  const indexOf = (page?: number) => pageOf(page)?.index ?? 0
  const sizeOf = (page?: number) => pageOf(page) ?? null
  const onPage = (quad: Quad | null, page?: number) => {
    const size = sizeOf(page)
    return size === null ? quad : clampedQuad(quad, size)
  }
  return {
    kind,
    context,
    findings,
    onPage,
    sizeOf,
    indexOf,
    field(native, { key, quads = [], confidence, page, name, markers, ...read } = {}) {
      if (!isGiven(native)) return
      const value = take(native)
      findings.fields.push(
        fieldOf({
          ...read,
          provider: providerId,
          kind,
          key,
          nativeName: name ?? native.path.slice(native.path.lastIndexOf('.') + 1).replaceAll(/\[\d+\]/g, ''),
          path: native.path,
          value,
          quads: quads.map((quad) => onPage(quad, page)),
          confidence: confidence ?? null,
          page: indexOf(page),
          failureMarkers: markers,
        }),
      )
    },
    region(regionKind, native, quad, { text, confidence = null, page } = {}) {
      take(native)
      findings.regions.push(
        ...regionOf({
          kind: regionKind,
          page: indexOf(page),
          quad: onPage(quad, page),
          path: native.path,
          text: textOf(text),
          confidence,
        }),
      )
    },
    line(native, quad, { confidence = null, page } = {}) {
      const text = lineText(native.value)
      const lines =
        text === null
          ? []
          : lineOf({ text, page: indexOf(page), quad: onPage(quad, page), path: native.path, confidence })
      findings.lines.push(...lines)
      if (lines.length > 0) take(native)
      return lines.length > 0
    },
  }
}

/** Members that hold addresses with signatures of the caller's own files: they belong in no field. */
const addresses = new Set(['ImageURL', 'InputFile'])

/** Everything of an answer that no field was made of, under its native name. */
export function withRest(collector: Collector, data: Native, markers?: readonly string[]): Found {
  for (const { path, value, name } of restOf(data)) {
    if (addresses.has(name)) continue
    collector.field({ value, path, taken: data.taken }, { name, markers })
  }
  return { kind: collector.kind, findings: collector.findings }
}

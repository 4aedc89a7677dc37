import { fieldDefinition } from '../contract/documents/index.ts'
import type { Quad } from '../contract/geometry.ts'
import type { Field, Findings, Line, Region } from '../contract/result.ts'
import { canonicalValue } from './values.ts'

/** Findings of nothing: what an adapter adds to. */
export function noFindings(): Findings {
  return { fields: [], lines: [], tables: [], regions: [], frames: [] }
}

export interface FieldInput {
  provider: string
  kind: string
  /** Canonical key; undefined = the native name has none. */
  key?: string | undefined
  /** The source's own name: it becomes `<provider>:<nativeName>` where the kind has no such key. */
  nativeName: string
  /** Where the value stands in the raw answer (contract/result.ts). */
  path: string
  value: unknown
  /** Another reading of the native value than the value itself (a date cut out of a text); it is normalised like one. */
  read?: unknown
  page?: number
  quads?: readonly (Quad | null)[]
  /** 0..1, or null for not reported. */
  confidence?: number | null
  failureMarkers?: readonly string[] | undefined
}

/** A canonical field of a native value: key and value of the kind's vocabulary, the native value kept, boxes and confidence as the source gave them. */
export function fieldOf(input: FieldInput): Field {
  const definition = input.key === undefined ? undefined : fieldDefinition(input.kind, input.key)
  const quads = (input.quads ?? []).filter((quad) => quad !== null)
  const confidence = input.confidence ?? null
  return {
    key: definition?.key ?? `${input.provider}:${input.nativeName}`,
    value: canonicalValue(definition, 'read' in input ? input.read : input.value, input.failureMarkers),
    native: { path: input.path, value: input.value },
    page: input.page ?? 0,
    quads,
    boxSource: quads.length > 0 ? 'provider' : null,
    confidence,
    confidenceSource: confidence === null ? null : 'provider',
    agreement: null,
    checks: [],
  }
}

/** A line of text as a provider read it; none without a place, since a line is drawn where it stands. */
export function lineOf(line: Pick<Line, 'text' | 'confidence' | 'page'> & { quad: Quad | null; path: string }): Line[] {
  return line.quad === null ? [] : [{ ...line, quad: line.quad, chars: [] }]
}

/** A place that is no field; none where the source found it nowhere. */
export function regionOf(
  region: Pick<Region, 'kind' | 'page'> & {
    quad: Quad | null
    path: string
    text?: string | null | undefined
    confidence?: number | null
  },
): Region[] {
  if (region.quad === null) return []
  const { kind, page, quad, path, text, confidence = null } = region
  return [{ kind, page, quad, path, confidence, ...(text ? { text } : {}) }]
}

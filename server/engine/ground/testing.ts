import type { Field, Findings } from '../../contract/result.ts'
import { fakePage, type Printed } from '../extract/fake-reading.ts'
import type { GroundPage } from './stream.ts'

/** A page for tests as grounding gets it. */
export function groundPage(printed: readonly Printed[], options?: { degrees?: number; index?: number }): GroundPage {
  const { width, height, reading } = fakePage(printed, options)
  return { index: options?.index ?? 0, width, height, lines: reading.lines }
}

/** A field as a provider that says neither place nor confidence answers it. */
export function answered(key: string, value: string | null, rest: Partial<Field> = {}): Field {
  return {
    key,
    value,
    native: { path: `data.${key}`, value },
    page: 0,
    quads: [],
    boxSource: null,
    confidence: null,
    confidenceSource: null,
    agreement: null,
    checks: [],
    ...rest,
  }
}

export const findingsWith = (fields: Field[], rest: Partial<Findings> = {}): Findings => ({
  fields,
  lines: [],
  tables: [],
  regions: [],
  frames: [],
  ...rest,
})

/** What a field's characters say, differences as `[said|read]`. */
export const marked = ({ chars }: Field): string =>
  (chars ?? []).map(({ text, read }) => (read === undefined ? text : `[${text}|${read}]`)).join('')

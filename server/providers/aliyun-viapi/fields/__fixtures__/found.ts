import { readFileSync } from 'node:fs'
import { findingsOf, readAnswer, type FindingsContext } from '../../response.ts'

const folder = new URL('../../__fixtures__/', import.meta.url)

export const fixture = (name: string): string => readFileSync(new URL(name, folder), 'utf8')

export interface Row {
  path: string
  type: string
  inExample: boolean
}

export interface CapabilityFacts {
  action: string
  response: Row[]
  failureMarkers: { marker: unknown; kind: string; appliesTo: string[] }[]
}

/** A copy of seed-facts/aliyun-viapi/capabilities.json. */
export const facts = (JSON.parse(fixture('capabilities.json')) as CapabilityFacts[]).filter(
  ({ action }) => action !== 'GetAsyncJobResult',
)

export const actions = facts.map(({ action }) => action)

/** The pictures that the examples speak of, as far as their coordinates tell; pixels. */
const sizes: Record<string, { width: number; height: number }> = {
  RecognizePdf: { width: 610, height: 394 },
  RecognizeQuotaInvoice: { width: 855, height: 610 },
  RecognizeTicketInvoice: { width: 594, height: 1417 },
  RecognizeVideoCharacter: { width: 1920, height: 1080 },
}

export const page = (action: string) => ({ index: 0, ...(sizes[action] ?? { width: 2400, height: 4000 }) })

/** What the example of an action comes to. @param change of its Data */
export function found(
  action: string,
  format: 'json' | 'xml',
  change: (data: unknown) => unknown = (data) => data,
  context: Partial<FindingsContext> = {},
) {
  const { data } = readAnswer(action, `application/${format}`, fixture(`examples/${action}.${format}`))
  return findingsOf(action, change(data), { parameters: {}, pages: [page(action)], kind: 'none', ...context })
}

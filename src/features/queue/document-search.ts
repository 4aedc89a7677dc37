import type { DocumentFilter, DocumentState } from '#contract/document'
import type { DocumentSort } from '../../api/documents.ts'

/** The list's place in the URL: the filter of the API and the order. */
export type DocumentSearch = DocumentFilter & { sort?: DocumentSort }

export const documentStates: readonly DocumentState[] = [
  'received',
  'queued',
  'running',
  'failed',
  'review',
  'approved',
  'rejected',
  'escalated',
]

export const documentSorts: readonly DocumentSort[] = ['newest', 'oldest', 'least-confident', 'name']

const texts = (raw: unknown): string[] =>
  [raw]
    .flat()
    .filter((value) => typeof value === 'string' || typeof value === 'number')
    .map(String)
    .filter((value) => value !== '' && value.length <= 200)

const text = (raw: unknown): string | undefined => texts(raw)[0]

const some = <T>(list: T[]): T[] | undefined => (list.length > 0 ? [...new Set(list)] : undefined)

function share(raw: unknown): number | undefined {
  const value = Number(text(raw))
  return text(raw) !== undefined && value >= 0 && value <= 1 ? value : undefined
}

function day(raw: unknown): string | undefined {
  const value = text(raw)
  return value !== undefined && /^\d{4}-\d{2}-\d{2}/u.test(value) && !Number.isNaN(Date.parse(value))
    ? value
    : undefined
}

/**
 * The list's search parameters from an URL that anybody may have typed: what is not understood is left out, nothing throws. Written by
 * hand and not with the contract's schema, because the entry of the page carries it; the test compares the two.
 */
export function parseDocumentSearch(raw: Record<string, unknown>): DocumentSearch {
  const parsed: DocumentSearch = {
    state: some(texts(raw['state']).filter((state): state is DocumentState => documentStates.includes(state as never))),
    kind: some(texts(raw['kind'])),
    provider: some(texts(raw['provider'])),
    search: text(raw['search']),
    confidenceBelow: share(raw['confidenceBelow']),
    openChecks: String(raw['openChecks']) === 'true' ? true : String(raw['openChecks']) === 'false' ? false : undefined,
    who: text(raw['who']),
    from: day(raw['from']),
    to: day(raw['to']),
    sort: documentSorts.find((sort) => sort !== 'newest' && sort === raw['sort']),
  }
  return Object.fromEntries(Object.entries(parsed).filter(([, value]) => value !== undefined))
}

/** The filter and the order of a place in the list. */
export function questionOf({ sort = 'newest', ...filter }: DocumentSearch): {
  filter: DocumentFilter
  sort: DocumentSort
} {
  return { filter, sort }
}

/** True when something narrows the list; the order does not. */
export function isFiltered(search: DocumentSearch): boolean {
  return Object.entries(search).some(([key, value]) => key !== 'sort' && value !== undefined)
}

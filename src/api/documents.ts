import { infiniteQueryOptions, keepPreviousData, type InfiniteData } from '@tanstack/react-query'
import type { DocumentFilter, DocumentSummary } from '#contract/document'
import { call, type ApiAnswer } from './client.ts'

export type DocumentSort = 'newest' | 'oldest' | 'least-confident' | 'name'

export type DocumentList = ApiAnswer<'/api/v1/documents', '$get'>

export type DocumentPages = InfiniteData<DocumentList, string | null>

/** Rows asked for at a time. */
const pageSize = 100

/** The list's key starts with this; what follows is `{ filter, sort }`. */
export const documentListKey = ['documents', 'list'] as const

export interface ListQuestion {
  filter: DocumentFilter
  sort: DocumentSort
}

/** One page of the list, from a cursor on. */
export function fetchDocumentPage(
  { filter, sort }: ListQuestion,
  cursor: string | null,
  signal?: AbortSignal,
): Promise<DocumentList> {
  return call('$get', '/api/v1/documents', { query: { ...filter, sort, cursor, limit: pageSize }, signal })
}

/** The documents that fit a filter, page after page. */
export function documentsQuery(question: ListQuestion) {
  return infiniteQueryOptions({
    queryKey: [...documentListKey, question] as const,
    queryFn: ({ pageParam, signal }) => fetchDocumentPage(question, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
  })
}

/** The next documents in review that fit a filter, oldest first; used by "Start review". */
export async function fetchNextDocuments(filter: DocumentFilter): Promise<DocumentSummary[]> {
  const { items } = await call('$get', '/api/v1/documents/next', { query: { ...filter } })
  return items
}

/** A capability of a provider, with values of those parameters that a document cannot be read without. */
export interface Recogniser {
  provider: string
  capability: string
  parameters?: Record<string, string>
}

/** Asks for a recognition of one document; it is queued. */
export async function requestRecognition(id: string, recogniser: Recogniser, signal?: AbortSignal): Promise<void> {
  await call('$post', '/api/v1/documents/:id/recognitions', { param: { id }, body: recogniser, signal })
}

/** Documents by id, or all that fit a filter. */
export type DocumentChoice = { ids: string[] } | { filter: DocumentFilter }

export type ActionAnswer = ApiAnswer<'/api/v1/documents/actions', '$post'>

export function actOnDocuments(
  action: { action: 'delete' } | ({ action: 'recognise' } & Recogniser),
  choice: DocumentChoice,
): Promise<ActionAnswer> {
  return call('$post', '/api/v1/documents/actions', { body: { ...action, ...choice } })
}

/** Where a document's smallest picture is (longest side 160 pixels). */
export function thumbnailUrl(id: string): string {
  return `/api/v1/documents/${encodeURIComponent(id)}/pages/0/thumbnail`
}

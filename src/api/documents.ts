import { infiniteQueryOptions, keepPreviousData, type InfiniteData } from '@tanstack/react-query'
import type { DocumentFilter, DocumentSummary } from '#contract/document'
import type { Problem } from '#contract/problem'
import { queryString, requestJson, send, type Parameters } from './client.ts'

export type DocumentSort = 'newest' | 'oldest' | 'least-confident' | 'name'

export interface DocumentList {
  items: DocumentSummary[]
  nextCursor: string | null
  total: number
}

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
  const parameters: Parameters = { ...filter, sort, cursor, limit: pageSize }
  return requestJson<DocumentList>(`/api/v1/documents${queryString(parameters)}`, signal ? { signal } : {})
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
  const parameters: Parameters = { ...filter }
  const { items } = await requestJson<{ items: DocumentSummary[] }>(`/api/v1/documents/next${queryString(parameters)}`)
  return items
}

export interface Recogniser {
  provider: string
  capability: string
}

/** Asks for a recognition of one document; it is queued. */
export async function requestRecognition(id: string, recogniser: Recogniser, signal?: AbortSignal): Promise<void> {
  await send(`/api/v1/documents/${encodeURIComponent(id)}/recognitions`, {
    method: 'POST',
    body: recogniser,
    ...(signal && { signal }),
  })
}

/** Documents by id, or all that fit a filter. */
export type DocumentChoice = { ids: string[] } | { filter: DocumentFilter }

export interface ActionAnswer {
  affected: number
  problems: { id: string; problem: Problem }[]
}

export function actOnDocuments(
  action: { action: 'delete' } | ({ action: 'recognise' } & Recogniser),
  choice: DocumentChoice,
): Promise<ActionAnswer> {
  return requestJson<ActionAnswer>('/api/v1/documents/actions', { method: 'POST', body: { ...action, ...choice } })
}

/** Where a document's smallest picture is (longest side 160 pixels). */
export function thumbnailUrl(id: string): string {
  return `/api/v1/documents/${encodeURIComponent(id)}/pages/0/thumbnail`
}

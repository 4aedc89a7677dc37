import { queryOptions } from '@tanstack/react-query'
import type { Claim, DocumentDetail, DocumentFilter, DocumentSummary } from '#contract/document'
import type { Quad } from '#contract/geometry'
import type { Character } from '#contract/result'
import type { ChangeAnswer, ChangeSet } from '#contract/review'
import { queryString, requestJson } from './client.ts'

function documentPath(id: string): string {
  return `/api/v1/documents/${encodeURIComponent(id)}`
}

export function documentDetailKey(id: string) {
  return ['documents', 'detail', id] as const
}

/** A document with its pages, the reading under review and the history of its corrections. */
export function documentDetailQuery(id: string) {
  return queryOptions({
    queryKey: documentDetailKey(id),
    queryFn: ({ signal }) => requestJson<DocumentDetail>(documentPath(id), { signal }),
  })
}

/** Stores change-sets. @throws {ProblemError} `review-conflict` with the others' change-sets in its `body.changeSets`. */
export function sendChanges(id: string, baseSequence: number, changeSets: ChangeSet[]): Promise<ChangeAnswer> {
  return requestJson<ChangeAnswer>(`${documentPath(id)}/changes`, {
    method: 'POST',
    body: { baseSequence, changeSets },
  })
}

/** Takes or renews the lease of a document (two minutes). @throws {ProblemError} `document-claimed` while somebody else has it. */
export function claimDocument(id: string, takeover = false): Promise<Claim> {
  return requestJson<Claim>(`${documentPath(id)}/claim`, { method: 'POST', body: { takeover } })
}

/** Gives the lease back, also while the page is being closed; where that fails it ends by itself. */
export function releaseDocument(id: string): void {
  void fetch(`${documentPath(id)}/claim`, { method: 'DELETE', credentials: 'same-origin', keepalive: true }).catch(
    () => {},
  )
}

/** The next documents in review after one, oldest first, not claimed by others. */
export async function fetchDocumentsAfter(
  id: string,
  filter: DocumentFilter,
  signal?: AbortSignal,
): Promise<DocumentSummary[]> {
  const { items } = await requestJson<{ items: DocumentSummary[] }>(
    `/api/v1/documents/next${queryString({ ...filter, after: id })}`,
    signal ? { signal } : {},
  )
  return items
}

export interface LookAnswer {
  text: string
  confidence: number | null
  chars: Character[]
}

/** Reads one place of a page again with the local engine; of a video's frame, the place at that moment. */
export function lookAt(id: string, page: number, quad: Quad, timeMs?: number): Promise<LookAnswer> {
  return requestJson<LookAnswer>(`${documentPath(id)}/look`, {
    method: 'POST',
    body: { page, quad, ...(timeMs !== undefined && { timeMs }) },
  })
}

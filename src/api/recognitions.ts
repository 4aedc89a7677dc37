import { queryOptions } from '@tanstack/react-query'
import type { ComparisonAnswer, ReadingFound, RecognitionRequest } from '#contract/actions'
import type { Exchange } from '#contract/exchange'
import type { Recognition } from '#contract/result'
import { requestJson, send } from './client.ts'

const recognitionsOf = (documentId: string) => `/api/v1/documents/${encodeURIComponent(documentId)}/recognitions`
const path = (id: string) => `/api/v1/recognitions/${encodeURIComponent(id)}`

/** While it works, server-sent events say how far it is; asking again is for the event that was missed. Milliseconds. */
const askAgainMs = 2000

export const isUnfinished = ({ status }: Pick<Recognition, 'status'>): boolean =>
  status === 'queued' || status === 'running'

/** A recognition with its findings, its raw answer and what went wrong. */
export function recognitionQuery(id: string) {
  return queryOptions({
    queryKey: ['recognitions', id] as const,
    queryFn: ({ signal }) => requestJson<Recognition>(path(id), { signal }),
    refetchInterval: ({ state }) => (state.data && isUnfinished(state.data) ? askAgainMs : false),
  })
}

/** What was sent to the cloud for a recognition and what came back, masked. */
export function exchangesQuery(id: string) {
  return queryOptions({
    queryKey: ['recognitions', id, 'exchanges'] as const,
    queryFn: async ({ signal }) =>
      (await requestJson<{ items: Exchange[] }>(`${path(id)}/exchanges`, { signal })).items,
  })
}

/** Orders a recognition of a document with all of its parameters; it is queued. */
export function orderRecognition(
  documentId: string,
  order: RecognitionRequest,
  signal: AbortSignal,
): Promise<Recognition> {
  return requestJson<Recognition>(recognitionsOf(documentId), {
    method: 'POST',
    body: order,
    signal,
  })
}

/** Stops a recognition; a finished one stays as it is. */
export async function cancelRecognition(id: string): Promise<void> {
  await send(path(id), { method: 'DELETE' })
}

export function documentReadingsKey(documentId: string) {
  return ['documents', 'readings', documentId] as const
}

/** Every reading of a document with what it found, newest first. */
export function documentReadingsQuery(documentId: string) {
  return queryOptions({
    queryKey: documentReadingsKey(documentId),
    queryFn: async ({ signal }) => {
      const { items } = await requestJson<{ items: ReadingFound[] }>(recognitionsOf(documentId), { signal })
      return items
    },
  })
}

/** Has a document read by several recognisers that are held against each other; the one under review stays there. */
export function compareRecognisers(
  documentId: string,
  recognisers: readonly RecognitionRequest[],
  signal?: AbortSignal,
): Promise<ComparisonAnswer> {
  return requestJson<ComparisonAnswer>(`/api/v1/documents/${encodeURIComponent(documentId)}/comparisons`, {
    method: 'POST',
    body: { recognisers },
    ...(signal && { signal }),
  })
}

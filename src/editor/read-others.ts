import type { QueryClient } from '@tanstack/react-query'
import type { ReadingFound } from '#contract/actions'
import type { DocumentDetail } from '#contract/document'
import { documentReadingsQuery } from '../api/recognitions.ts'

const none: readonly ReadingFound[] = []

/** Every reading of a document that has others than the one under review; none where they cannot be had: the work goes on without them. */
export async function readOthers(
  { document, recognition, recognitions }: DocumentDetail,
  queryClient: QueryClient,
): Promise<readonly ReadingFound[]> {
  const others = recognitions.filter(({ id, status }) => status === 'succeeded' && id !== recognition?.id)
  if (others.length === 0) return none
  const query = documentReadingsQuery(document.id)
  const known = queryClient.getQueryData(query.queryKey)
  const isKnown = others.every(({ id }) =>
    known?.some((reading) => reading.id === id && reading.status === 'succeeded'),
  )
  if (known && isKnown) return known
  return queryClient.fetchQuery({ ...query, staleTime: 0 }).catch(() => none)
}

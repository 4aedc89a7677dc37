import { useInfiniteQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import type { DocumentSummary } from '#contract/document'
import { documentsQuery, type ListQuestion } from '../../api/documents.ts'

export interface LoadedList {
  rows: readonly DocumentSummary[]
  ids: readonly string[]
  /** How many fit in all; undefined until the first answer. */
  total: number | undefined
  error: Error | null
  isPending: boolean
  /** What is on screen belongs to the question before this one. */
  isStale: boolean
  hasMore: boolean
  loadMore: () => void
  retry: () => void
}

/** The documents that fit a question, as far as they were loaded, each once. */
export function useDocumentList(question: ListQuestion): LoadedList {
  const query = useInfiniteQuery(documentsQuery(question))
  const { data, fetchNextPage, hasNextPage, isFetchingNextPage, refetch, isFetchNextPageError } = query
  const rows = useMemo(() => {
    // A row that moved between two answers may be in both of them.
    const byId = new Map<string, DocumentSummary>()
    for (const page of data?.pages ?? []) for (const row of page.items) if (!byId.has(row.id)) byId.set(row.id, row)
    return [...byId.values()]
  }, [data])
  const ids = useMemo(() => rows.map(({ id }) => id), [rows])
  const loadMore = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage && !isFetchNextPageError) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage])
  const retry = useCallback(
    () => void (isFetchNextPageError ? fetchNextPage() : refetch()),
    [isFetchNextPageError, fetchNextPage, refetch],
  )
  return {
    rows,
    ids,
    total: data?.pages[0]?.total,
    error: query.error,
    isPending: query.isPending,
    isStale: query.isPlaceholderData,
    hasMore: hasNextPage,
    loadMore,
    retry,
  }
}

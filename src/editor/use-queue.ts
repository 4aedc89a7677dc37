import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { DocumentFilter, DocumentSummary } from '#contract/document'
import { documentDetailQuery, fetchDocumentsAfter } from '../api/review.ts'
import { prefetchPage } from './images/page-images.ts'
import { readOthers } from './read-others.ts'

/** How many documents are made ready before they are asked for. */
const PREFETCHED = 2

async function makeReady(queryClient: QueryClient, { id }: DocumentSummary): Promise<void> {
  const detail = await queryClient.ensureQueryData(documentDetailQuery(id))
  const [first] = detail.pages
  await Promise.all([first && prefetchPage(first), readOthers(detail, queryClient)])
}

/** The queue behind the open document: its next two documents are there, result and picture, before they are asked for. */
export function useQueue(documentId: string, ready: boolean, filter: DocumentFilter, onOpen: (id: string) => void) {
  const queryClient = useQueryClient()
  const next = useRef<{ after: string; items: Promise<DocumentSummary[]> } | null>(null)
  const [finished, setFinished] = useState<string | null>(null)
  const question = JSON.stringify(filter)
  // Left by a decision that may still be on its way: to the server they are open, and what it answers of them is out of date.
  const left = useRef(new Set<string>())

  const ask = useCallback(
    (after: string) => {
      const items = fetchDocumentsAfter(after, JSON.parse(question) as DocumentFilter).then((all) =>
        all.filter(({ id }) => !left.current.has(id)),
      )
      next.current = { after, items }
      return items
    },
    [question],
  )

  useEffect(() => {
    if (!ready) return
    left.current.delete(documentId)
    void (async () => {
      try {
        const items = await ask(documentId)
        for (const item of items.slice(0, PREFETCHED)) await makeReady(queryClient, item)
      } catch {
        // Prefetching is only for speed: whatever is missing is asked for when it is needed.
      }
    })()
  }, [documentId, ready, ask, queryClient])

  const openNext = useCallback(async (): Promise<boolean> => {
    left.current.add(documentId)
    const known = next.current?.after === documentId ? next.current.items.catch(() => []) : null
    let [item] = (await known) ?? []
    if (!item) [item] = await ask(documentId).catch(() => [])
    if (item) {
      setFinished(null)
      onOpen(item.id)
      return true
    }
    setFinished(documentId)
    return false
  }, [documentId, ask, onOpen])

  return { openNext, finished: finished === documentId }
}

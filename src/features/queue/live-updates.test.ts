import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { DocumentSummary } from '#contract/document'
import { documentListKey, type DocumentPages } from '../../api/documents.ts'
import { createLiveUpdates, patchPages, touchedPages } from './live-updates.ts'

const row = (id: string, state: DocumentSummary['state'] = 'review') => ({ id, state, name: id }) as DocumentSummary
const page = (ids: string[], nextCursor: string | null, total = 4) => ({
  items: ids.map((id) => row(id)),
  nextCursor,
  total,
})
const pages = (): DocumentPages => ({
  pages: [page(['a', 'b'], 'c1'), page(['c', 'd'], null)],
  pageParams: [null, 'c1'],
})

describe('live updates of the list', () => {
  it('write progress into the row and leave every other page as it is', () => {
    const before = pages()
    const progress = { stage: 'reading', share: 0.4 } as const
    const after = patchPages(before, { type: 'recognition', id: 'r', documentId: 'c', status: 'running', progress })
    expect(after.pages[1]?.items[0]).toMatchObject({ id: 'c', state: 'running', progress })
    expect(after.pages[0]).toBe(before.pages[0])
    expect(after.pages[1]?.items[1]).toBe(before.pages[1]?.items[1])
    expect(patchPages(before, { type: 'recognition', id: 'r', documentId: 'x', status: 'running' })).toBe(before)
  })

  it('find the pages that a change touches, the first one for a document that is new', () => {
    expect(touchedPages(pages(), new Set(['d']))).toEqual([1])
    expect(touchedPages(pages(), new Set(['new']))).toEqual([0])
    expect(touchedPages(pages(), new Set(['b', 'c']))).toEqual([0, 1])
  })

  describe('in the cache', () => {
    const question = { filter: {}, sort: 'newest' as const }
    const key = [...documentListKey, question]
    let client: QueryClient
    let unsubscribe: () => void

    beforeEach(() => {
      vi.useFakeTimers()
      client = new QueryClient()
      client.setQueryData(key, pages())
      unsubscribe = new QueryObserver(client, { queryKey: key, staleTime: Infinity }).subscribe(() => {})
    })
    afterEach(() => {
      unsubscribe()
      client.clear()
      vi.useRealTimers()
    })

    const ids = () => client.getQueryData<DocumentPages>(key)?.pages.flatMap(({ items }) => items.map(({ id }) => id))

    it('ask once for the stretch that holds all that changed, and show what came', async () => {
      const fetched = vi
        .spyOn(globalThis, 'fetch')
        .mockImplementation(
          async () => new Response(JSON.stringify({ ...page(['c'], null, 3), items: [row('c', 'approved')] })),
        )
      const updates = createLiveUpdates(client)
      updates.handle({ type: 'document', id: 'c' })
      updates.handle({ type: 'document', id: 'd' })
      await vi.advanceTimersByTimeAsync(1000)
      expect(fetched).toHaveBeenCalledTimes(1)
      expect(fetched).toHaveBeenCalledWith(expect.stringContaining('cursor=c1'), expect.anything())
      expect(ids()).toEqual(['a', 'b', 'c'])
      expect(client.getQueryData<DocumentPages>(key)?.pages[0]?.total).toBe(3)
    })

    it('keep the rows that a new document pushes over the end of its page', async () => {
      vi.spyOn(globalThis, 'fetch').mockImplementation(
        async () => new Response(JSON.stringify(page(['new', 'a'], 'c0', 5))),
      )
      const updates = createLiveUpdates(client)
      updates.handle({ type: 'document', id: 'new' })
      await vi.advanceTimersByTimeAsync(1000)
      expect(ids()).toEqual(['new', 'a', 'b', 'c', 'd'])
    })

    it('survive a server that does not answer', async () => {
      vi.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError('refused'))
      const updates = createLiveUpdates(client)
      updates.handle({ type: 'document', id: 'a' })
      await vi.advanceTimersByTimeAsync(1000)
      expect(ids()).toEqual(['a', 'b', 'c', 'd'])
    })
  })
})

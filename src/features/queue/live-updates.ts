import type { QueryClient } from '@tanstack/react-query'
import type { DocumentSummary } from '#contract/document'
import {
  documentListKey,
  fetchDocumentPage,
  type DocumentList,
  type DocumentPages,
  type ListQuestion,
} from '../../api/documents.ts'
import type { RecognitionEvent, ServerEvent } from '../../api/events.ts'

/** How long changes are gathered before the stretches they touch are asked for again, in milliseconds. */
const gatherFor = 400

function patchRow(document: DocumentSummary, event: RecognitionEvent): DocumentSummary {
  const { status, progress } = event
  if (status !== 'queued' && status !== 'running') return { ...document, progress: undefined }
  return { ...document, state: status, progress }
}

/** The pages with one row changed; untouched pages and rows keep their identity, so that only that row is drawn again. */
export function patchPages(pages: DocumentPages, event: RecognitionEvent): DocumentPages {
  let changed = false
  const next = pages.pages.map((page) => {
    if (!page.items.some(({ id }) => id === event.documentId)) return page
    changed = true
    return { ...page, items: page.items.map((row) => (row.id === event.documentId ? patchRow(row, event) : row)) }
  })
  return changed ? { ...pages, pages: next } : pages
}

/** Which pages hold any of the documents; the first page too when one is in none, because it may be new. */
export function touchedPages(pages: DocumentPages, ids: ReadonlySet<string>): number[] {
  const touched = new Set<number>()
  const known = new Set<string>()
  for (const [index, page] of pages.pages.entries()) {
    for (const { id } of page.items) {
      if (!ids.has(id)) continue
      touched.add(index)
      known.add(id)
    }
  }
  if (known.size < ids.size) touched.add(0)
  return [...touched]
}

function replacePage(
  pages: DocumentPages,
  index: number,
  fresh: DocumentList,
  changed: ReadonlySet<string>,
): DocumentPages {
  const following = pages.pages[index + 1]
  const before = pages.pages[index]
  if (!before) return pages
  // A page that another one follows keeps its end: rows that moved in from there are the next page's, and are in it.
  const items = following
    ? [...fresh.items, ...pushedOut(before, fresh, following).filter(({ id }) => !changed.has(id))]
    : fresh.items
  const nextCursor = following ? before.nextCursor : fresh.nextCursor
  return {
    ...pages,
    pages: pages.pages.map((page, at) =>
      at === index
        ? { ...fresh, items, nextCursor }
        : page.total === fresh.total
          ? page
          : { ...page, total: fresh.total },
    ),
  }
}

/** Rows that new ones pushed over the end of a page: still in the list, although neither answer holds them. */
function pushedOut(before: DocumentList, fresh: DocumentList, following: DocumentList): DocumentSummary[] {
  const arrived = fresh.items.filter(({ id }) => !before.items.some((row) => row.id === id)).length
  if (arrived === 0) return []
  const there = new Set([...fresh.items, ...following.items].map(({ id }) => id))
  return before.items.slice(-arrived).filter(({ id }) => !there.has(id))
}

async function refreshList(client: QueryClient, key: readonly unknown[], ids: ReadonlySet<string>): Promise<void> {
  const pages = client.getQueryData<DocumentPages>(key)
  if (!pages) return
  for (const index of touchedPages(pages, ids)) {
    const fresh = await fetchDocumentPage(key[2] as ListQuestion, pages.pageParams[index] ?? null)
    client.setQueryData<DocumentPages>(key, (current) => current && replacePage(current, index, fresh, ids))
  }
}

/**
 * Keeps the lists in the cache in step with the server: progress is written into its row at once; other changes are gathered, and the
 * stretches of a hundred rows that they touch are asked for again - never the whole list. Answers the handler and a way to stop it.
 */
export function createLiveUpdates(client: QueryClient): { handle: (event: ServerEvent) => void; stop: () => void } {
  const changed = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let busy = false

  async function refresh(): Promise<void> {
    timer = undefined
    if (busy) return schedule()
    busy = true
    const ids = new Set(changed)
    changed.clear()
    try {
      for (const query of client.getQueryCache().findAll({ queryKey: documentListKey })) {
        if (query.isActive()) await refreshList(client, query.queryKey, ids)
        else await client.invalidateQueries({ queryKey: query.queryKey, exact: true, refetchType: 'none' })
      }
    } catch {
      // The server is gone for the moment; the event stream says so, and reconnecting asks for everything again.
    } finally {
      busy = false
    }
  }

  function schedule(): void {
    timer ??= setTimeout(() => void refresh(), gatherFor)
  }

  return {
    handle(event) {
      if (event.type === 'reconnected') {
        void client.invalidateQueries({ queryKey: documentListKey })
        return
      }
      if (event.type === 'warnings') return
      if (event.type === 'recognition') {
        client.setQueriesData<DocumentPages>(
          { queryKey: documentListKey },
          (pages) => pages && patchPages(pages, event),
        )
        if (event.status === 'queued' || event.status === 'running') return
      }
      changed.add(event.type === 'document' ? event.id : event.documentId)
      schedule()
    },
    stop() {
      clearTimeout(timer)
      timer = undefined
    },
  }
}

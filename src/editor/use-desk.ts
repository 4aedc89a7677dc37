import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { DocumentFilter } from '#contract/document'
import { fetchDocumentsAfter } from '../api/review.ts'
import { afterPaint } from './after-paint.ts'
import type { Desk } from './model/desk.ts'
import type { Decided } from './model/session-core.ts'
import type { Session } from './model/session.ts'
import { Upcoming } from './model/upcoming.ts'
import { keepOverReload, newDesk, type Loaded } from './open-session.ts'
import { useRefreshing } from './use-refreshing.ts'
import { prefetchPage } from './images/page-images.ts'

export interface DeskInUse {
  session: Session | null
  error: unknown
  retry: () => void
  /** Takes a document in hand, ahead of the address. */
  open: (documentId: string) => void
  openNext: () => Promise<boolean>
  /** Nothing is left behind the document in hand. */
  finished: boolean
}

/** The documents on the desk of this workbench: the one of the address in hand, the next two ready, result and picture. */
export function useDesk(
  documentId: string,
  filter: DocumentFilter,
  onOpen: (documentId: string) => void,
  decided: (decided: Decided) => void,
): DeskInUse {
  const queryClient = useQueryClient()
  const [desk] = useState(() => newDesk(queryClient))
  const { session, failure } = useStore(desk.store)
  const inHand = session?.state.documentId ?? null
  // Where the address is on its way to: one that comes by after another decision is out of date.
  const heading = useRef<string | null>(null)

  const question = JSON.stringify(filter)
  const [upcoming, setUpcoming] = useState(() => newUpcoming(desk, question))
  const [asked, setAsked] = useState(question)
  if (asked !== question) {
    setAsked(question)
    setUpcoming(newUpcoming(desk, question))
  }
  const [finished, setFinished] = useState<string | null>(null)

  useEffect(() => {
    if (heading.current !== null && heading.current !== documentId) return
    heading.current = null
    void desk.open(documentId)
  }, [desk, documentId])
  useEffect(() => () => desk.close(), [desk])
  useEffect(() => keepOverReload(desk), [desk])

  useEffect(() => {
    if (inHand === null) return
    return afterPaint(() => void upcoming.arrived(inHand))
  }, [upcoming, inHand])

  const open = useCallback(
    (id: string) => {
      heading.current = id
      void desk.open(id)
      onOpen(id)
    },
    [desk, onOpen],
  )

  const openNext = useCallback(async (): Promise<boolean> => {
    const from = desk.session?.state.documentId
    if (from === undefined) return false
    try {
      const found = upcoming.next(from)
      // Nothing is awaited that is known: what lies ready is on the screen with the next frame.
      const next = found instanceof Promise ? await found : found
      setFinished(next === null ? from : null)
      if (next === null) return false
      open(next)
      desk.session?.announceOpened()
      return true
    } catch {
      // The server cannot be asked: the decision stays on the screen, with the way on.
      return false
    }
  }, [desk, upcoming, open])

  useEffect(() => {
    desk.heed({ openNext, decided })
  }, [desk, openNext, decided])
  useRefreshing(desk, upcoming, session, queryClient)

  return {
    session: failure?.documentId === documentId ? null : session,
    error: failure?.documentId === documentId ? failure.error : null,
    retry: () => void desk.open(documentId, true),
    open,
    openNext,
    finished: finished !== null && finished === inHand,
  }
}

function newUpcoming(desk: Desk<Loaded>, question: string): Upcoming {
  const filter = JSON.parse(question) as DocumentFilter
  return new Upcoming({
    ask: async (after) => (await fetchDocumentsAfter(after, filter)).map(({ id }) => id),
    makeReady: (ids) =>
      desk.makeReady(ids, async ({ detail }) => {
        const [first] = detail.pages
        if (first) await prefetchPage(first)
      }),
  })
}

import type { QueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { ReadingFound } from '#contract/actions'
import { onServerEvent } from '../api/events.ts'
import { documentDetailQuery } from '../api/review.ts'
import type { Desk } from './model/desk.ts'
import type { Session } from './model/session.ts'
import type { Upcoming } from './model/upcoming.ts'
import type { Loaded } from './open-session.ts'
import { readOthers } from './read-others.ts'

/** The server says that a document changed after each of our own changes too: several are answered by one question. */
const REFRESH_PAUSE = 250

/** What the server says of the document in hand, and of those that lie ready, is taken in. */
export function useRefreshing(
  desk: Desk<Loaded>,
  upcoming: Upcoming | null,
  session: Session | null,
  queryClient: QueryClient,
): void {
  useEffect(() => {
    if (!session) return
    const { documentId } = session.state
    const timers = new Map<string, ReturnType<typeof setTimeout>>()
    let closed = false
    let taken: readonly ReadingFound[] | null = null
    const refresh = async (id: string) => {
      try {
        if (id !== documentId) {
          // Somebody may have taken or decided it: what comes next is asked for again.
          await Promise.all([desk.renew(id), upcoming?.arrived(documentId)])
          return
        }
        const detail = await queryClient.fetchQuery({ ...documentDetailQuery(id), staleTime: 0 })
        if (!closed) session.refresh(detail)
        const readings = await readOthers(detail, queryClient)
        if (closed || readings === taken) return
        taken = readings
        session.takeReadings(readings)
      } catch {
        // What is on the screen stays; the next event asks again.
      }
    }
    const soon = (id: string) => {
      clearTimeout(timers.get(id))
      timers.set(
        id,
        setTimeout(() => void refresh(id), REFRESH_PAUSE),
      )
    }
    const stop = onServerEvent((event) => {
      if (event.type === 'reconnected') for (const id of [documentId, ...desk.ready]) soon(id)
      else if (event.type !== 'warnings') {
        const id = event.type === 'document' ? event.id : event.documentId
        if (id === documentId || desk.ready.includes(id)) soon(id)
      }
    })
    return () => {
      closed = true
      for (const timer of timers.values()) clearTimeout(timer)
      stop()
    }
  }, [desk, upcoming, session, queryClient])
}

import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState, type RefObject } from 'react'
import type { ReadingFound } from '#contract/actions'
import type { ChangeSet } from '#contract/review'
import { onServerEvent } from '../api/events.ts'
import { documentDetailKey, documentDetailQuery, lookAt } from '../api/review.ts'
import { sessionQuery } from '../api/session.ts'
import { Session } from './model/session.ts'
import { ViewController } from './model/view-controller.ts'
import { rememberedNumber, rememberNumber } from './preferences.ts'
import { readOthers } from './read-others.ts'
import { openKeeping, type Keeping } from './services.ts'

/** Below this a confidence is doubtful until the operator says otherwise; the same step as in the list of documents. */
const USUAL_THRESHOLD = 0.8
/** The server says that a document changed after each of our own changes too: several are answered by one question. */
const REFRESH_PAUSE = 250

export interface SessionHooks {
  openNext: () => Promise<boolean>
  decided: (decided: { documentId: string; name: string; changeSet: ChangeSet }) => void
}

async function open(
  documentId: string,
  queryClient: QueryClient,
  hooks: SessionHooks,
  wasOpen: boolean,
): Promise<{ session: Session; keeping: Keeping }> {
  const keeping = await openKeeping()
  // The journal first: what the server acknowledges in between is then known from both, never from none.
  const [leftovers, draft] = await Promise.all([
    keeping.outbox.pending(documentId),
    keeping.journal.draft(documentId).catch(() => null),
  ])
  const [detail, me] = await Promise.all([
    // It may have been loaded ahead again, as one that waits, before the decision of a moment ago was on the server.
    wasOpen
      ? queryClient.fetchQuery({ ...documentDetailQuery(documentId), staleTime: 0 })
      : queryClient.ensureQueryData(documentDetailQuery(documentId)),
    queryClient.ensureQueryData(sessionQuery),
  ])
  const session = new Session(
    { detail, leftovers, draft, me: me.user.id, readings: await readOthers(detail, queryClient) },
    {
      ...keeping,
      view: new ViewController({
        now: () => performance.now(),
        frame: (task) => {
          const id = requestAnimationFrame(task)
          return () => cancelAnimationFrame(id)
        },
        reducedMotion: () => matchMedia('(prefers-reduced-motion: reduce)').matches,
      }),
      uuid: newId,
      look: lookAt,
      later: (milliseconds, task) => {
        const timer = setTimeout(task, milliseconds)
        return () => clearTimeout(timer)
      },
      ...hooks,
      threshold: {
        read: () => rememberedNumber('threshold', USUAL_THRESHOLD, 0, 1),
        write: (threshold) => rememberNumber('threshold', threshold),
      },
    },
  )
  return { session, keeping }
}

/** A random UUID, also where the console is reached by plain http under another name than localhost (no randomUUID there). */
function newId(): string {
  if ('randomUUID' in crypto) return crypto.randomUUID()
  const bytes = (crypto as Crypto).getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6]! & 0x0f) | 0x40
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

export interface OpenDocument {
  session: Session | null
  keeping: Keeping | null
  error: unknown
  retry: () => void
}

/**
 * The session of a document. While the next one is being opened the one before stays on the screen, so that nothing flickers between
 * two documents.
 */
export function useSession(documentId: string, hooks: RefObject<SessionHooks | null>): OpenDocument {
  const queryClient = useQueryClient()
  const [opened, setOpened] = useState<{ session: Session; keeping: Keeping } | null>(null)
  const [failure, setFailure] = useState<{ documentId: string; error: unknown } | null>(null)
  const [attempt, setAttempt] = useState(0)
  const visited = useRef(new Set<string>())
  useEffect(() => {
    const before = visited.current
    let left = false
    let own: Session | null = null
    // Asked for again after a failure: from the server, whatever is in the cache.
    if (attempt > 0) queryClient.removeQueries({ queryKey: documentDetailKey(documentId) })
    void (async () => {
      try {
        const result = await open(
          documentId,
          queryClient,
          {
            openNext: () => hooks.current?.openNext() ?? Promise.resolve(false),
            decided: (decided) => hooks.current?.decided(decided),
          },
          before.has(documentId),
        )
        if (left) {
          result.session.close()
          return
        }
        own = result.session
        setFailure(null)
        setOpened(result)
      } catch (error) {
        if (!left) setFailure({ documentId, error })
      }
    })()
    return () => {
      left = true
      own?.close()
      before.add(documentId)
      // What is in the cache does not know this session's changes.
      queryClient.removeQueries({ queryKey: documentDetailKey(documentId) })
    }
  }, [documentId, queryClient, hooks, attempt])

  const session = opened?.session ?? null
  useEffect(() => {
    if (!session) return
    const { documentId: id } = session.state
    let timer: ReturnType<typeof setTimeout> | undefined
    let closed = false
    let taken: readonly ReadingFound[] | null = null
    const refresh = async () => {
      try {
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
    const stop = onServerEvent((event) => {
      const concerned = event.type === 'reconnected' || (event.type === 'document' ? event.id : event.documentId) === id
      if (!concerned) return
      clearTimeout(timer)
      timer = setTimeout(() => void refresh(), REFRESH_PAUSE)
    })
    return () => {
      closed = true
      clearTimeout(timer)
      stop()
    }
  }, [session, queryClient])

  return {
    session: session?.state.documentId === documentId || !failure ? session : null,
    keeping: opened?.keeping ?? null,
    error: failure?.documentId === documentId ? failure.error : null,
    retry: () => setAttempt((count) => count + 1),
  }
}

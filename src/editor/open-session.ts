import type { QueryClient } from '@tanstack/react-query'
import { documentDetailQuery, lookAt } from '../api/review.ts'
import { sessionQuery } from '../api/session.ts'
import { Desk, type Decisions } from './model/desk.ts'
import { KeptHistories } from './model/kept-histories.ts'
import type { OpenSession } from './model/session-core.ts'
import { Session } from './model/session.ts'
import { frameTimes } from './model/frame-pages.ts'
import { ViewController } from './model/view-controller.ts'
import { rememberedNumber, rememberNumber, tabShelf } from './preferences.ts'
import { readOthers } from './read-others.ts'
import { openKeeping, type Keeping } from './services.ts'
import { watchEffort } from './watch-effort.ts'

/** Below this a confidence is doubtful until the operator says otherwise; the same step as in the list of documents. */
const USUAL_THRESHOLD = 0.8

/** Everything a document is opened from, and where its changes are kept. */
export interface Loaded extends OpenSession {
  keeping: Keeping
}

/** Fetches a document as it is now, with what this browser still has of it. */
async function loadDocument(documentId: string, queryClient: QueryClient): Promise<Loaded> {
  const keeping = await openKeeping()
  // The journal first: what the server acknowledges in between is then known from both, never from none.
  const [leftovers, draft] = await Promise.all([
    keeping.outbox.pending(documentId),
    keeping.journal.draft(documentId).catch(() => null),
  ])
  const [detail, me] = await Promise.all([
    queryClient.fetchQuery({ ...documentDetailQuery(documentId), staleTime: 0 }),
    queryClient.ensureQueryData(sessionQuery),
  ])
  return { keeping, detail, leftovers, draft, me: me.user.id, readings: await readOthers(detail, queryClient) }
}

function later(milliseconds: number, task: () => void): () => void {
  const timer = setTimeout(task, milliseconds)
  return () => clearTimeout(timer)
}

/** Of this page, for all desks. */
const histories = new KeptHistories(tabShelf('histories'))

function beginSession({ keeping, ...open }: Loaded, decisions: Decisions): Session {
  const session: Session = new Session(open, {
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
    look: (id, page, quad) => lookAt(id, page, quad, frameTimes(session.state)?.[page]),
    later,
    histories,
    ...decisions,
    threshold: {
      read: () => rememberedNumber('threshold', USUAL_THRESHOLD, 0, 1),
      write: (threshold) => rememberNumber('threshold', threshold),
    },
    effort: watchEffort(),
  })
  return session
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

/** An empty desk for the documents of this server. */
export function newDesk(queryClient: QueryClient): Desk<Loaded> {
  return new Desk<Loaded>({ load: (id) => loadDocument(id, queryClient), begin: beginSession, later })
}

/** While a desk is in use, a reload of the page leaves its histories as they are. */
export function keepOverReload(desk: Desk<Loaded>): () => void {
  const keep = () => {
    desk.session?.keepHistory()
    histories.putAside()
  }
  window.addEventListener('pagehide', keep)
  return () => window.removeEventListener('pagehide', keep)
}

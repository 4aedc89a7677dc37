import { useCallback, useEffect } from 'react'
import { ProblemError } from '../api/problem-error.ts'
import { claimDocument, releaseDocument } from '../api/review.ts'
import { afterPaint } from './after-paint.ts'
import type { EditorState } from './model/editor-state.ts'
import type { Session } from './model/session.ts'
import { openKeeping } from './services.ts'

/** A lease lasts two minutes; renewing it every 45 seconds survives two lost requests. */
const RENEWAL = 45_000

/** Between the end of somebody else's lease and the question for it; clocks differ. */
const LEAST_PAUSE = 2000

async function claim(session: Session, takeover: boolean): Promise<void> {
  try {
    await claimDocument(session.state.documentId, takeover)
    session.set({ hold: { by: 'me' } })
  } catch (error) {
    // Without a connection the work goes on in the journal; only somebody else's lease stops it.
    if (!(error instanceof ProblemError) || error.problem.code !== 'document-claimed') return
    const { ownerName, until } = error.problem.parameters ?? {}
    session.set({
      hold: {
        by: 'other',
        ownerName: typeof ownerName === 'string' ? ownerName : '',
        until: typeof until === 'string' ? until : null,
      },
    })
  }
}

/** Claims the document while it is open and undecided, renews the lease, and gives it back when it is left. */
export function useClaim(session: Session | null): { takeOver: () => void } {
  const documentId = session?.state.documentId
  useEffect(() => {
    if (!session || documentId === undefined) return
    let stopped = false
    const renew = () => {
      const { document, hold } = session.state
      if (!stopped && document?.review.decision.state === 'open' && hold.by !== 'other') void claim(session, false)
    }
    // Its picture first: a question takes as long to be sent as a field to be drawn.
    const notYet = afterPaint(renew)
    let lapse: ReturnType<typeof setTimeout> | undefined
    // A lease that is not renewed ends by itself, and nobody says so: it is asked for when it should have ended.
    const awaitLapse = ({ hold }: EditorState) => {
      clearTimeout(lapse)
      if (hold.by !== 'other' || hold.until === null) return
      const left = Date.parse(hold.until) - Date.now()
      lapse = setTimeout(() => void claim(session, false), Math.max(LEAST_PAUSE, left + LEAST_PAUSE))
    }
    awaitLapse(session.state)
    const stop = session.store.subscribe((state, before) => {
      if (state.hold === before.hold) return
      awaitLapse(state)
      // Whoever had it has let it go.
      if (state.hold.by === 'nobody' && before.hold.by === 'other') renew()
    })
    const timer = setInterval(renew, RENEWAL)
    const leave = () => releaseDocument(documentId)
    window.addEventListener('pagehide', leave)
    return () => {
      stopped = true
      notYet()
      stop()
      clearInterval(timer)
      clearTimeout(lapse)
      window.removeEventListener('pagehide', leave)
      if (session.state.hold.by !== 'me') return
      // The last changes first: nobody shall take the document before they have arrived.
      void openKeeping().then(async ({ outbox }) => {
        await outbox.settled(documentId)
        releaseDocument(documentId)
        return null
      })
    }
  }, [session, documentId])

  const takeOver = useCallback(() => {
    if (session) void claim(session, true)
  }, [session])
  return { takeOver }
}

import { useCallback, useEffect, useRef } from 'react'
import { RECALL, takeBack } from './model/decisions.ts'
import type { Decided } from './model/session-core.ts'
import type { Session } from './model/session.ts'

/** Takes back the decision that was just made, also after the next document has come. Answers false when there is none. */
export function useRecall(
  recallable: Decided | null,
  setRecallable: (decided: Decided | null) => void,
  session: Session | null,
  open: (documentId: string) => void,
): () => boolean {
  const returning = useRef<string | null>(null)

  useEffect(() => {
    if (!recallable) return
    const timer = setTimeout(() => setRecallable(null), RECALL)
    return () => clearTimeout(timer)
  }, [recallable, setRecallable])

  // The document is back on the screen: now the decision can be undone.
  useEffect(() => {
    if (!session || session.state.documentId !== returning.current) return
    returning.current = null
    takeBack(session)
  }, [session])

  return useCallback((): boolean => {
    if (!recallable) return false
    setRecallable(null)
    if (session?.state.documentId === recallable.documentId) takeBack(session)
    else {
      returning.current = recallable.documentId
      open(recallable.documentId)
    }
    return true
  }, [recallable, setRecallable, session, open])
}

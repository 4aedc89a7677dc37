import { useCallback, useEffect, useRef, useState } from 'react'
import type { ChangeSet } from '#contract/review'
import { reopen } from './model/decisions.ts'
import type { Session } from './model/session.ts'
import type { Recallable } from './panels/recall-toast.tsx'

/** For so long a decision can be taken back from anywhere (INTERACTION.md, "Approve"). */
const RECALL = 10_000

/** Takes back the decision that was just made, also after the next document has come. */
export function useRecall(session: Session | null, onOpen: (documentId: string) => void) {
  const [recallable, setRecallable] = useState<Recallable | null>(null)
  const returning = useRef<string | null>(null)

  useEffect(() => {
    if (!recallable) return
    const timer = setTimeout(() => setRecallable(null), RECALL)
    return () => clearTimeout(timer)
  }, [recallable])

  // The document is back on the screen: now the decision can be undone.
  useEffect(() => {
    if (!session || session.state.documentId !== returning.current) return
    returning.current = null
    reopen(session)
  }, [session])

  const decided = useCallback((made: { documentId: string; name: string; changeSet: ChangeSet }) => {
    const change = made.changeSet.changes.find(({ type }) => type === 'decision')
    if (change?.type !== 'decision' || change.to.state === 'open') return
    setRecallable({ documentId: made.documentId, name: made.name, state: change.to.state })
  }, [])

  const recall = useCallback((): boolean => {
    if (!recallable) return false
    setRecallable(null)
    if (session?.state.documentId === recallable.documentId) reopen(session)
    else {
      returning.current = recallable.documentId
      onOpen(recallable.documentId)
    }
    return true
  }, [recallable, session, onOpen])

  return { recallable, decided, recall, dismiss: useCallback(() => setRecallable(null), []) }
}

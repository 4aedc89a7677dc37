import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { Session } from './model/session.ts'
import { keepOverReload, newDesk } from './open-session.ts'
import { useRefreshing } from './use-refreshing.ts'

/** The session of one document, without a queue behind it. */
export function useSession(documentId: string): { session: Session | null; error: unknown; retry: () => void } {
  const queryClient = useQueryClient()
  const [desk] = useState(() => newDesk(queryClient))
  const { session, failure } = useStore(desk.store)
  useEffect(() => void desk.open(documentId), [desk, documentId])
  useEffect(() => () => desk.close(), [desk])
  useEffect(() => keepOverReload(desk), [desk])
  useRefreshing(desk, null, session, queryClient)
  return {
    session,
    error: failure?.documentId === documentId ? failure.error : null,
    retry: () => void desk.open(documentId, true),
  }
}

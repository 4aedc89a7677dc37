import { createFileRoute, Outlet, useMatchRoute, useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import { providersQuery } from '../api/providers.ts'
import { sessionQuery, signOut } from '../api/session.ts'
import { AppFrame } from '../features/frame/index.ts'
import { IntakeRoot } from '../features/intake/index.ts'
import { Announcements } from '../ui/announce.tsx'

export const Route = createFileRoute('/_console')({
  beforeLoad: async ({ context }) => {
    // Not awaited: the list need not wait for the names of recognisers.
    void context.queryClient.prefetchQuery(providersQuery)
    await context.queryClient.ensureQueryData(sessionQuery)
  },
  component: Console,
})

function Console() {
  const navigate = useNavigate()
  const matches = useMatchRoute()
  const inWorkbench =
    matches({ to: '/documents/$documentId' }) !== false || matches({ to: '/documents/$documentId/compare' }) !== false
  const open = useCallback(
    (documentId: string) => void navigate({ to: '/documents/$documentId', params: { documentId } }),
    [navigate],
  )
  return (
    <IntakeRoot compact={inWorkbench} onOpen={open}>
      <AppFrame onSignOut={() => void signOut().finally(() => location.assign('/signed-out'))}>
        <Outlet />
      </AppFrame>
      <Announcements />
    </IntakeRoot>
  )
}

import { createFileRoute, useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import { appsQuery } from '../../api/apps.ts'
import { AppsPage } from '../../features/apps/apps-page.tsx'
import { parseAppsPlace } from '../../features/apps/place.ts'

export const Route = createFileRoute('/_console/apps/')({
  validateSearch: parseAppsPlace,
  loader: ({ context }) => {
    // Begun early and not awaited: the page shows its outline meanwhile.
    void context.queryClient.prefetchQuery(appsQuery)
  },
  component: Apps,
})

function Apps() {
  const { page = 1 } = Route.useSearch()
  const navigate = useNavigate()
  const onPage = useCallback((next: number) => void navigate({ to: '/apps', search: { page: next } }), [navigate])
  const onOpen = useCallback(
    (appId: string) => void navigate({ to: '/apps/$appId', params: { appId }, search: { tab: 'capabilities' } }),
    [navigate],
  )
  return <AppsPage page={page} onPage={onPage} onCreated={onOpen} />
}

import { createFileRoute, useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import { appsQuery } from '../../api/apps.ts'
import { AppPage } from '../../features/apps/app-page.tsx'
import { parseAppPlace, type AppPlace } from '../../features/apps/place.ts'

export const Route = createFileRoute('/_console/apps/$appId')({
  validateSearch: parseAppPlace,
  loader: ({ context }) => {
    void context.queryClient.prefetchQuery(appsQuery)
  },
  component: App,
})

function App() {
  const { appId } = Route.useParams()
  const place = Route.useSearch()
  const navigate = useNavigate()
  const onPlace = useCallback(
    (search: AppPlace, replace = false) => void navigate({ to: '/apps/$appId', params: { appId }, search, replace }),
    [navigate, appId],
  )
  const onLeave = useCallback(() => void navigate({ to: '/apps' }), [navigate])
  return <AppPage key={appId} appId={appId} place={place} onPlace={onPlace} onLeave={onLeave} />
}

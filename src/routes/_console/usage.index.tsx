import { createFileRoute, useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import { OverviewPage } from '../../features/usage/overview-page.tsx'
import { parseUsagePlace, type UsagePlace } from '../../features/usage/place.ts'

export const Route = createFileRoute('/_console/usage/')({
  validateSearch: parseUsagePlace,
  component: Usage,
})

function Usage() {
  const place = Route.useSearch()
  const navigate = useNavigate()
  const onPlace = useCallback(
    (search: UsagePlace, replace = false) => void navigate({ to: '/usage', search, replace }),
    [navigate],
  )
  return <OverviewPage place={place} onPlace={onPlace} />
}

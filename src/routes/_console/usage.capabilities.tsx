import { createFileRoute, useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import { CapabilitiesPage } from '../../features/usage/capabilities-page.tsx'
import { parseUsagePlace, type UsagePlace } from '../../features/usage/place.ts'

export const Route = createFileRoute('/_console/usage/capabilities')({
  validateSearch: parseUsagePlace,
  component: Capabilities,
})

function Capabilities() {
  const place = Route.useSearch()
  const navigate = useNavigate()
  const onPlace = useCallback(
    (search: UsagePlace, replace = false) => void navigate({ to: '/usage/capabilities', search, replace }),
    [navigate],
  )
  return <CapabilitiesPage place={place} onPlace={onPlace} />
}

import { createFileRoute, useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import { PackagesPage } from '../../features/quota/index.ts'
import { parseQuotaPlace, type QuotaPlace } from '../../features/quota/place.ts'

export const Route = createFileRoute('/_console/packages')({
  validateSearch: parseQuotaPlace,
  component: Packages,
})

function Packages() {
  const place = Route.useSearch()
  const navigate = useNavigate()
  const onPlace = useCallback(
    (search: QuotaPlace, replace = false) => void navigate({ to: '/packages', search, replace }),
    [navigate],
  )
  return <PackagesPage place={place} onPlace={onPlace} />
}

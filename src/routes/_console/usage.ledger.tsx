import { createFileRoute, useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import { LedgerPage } from '../../features/usage/ledger-page.tsx'
import { parseUsagePlace, type UsagePlace } from '../../features/usage/place.ts'

export const Route = createFileRoute('/_console/usage/ledger')({
  validateSearch: parseUsagePlace,
  component: Ledger,
})

function Ledger() {
  const place = Route.useSearch()
  const navigate = useNavigate()
  const onPlace = useCallback(
    (search: UsagePlace, replace = false) => void navigate({ to: '/usage/ledger', search, replace }),
    [navigate],
  )
  return <LedgerPage place={place} onPlace={onPlace} />
}

import { createFileRoute, useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import { parseUsagePlace, type UsagePlace } from '../../features/usage/place.ts'
import { WhatIfPage } from '../../features/usage/what-if-page.tsx'

export const Route = createFileRoute('/_console/usage/what-if')({
  validateSearch: parseUsagePlace,
  component: WhatIf,
})

function WhatIf() {
  const place = Route.useSearch()
  const navigate = useNavigate()
  const onPlace = useCallback(
    (search: UsagePlace, replace = false) => void navigate({ to: '/usage/what-if', search, replace }),
    [navigate],
  )
  return <WhatIfPage place={place} onPlace={onPlace} />
}

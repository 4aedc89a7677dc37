import { createFileRoute, useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import { ExplorerPage } from '../../features/explorer/index.ts'
import { parsePlace, type ExplorerPlace } from '../../features/explorer/place.ts'

export const Route = createFileRoute('/_console/explorer')({
  validateSearch: parsePlace,
  component: Explorer,
})

function Explorer() {
  const place = Route.useSearch()
  const navigate = useNavigate()
  const onPlace = useCallback(
    (search: ExplorerPlace, replace = false) => void navigate({ to: '/explorer', search, replace }),
    [navigate],
  )
  return <ExplorerPage place={place} onPlace={onPlace} />
}

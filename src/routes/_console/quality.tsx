import { createFileRoute, useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import { QualityPage } from '../../features/quality/index.ts'
import { parseQualityPlace, type QualityPlace } from '../../features/quality/place.ts'

export const Route = createFileRoute('/_console/quality')({
  validateSearch: parseQualityPlace,
  component: Quality,
})

function Quality() {
  const place = Route.useSearch()
  const navigate = useNavigate()
  const onPlace = useCallback(
    (search: QualityPlace, replace = false) => void navigate({ to: '/quality', search, replace }),
    [navigate],
  )
  return <QualityPage place={place} onPlace={onPlace} />
}

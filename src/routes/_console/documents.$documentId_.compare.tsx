import { createFileRoute, useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import { ComparePage } from '../../features/compare/index.ts'
import { parseDocumentSearch } from '../../features/queue/document-search.ts'

export const Route = createFileRoute('/_console/documents/$documentId_/compare')({
  // The list's place goes along, so that the workbench and the list are found as they were left.
  validateSearch: parseDocumentSearch,
  component: Compare,
})

function Compare() {
  const { documentId } = Route.useParams()
  const search = Route.useSearch()
  const navigate = useNavigate()
  const onLeave = useCallback(
    () => void navigate({ to: '/documents/$documentId', params: { documentId }, search }),
    [navigate, documentId, search],
  )
  return <ComparePage key={documentId} documentId={documentId} onLeave={onLeave} />
}

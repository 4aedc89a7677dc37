import { createFileRoute, useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import { Workbench } from '../../editor/index.ts'
import { parseDocumentSearch, questionOf } from '../../features/queue/document-search.ts'

export const Route = createFileRoute('/_console/documents/$documentId')({
  // The list's place goes along: the next document is the next of that list, and closing leads back to it.
  validateSearch: parseDocumentSearch,
  component: WorkbenchPage,
})

function WorkbenchPage() {
  const { documentId } = Route.useParams()
  const search = Route.useSearch()
  const navigate = useNavigate()
  const onOpen = useCallback(
    (next: string) => void navigate({ to: '/documents/$documentId', params: { documentId: next }, search }),
    [navigate, search],
  )
  const onClose = useCallback(() => void navigate({ to: '/documents', search }), [navigate, search])
  const onCompare = useCallback(
    () => void navigate({ to: '/documents/$documentId/compare', params: { documentId }, search }),
    [navigate, documentId, search],
  )
  const { filter } = questionOf(search)
  return <Workbench documentId={documentId} filter={filter} onOpen={onOpen} onClose={onClose} onCompare={onCompare} />
}

import { createFileRoute, useNavigate, useRouter } from '@tanstack/react-router'
import { useCallback } from 'react'
import { documentsQuery } from '../../api/documents.ts'
import { AddDocuments, InlineRecogniser, IntakeWelcome } from '../../features/intake/index.ts'
import { parseDocumentSearch, questionOf, type DocumentSearch } from '../../features/queue/document-search.ts'
import { QueuePage } from '../../features/queue/index.ts'

export const Route = createFileRoute('/_console/documents/')({
  validateSearch: parseDocumentSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => {
    // Begun early and not awaited: the page shows its outline meanwhile.
    void context.queryClient.prefetchInfiniteQuery(documentsQuery(questionOf(deps)))
  },
  component: Documents,
})

function Documents() {
  const search = Route.useSearch()
  const navigate = useNavigate()
  const router = useRouter()
  const onSearch = useCallback(
    (next: DocumentSearch, replace = false) => void navigate({ to: '/documents', search: next, replace }),
    [navigate],
  )
  const onOpen = useCallback(
    (documentId: string, place: DocumentSearch) =>
      void navigate({ to: '/documents/$documentId', params: { documentId }, search: place }),
    [navigate],
  )
  const onCompare = useCallback(
    (documentId: string, place: DocumentSearch) =>
      void navigate({ to: '/documents/$documentId/compare', params: { documentId }, search: place }),
    [navigate],
  )
  const hrefOf = useCallback(
    (documentId: string, what: 'workbench' | 'compare') => {
      const to = what === 'compare' ? '/documents/$documentId/compare' : '/documents/$documentId'
      return router.buildLocation({ to, params: { documentId }, search }).href
    },
    [router, search],
  )
  return (
    <QueuePage
      search={search}
      onSearch={onSearch}
      onOpen={onOpen}
      onCompare={onCompare}
      hrefOf={hrefOf}
      recogniser={<InlineRecogniser />}
      addDocuments={<AddDocuments />}
      welcome={<IntakeWelcome />}
    />
  )
}

import { lazy, Suspense } from 'react'
import { Loader } from '@mantine/core'
import type { DocumentFilter } from '#contract/document'

export interface WorkbenchProps {
  documentId: string
  /** The queue that the operator works through: Approve goes on to its next document. */
  filter: DocumentFilter
  onOpen: (documentId: string) => void
  onClose: () => void
  /** To the comparison of this document's readings by several recognisers. */
  onCompare: () => void
}

const Loaded = lazy(() => import('./workbench.tsx'))

/** The review workbench. Its code, Konva included, is loaded when it is first shown. */
export function Workbench(props: WorkbenchProps) {
  return (
    <Suspense fallback={<Loader m="xl" aria-hidden="true" />}>
      <Loaded {...props} />
    </Suspense>
  )
}

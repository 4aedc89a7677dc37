import type { DocumentSummary } from '../contract/document.ts'
import type { Progress } from '../contract/result.ts'
import type { EventBus } from './events.ts'

/** How far the unfinished recognition of each document has come, as the events tell; nothing of it is worth a write to the database. */
export interface ProgressBoard {
  withProgress: (summary: DocumentSummary) => DocumentSummary
}

export function createProgressBoard(events: EventBus): ProgressBoard {
  const byDocument = new Map<string, Progress>()
  events.subscribe((event) => {
    if (event.type !== 'recognition') return
    const unfinished = event.status === 'queued' || event.status === 'running'
    if (unfinished && event.progress) byDocument.set(event.documentId, event.progress)
    else if (!unfinished) byDocument.delete(event.documentId)
  })
  return {
    withProgress(summary) {
      const progress = byDocument.get(summary.id)
      return progress && (summary.state === 'queued' || summary.state === 'running')
        ? { ...summary, progress }
        : summary
    },
  }
}

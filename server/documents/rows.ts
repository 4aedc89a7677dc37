import type { documents, recognitions, changeSets } from '../db/schema.ts'
import type { DocumentSummary } from '../contract/document.ts'
import type { Findings, Recognition } from '../contract/result.ts'
import type { ChangeSet } from '../contract/review.ts'

export type DocumentRow = typeof documents.$inferSelect
export type RecognitionRow = typeof recognitions.$inferSelect
export type ChangeSetRow = typeof changeSets.$inferSelect

const nothing: Findings = { fields: [], lines: [], tables: [], regions: [], frames: [] }

function iso(moment: Date): string
function iso(moment: Date | null): string | null
function iso(moment: Date | null): string | null {
  return moment?.toISOString() ?? null
}

/** A row of the queue; a lease that has run out is none. */
export function toSummary(row: Omit<DocumentRow, 'searchText' | 'searchGrams'>, now: Date): DocumentSummary {
  const { claimOwner, claimOwnerName, claimUntil } = row
  const claimed = claimOwner !== null && claimUntil !== null && claimUntil > now
  return {
    id: row.id,
    name: row.name,
    state: row.state,
    kind: row.kind,
    provider: row.provider,
    capability: row.capability,
    mode: row.mode,
    format: row.format,
    bytes: row.bytes,
    pageCount: row.pageCount,
    lowestConfidence: row.lowestConfidence,
    openChecks: row.openChecks,
    corrections: row.corrections,
    ...(row.error ? { error: row.error } : {}),
    claim: claimed ? { owner: claimOwner, ownerName: claimOwnerName ?? '', until: claimUntil.toISOString() } : null,
    createdAt: iso(row.createdAt),
    updatedAt: iso(row.updatedAt),
    createdBy: row.createdByName,
    decidedAt: iso(row.decidedAt),
    decidedBy: row.decidedByName,
  }
}

/** The canonical recognition of a row; an unfinished or failed one has empty findings. */
export function toRecognition(row: RecognitionRow): Recognition {
  return {
    ...(row.findings ?? nothing),
    id: row.id,
    documentId: row.documentId,
    provider: row.provider,
    capability: row.capability,
    kind: row.kind,
    mode: row.mode,
    status: row.status,
    ...(row.comparison ? { comparison: true } : {}),
    requestId: row.requestId,
    startedAt: iso(row.startedAt),
    finishedAt: iso(row.finishedAt),
    durationMs: row.durationMs,
    ...(row.error ? { error: row.error } : {}),
    pages: row.pages,
    raw: row.raw,
  }
}

/** A stored step of the history; `author` is the person's name as it was then. */
export function toChangeSet(row: ChangeSetRow): ChangeSet {
  return {
    id: row.id,
    recognitionId: row.recognitionId,
    label: row.label,
    changes: row.changes,
    sequence: row.sequence,
    at: iso(row.at),
    author: row.authorName,
  }
}

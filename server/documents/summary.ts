import { eq } from 'drizzle-orm'
import { runChecks } from '../contract/checks/index.ts'
import type { DocumentState } from '../contract/document.ts'
import { kindByName } from '../contract/documents/index.ts'
import { foldReview, itemsOf, type ReviewItem, type ReviewState } from '../contract/review.ts'
import { structuresOf } from '../contract/table-structure.ts'
import type { Recognition } from '../contract/result.ts'
import type { Database } from '../db/open.ts'
import { documents } from '../db/schema.ts'
import { storable } from '../db/storable.ts'
import { recordQuality, type Approval } from '../quality/record.ts'
import { decisiveReading } from './reading-under-review.ts'
import { readReview, type DocumentReview } from './read-review.ts'
import { toChangeSet, type ChangeSetRow, type DocumentRow } from './rows.ts'
import { gramsOf, searchTextOf } from './search-text.ts'

/** A person's value stands where the machine said another, or nothing. */
function isCorrected(item: ReviewItem): boolean {
  return item.value !== item.machine.value
}

function lowestConfidence(items: readonly ReviewItem[]): number | null {
  const reported = items.flatMap((item) =>
    item.confidence === null || isCorrected(item) || item.mark ? [] : [item.confidence],
  )
  return reported.length === 0 ? null : Math.min(...reported)
}

function countOpenChecks(kindName: string, items: readonly ReviewItem[]): number {
  const kind = kindByName(kindName)
  if (!kind) return 0
  const values = items.flatMap(({ key, value, source }) => (key !== null && source === 'field' ? [{ key, value }] : []))
  return Object.values(runChecks(kind, values))
    .flat()
    .filter(({ ok }) => !ok).length
}

function countCorrections(recognition: Recognition, { items, tables }: Pick<ReviewState, 'items' | 'tables'>): number {
  const left = new Set(items.map(({ id }) => id))
  const removed = itemsOf(recognition).filter(({ id, value }) => value !== null && !left.has(id))
  const machine = tables.length === 0 ? [] : structuresOf(recognition)
  const rebuilt = tables.filter((table, index) => JSON.stringify(table) !== JSON.stringify(machine[index]))
  return items.filter(isCorrected).length + removed.length + rebuilt.length
}

function stateOf(
  { heads, recognition }: DocumentReview,
  decision: 'open' | 'approved' | 'rejected' | 'escalated',
): DocumentState {
  const newest = decisiveReading(heads, recognition?.id ?? null)
  if (newest?.status === 'queued' || newest?.status === 'running') return newest.status
  if (decision !== 'open') return decision
  if (newest?.status === 'failed') return 'failed'
  return recognition ? 'review' : 'received'
}

/** Who made the decision in force, and when. */
function decisionIn(steps: readonly ChangeSetRow[]): Pick<DocumentRow, 'decidedAt' | 'decidedBy' | 'decidedByName'> {
  const last = steps.findLast(({ changes }) => changes.some(({ type }) => type === 'decision'))
  const change = last?.changes.findLast(({ type }) => type === 'decision')
  if (!last || change?.type !== 'decision' || change.to.state === 'open') {
    return { decidedAt: null, decidedBy: null, decidedByName: null }
  }
  return { decidedAt: last.at, decidedBy: last.authorId, decidedByName: last.authorName }
}

/** The approval in force, for the figures of quality. */
function approvalIn({ recognition, steps }: DocumentReview, items: readonly ReviewItem[]): Approval | null {
  const { decidedAt } = decisionIn(steps)
  const decisions = steps.flatMap(({ changes }) => changes).filter((change) => change.type === 'decision')
  const last = decisions.at(-1)
  if (!recognition || !decidedAt || last?.to.state !== 'approved') return null
  return { at: decidedAt, reading: recognition, items, effort: last.effort ?? null }
}

function summarise(row: Pick<DocumentRow, 'name'>, review: DocumentReview) {
  const { heads, recognition, steps } = review
  const read = recognition?.status === 'succeeded' ? recognition : null
  const folded = read ? foldReview(read, steps.map(toChangeSet)) : null
  const { items, decision } = folded ?? { items: [], decision: { state: 'open' as const } }
  const about = recognition ?? heads[0]
  const texts = [...(read?.lines.map(({ text }) => text) ?? []), ...items.flatMap(({ value }) => value ?? [])]
  const searchText = searchTextOf(storable(row.name), storable(texts))
  const state = stateOf(review, decision.state)
  const summary = {
    state,
    kind: about?.kind ?? null,
    provider: about?.provider ?? null,
    capability: about?.capability ?? null,
    mode: about?.mode ?? null,
    lowestConfidence: lowestConfidence(items),
    openChecks: read ? countOpenChecks(read.kind, items) : 0,
    corrections: read && folded ? countCorrections(read, folded) : 0,
    error: state === 'failed' ? (decisiveReading(heads, recognition?.id ?? null)?.error ?? null) : null,
    reviewRecognitionId: read?.id ?? null,
    searchText,
    ...decisionIn(steps),
  }
  return { summary, approval: state === 'approved' ? approvalIn(review, items) : null }
}

/**
 * Brings a document's row up to date with its recognitions and its history: call it in the transaction that changed either. It holds the row
 * until that transaction ends, so that two changes of one document do not cross.
 */
export async function refreshSummary(db: Database, documentId: string, now: Date): Promise<void> {
  const [row] = await db
    .select({ name: documents.name, searchText: documents.searchText })
    .from(documents)
    .where(eq(documents.id, documentId))
    .for('update')
  if (!row) return
  const { summary: all, approval } = summarise(row, await readReview(db, documentId))
  const { searchText, ...summary } = all
  // The search index is the dear part of a write: leave it alone when the words are the same.
  const words = searchText === row.searchText ? {} : { searchText, searchGrams: gramsOf(searchText) }
  await db
    .update(documents)
    .set({ ...summary, ...words, updatedAt: now })
    .where(eq(documents.id, documentId))
  await recordQuality(db, documentId, approval)
}

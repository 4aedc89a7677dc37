import { and, asc, desc, eq, inArray } from 'drizzle-orm'
import type { Recognition } from '../contract/result.ts'
import type { Database } from '../db/open.ts'
import { changeSets, recognitions } from '../db/schema.ts'
import { carryOver, chooseReading } from './reading-under-review.ts'
import { toRecognition, type ChangeSetRow, type RecognitionRow } from './rows.ts'

export type ReadingHead = Omit<
  RecognitionRow,
  'findings' | 'raw' | 'pages' | 'parameters' | 'job' | 'paidCallAt' | 'sourceUrl' | 'appId' | 'countedCalls'
>

export interface DocumentReview {
  /** Every recognition without what it found, newest first; those taken back by a person are left out. */
  heads: ReadingHead[]
  /** The reading under review, or the newest one when none succeeded. */
  recognition: Recognition | null
  /** The steps that apply to it, in order. */
  steps: ChangeSetRow[]
}

const headColumns = {
  id: recognitions.id,
  documentId: recognitions.documentId,
  provider: recognitions.provider,
  capability: recognitions.capability,
  kind: recognitions.kind,
  mode: recognitions.mode,
  status: recognitions.status,
  requestId: recognitions.requestId,
  createdAt: recognitions.createdAt,
  startedAt: recognitions.startedAt,
  finishedAt: recognitions.finishedAt,
  durationMs: recognitions.durationMs,
  error: recognitions.error,
  requestedBy: recognitions.requestedBy,
  cancelled: recognitions.cancelled,
  comparison: recognitions.comparison,
}

async function readWhole(db: Database, ids: readonly string[]): Promise<Map<string, Recognition>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .select()
    .from(recognitions)
    .where(inArray(recognitions.id, [...ids]))
  return new Map(rows.map((row) => [row.id, toRecognition(row)]))
}

function groupBy<Row extends { documentId: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const group = groups.get(row.documentId)
    if (group) group.push(row)
    else groups.set(row.documentId, [row])
  }
  return groups
}

/** What the reviews of some documents are about, with their history; as many queries for a hundred documents as for one. */
export async function readReviews(db: Database, documentIds: readonly string[]): Promise<Map<string, DocumentReview>> {
  const ids = [...documentIds]
  if (ids.length === 0) return new Map()
  const heads = await db
    .select(headColumns)
    .from(recognitions)
    .where(and(inArray(recognitions.documentId, ids), eq(recognitions.cancelled, false)))
    .orderBy(desc(recognitions.createdAt), desc(recognitions.id))
  const history = await db
    .select()
    .from(changeSets)
    .where(inArray(changeSets.documentId, ids))
    .orderBy(asc(changeSets.sequence))
  const headsOf = groupBy(heads)
  const historyOf = groupBy(history)
  const chosen = ids.map((id) => ({ id, ...chooseReading(headsOf.get(id) ?? [], historyOf.get(id) ?? []) }))
  const wanted = chosen.flatMap(({ readingId, changeSets: steps }) => [
    ...(readingId === null ? [] : [readingId]),
    ...steps.flatMap(({ recognitionId, changes }) =>
      recognitionId !== readingId && changes.some(({ type }) => type === 'accept') ? [recognitionId] : [],
    ),
  ])
  const whole = await readWhole(db, [...new Set(wanted)])
  return new Map(
    chosen.map(({ id, readingId, changeSets: steps }) => {
      const recognition = (readingId === null ? undefined : whole.get(readingId)) ?? null
      const applying = recognition ? carryOver(recognition, steps, whole) : []
      return [id, { heads: headsOf.get(id) ?? [], recognition, steps: applying }]
    }),
  )
}

/** The same for one document. */
export async function readReview(db: Database, documentId: string): Promise<DocumentReview> {
  const reviews = await readReviews(db, [documentId])
  return reviews.get(documentId) ?? { heads: [], recognition: null, steps: [] }
}

import { and, asc, desc, eq, inArray } from 'drizzle-orm'
import type { Recognition } from '../contract/result.ts'
import type { Database } from '../db/open.ts'
import { changeSets, recognitions } from '../db/schema.ts'
import { carryOver, chooseReading } from './reading-under-review.ts'
import { toRecognition, type ChangeSetRow, type RecognitionRow } from './rows.ts'

export type ReadingHead = Omit<RecognitionRow, 'findings' | 'raw' | 'pages' | 'parameters'>

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
}

async function readWhole(db: Database, ids: readonly string[]): Promise<Map<string, Recognition>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .select()
    .from(recognitions)
    .where(inArray(recognitions.id, [...ids]))
  return new Map(rows.map((row) => [row.id, toRecognition(row)]))
}

/** What the review of a document is about, and its history. */
export async function readReview(db: Database, documentId: string): Promise<DocumentReview> {
  const ofDocument = eq(recognitions.documentId, documentId)
  const heads = await db
    .select(headColumns)
    .from(recognitions)
    .where(and(ofDocument, eq(recognitions.cancelled, false)))
    .orderBy(desc(recognitions.createdAt), desc(recognitions.id))
  const history = await db
    .select()
    .from(changeSets)
    .where(eq(changeSets.documentId, documentId))
    .orderBy(asc(changeSets.sequence))
  const { readingId, changeSets: chosen } = chooseReading(heads, history)
  if (readingId === null) return { heads, recognition: null, steps: [] }
  const older = chosen
    .filter(
      ({ recognitionId, changes }) => recognitionId !== readingId && changes.some(({ type }) => type === 'accept'),
    )
    .map(({ recognitionId }) => recognitionId)
  const whole = await readWhole(db, [readingId, ...new Set(older)])
  const recognition = whole.get(readingId) ?? null
  if (!recognition) return { heads, recognition: null, steps: [] }
  return { heads, recognition, steps: carryOver(recognition, chosen, whole) }
}

import { and, desc, eq, getTableColumns } from 'drizzle-orm'
import type { ReadingFound } from '../contract/actions.ts'
import type { Database } from '../db/open.ts'
import { recognitions } from '../db/schema.ts'
import { toRecognition } from './rows.ts'

/** Every reading of a document with what it found, newest first; those that a person stopped are left out. Raw answers are not loaded: they may be large. */
export async function readReadings(db: Database, documentId: string): Promise<ReadingFound[]> {
  const { raw: _, ...columns } = getTableColumns(recognitions)
  const rows = await db
    .select(columns)
    .from(recognitions)
    .where(and(eq(recognitions.documentId, documentId), eq(recognitions.cancelled, false)))
    .orderBy(desc(recognitions.createdAt), desc(recognitions.id))
  return rows.map((row) => {
    const { raw: _raw, ...reading } = toRecognition({ ...row, raw: null })
    return reading
  })
}

/** Which app had a recognition made; undefined when there is none. */
export async function readApp(db: Database, recognitionId: string): Promise<string | undefined> {
  const [row] = await db
    .select({ appId: recognitions.appId })
    .from(recognitions)
    .where(eq(recognitions.id, recognitionId))
  return row?.appId
}

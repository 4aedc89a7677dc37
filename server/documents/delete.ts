import { and, eq, inArray } from 'drizzle-orm'
import { demand, type Actor } from '../auth/permissions.ts'
import { ProblemError } from '../contract/problem.ts'
import type { Database } from '../db/open.ts'
import { documents, recognitions } from '../db/schema.ts'
import type { EventBus } from './events.ts'
import type { Intake } from './intake/intake.ts'
import type { Recognitions } from './recognise.ts'
import { readPages } from './repository.ts'

export interface DeleteDependencies {
  db: Database
  intake: Pick<Intake, 'discard'>
  recognitions: Pick<Recognitions, 'cancel'>
  events: EventBus
}

/**
 * Deletes a document with everything that belongs to it. The row goes first: a crash in between leaves pictures that nothing names, never
 * a document without its pictures.
 * @throws {ProblemError} `document-not-found`, `not-permitted`
 */
export async function deleteDocument(
  { db, intake, recognitions: service, events }: DeleteDependencies,
  actor: Actor,
  id: string,
): Promise<void> {
  const [row] = await db
    .select({ objectKey: documents.objectKey, createdBy: documents.createdBy })
    .from(documents)
    .where(eq(documents.id, id))
  if (!row) {
    throw new ProblemError({
      title: 'There is no such document',
      status: 404,
      code: 'document-not-found',
      action: 'It may have been deleted: reload the list.',
      retryable: false,
      whoseFault: 'caller',
    })
  }
  demand(actor, 'delete', row.createdBy)
  const unfinished = await db
    .select({ id: recognitions.id })
    .from(recognitions)
    .where(and(eq(recognitions.documentId, id), inArray(recognitions.status, ['queued', 'running'])))
  for (const recognition of unfinished) await service.cancel(recognition.id)
  const stored = { objectKey: row.objectKey, pages: await readPages(db, id) }
  await db.delete(documents).where(eq(documents.id, id))
  await intake.discard(stored)
  events.publish({ type: 'document', id })
}

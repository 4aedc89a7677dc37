import { and, asc, eq } from 'drizzle-orm'
import type { Actor } from '../auth/permissions.ts'
import { ProblemError } from '../contract/problem.ts'
import { hasPlacedItems, type ChangeAnswer, type ChangeSet } from '../contract/review.ts'
import type { Database } from '../db/open.ts'
import { changeSets, documents, recognitions } from '../db/schema.ts'
import { storable } from '../db/storable.ts'
import { refuseConflicts } from './review-conflict.ts'
import { toChangeSet, toRecognition, type ChangeSetRow } from './rows.ts'
import { refreshSummary } from './summary.ts'

export interface ChangeOrder {
  documentId: string
  actor: Actor
  now: Date
  baseSequence: number
  changeSets: ChangeSet[]
}

function notThere(what: 'document' | 'recognition'): ProblemError {
  return new ProblemError({
    title: `There is no such ${what}`,
    status: 404,
    code: `${what}-not-found`,
    action: 'It may have been deleted: reload the document.',
    retryable: false,
    whoseFault: 'caller',
  })
}

/**
 * Adds steps to a document's history, all of them or none, and brings the queue's row up to date in the same transaction. It resolves after the
 * commit: what is answered is stored. Steps that are there already (by id) are not stored again, so that a journal may send them twice.
 * @throws {ReviewConflict} what somebody else changed meanwhile
 * @throws {ProblemError} `document-not-found`, `recognition-not-found`, `change-set-elsewhere`
 */
export async function appendChangeSets(db: Database, order: ChangeOrder): Promise<ChangeAnswer> {
  const { documentId, actor, now, baseSequence } = order
  return db.transaction(async (tx) => {
    const [document] = await tx
      .select({ sequence: documents.sequence })
      .from(documents)
      .where(eq(documents.id, documentId))
      .for('update')
    if (!document) throw notThere('document')
    const history = await tx
      .select()
      .from(changeSets)
      .where(eq(changeSets.documentId, documentId))
      .orderBy(asc(changeSets.sequence))
    const known = new Set(history.map(({ id }) => id))
    const added = order.changeSets.filter(({ id }, index, all) => {
      return !known.has(id) && all.findIndex((other) => other.id === id) === index
    })
    if (added.length > 0) {
      for (const recognitionId of new Set(added.map((steps) => steps.recognitionId))) {
        const reading = await readReading(tx, documentId, recognitionId)
        refuseConflicts(reading.recognition, history.filter(reading.concerns), {
          baseSequence,
          added: added.filter((steps) => steps.recognitionId === recognitionId),
          actorId: actor.id,
        })
      }
      const rows = added.map(({ id, recognitionId, label, changes }, index) => ({
        id,
        documentId,
        recognitionId,
        sequence: document.sequence + index + 1,
        label: storable(label),
        changes: storable(changes),
        authorId: actor.id,
        authorName: actor.name,
        at: now,
      }))
      const stored = await tx
        .insert(changeSets)
        .values(rows)
        .onConflictDoNothing({ target: changeSets.id })
        .returning({ id: changeSets.id })
      if (stored.length < rows.length) throw elsewhere()
      history.push(...rows)
      await tx
        .update(documents)
        .set({ sequence: document.sequence + rows.length })
        .where(eq(documents.id, documentId))
      await refreshSummary(tx, documentId, now)
    }
    return {
      sequence: history.at(-1)?.sequence ?? 0,
      changeSets: history.filter(({ sequence }) => sequence > baseSequence).map(toChangeSet),
    }
  })
}

/** A reading of the document, and which steps concern the same items: those on readings of its kind, where items are named by their place on itself only. */
async function readReading(db: Database, documentId: string, recognitionId: string) {
  const ofDocument = eq(recognitions.documentId, documentId)
  const [row] = await db
    .select()
    .from(recognitions)
    .where(and(eq(recognitions.id, storable(recognitionId)), ofDocument))
  if (!row) throw notThere('recognition')
  const sameKind = await db
    .select({ id: recognitions.id })
    .from(recognitions)
    .where(and(ofDocument, eq(recognitions.kind, row.kind)))
  const ids = new Set(hasPlacedItems(row.kind) ? [row.id] : sameKind.map(({ id }) => id))
  return {
    recognition: toRecognition(row),
    concerns: (steps: Pick<ChangeSetRow, 'recognitionId'>) => ids.has(steps.recognitionId),
  }
}

/** An id that is taken by a step of another document: a broken client, since ids are random. */
function elsewhere(): ProblemError {
  return new ProblemError({
    title: 'This step belongs to another document',
    status: 409,
    code: 'change-set-elsewhere',
    detail: 'A change-set with this id is stored for another document.',
    retryable: false,
    whoseFault: 'caller',
  })
}

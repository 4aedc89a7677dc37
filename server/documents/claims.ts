import { and, eq, isNull, lte, or } from 'drizzle-orm'
import type { Actor } from '../auth/permissions.ts'
import type { Claim } from '../contract/document.ts'
import { ProblemError } from '../contract/problem.ts'
import type { Database } from '../db/open.ts'
import { documents } from '../db/schema.ts'

/** Long enough for a browser that renews every half minute to miss three times. */
const leaseMs = 120_000

/**
 * Takes the lease of a document or renews it. One statement decides between two people.
 * @returns the lease, and whether the document had another owner (or none) before
 * @throws {ProblemError} `document-claimed` (409) while somebody else holds it, unless `takeover`
 */
export async function claimDocument(
  db: Database,
  { documentId, actor, takeover, now }: { documentId: string; actor: Actor; takeover: boolean; now: Date },
): Promise<{ claim: Claim; changed: boolean }> {
  const until = new Date(now.getTime() + leaseMs)
  const lease = { claimOwner: actor.id, claimOwnerName: actor.name, claimUntil: until }
  const claim = { owner: actor.id, ownerName: actor.name, until: until.toISOString() }
  const isMine = and(eq(documents.id, documentId), eq(documents.claimOwner, actor.id))
  const renewed = await db.update(documents).set(lease).where(isMine).returning({ id: documents.id })
  if (renewed.length > 0) return { claim, changed: false }
  const isFree = or(isNull(documents.claimUntil), lte(documents.claimUntil, now))
  const taken = await db
    .update(documents)
    .set(lease)
    .where(and(eq(documents.id, documentId), takeover ? undefined : isFree))
    .returning({ id: documents.id })
  if (taken.length > 0) return { claim, changed: true }
  throw await claimedByAnother(db, documentId)
}

/** @returns false when this person did not hold it */
export async function releaseDocument(db: Database, documentId: string, actorId: string): Promise<boolean> {
  const released = await db
    .update(documents)
    .set({ claimOwner: null, claimOwnerName: null, claimUntil: null })
    .where(and(eq(documents.id, documentId), eq(documents.claimOwner, actorId)))
    .returning({ id: documents.id })
  return released.length > 0
}

async function claimedByAnother(db: Database, documentId: string): Promise<ProblemError> {
  const [row] = await db
    .select({ ownerName: documents.claimOwnerName, until: documents.claimUntil })
    .from(documents)
    .where(eq(documents.id, documentId))
  const ownerName = row?.ownerName ?? 'somebody else'
  return new ProblemError({
    title: 'Somebody else is reviewing this document',
    status: 409,
    code: 'document-claimed',
    detail: `${ownerName} holds it.`,
    action: 'Wait until it is let go, or take it over.',
    parameters: { ownerName, until: row?.until?.toISOString() ?? null },
    retryable: true,
    whoseFault: 'caller',
  })
}

import { eq } from 'drizzle-orm'
import type { AdjustRequest } from '../contract/metering.ts'
import type { Database } from '../db/open.ts'
import { ledger, packages } from '../db/schema.ts'
import { refuse } from './order-problems.ts'

/**
 * Brings a package into line with what its vendor says is left of it: one entry of the ledger with the difference and its reason, never a silent
 * change. Calls on their way are neither used nor left, so it waits until none is.
 * @throws {ProblemError} `package-not-found`, `package-given-back`, `package-busy`, `left-too-much`
 */
export async function adjustPackage(
  db: Database,
  id: string,
  { left, reason }: AdjustRequest,
  { by, now }: { by: { name: string }; now: Date },
): Promise<void> {
  await db.transaction(async (tx) => {
    const [row] = await tx.select().from(packages).where(eq(packages.id, id)).for('update')
    if (!row) throw refuse('package-not-found', 'There is no such package', 404, 'Reload the list of packages.')
    if (row.refundedAt !== null) {
      throw refuse('package-given-back', 'This package was given back', 409, 'There is nothing left to reconcile.')
    }
    if (row.reserved > 0) {
      throw refuse('package-busy', 'Calls of this package are on their way', 409, 'Wait until they have ended.')
    }
    if (left > row.units) {
      throw refuse('left-too-much', 'The package never held so much', 422, `Enter ${row.units} at most.`)
    }
    const difference = left - (row.units - row.used)
    if (difference === 0) return
    await tx
      .update(packages)
      .set({ used: row.units - left })
      .where(eq(packages.id, id))
    await tx.insert(ledger).values({
      at: now,
      kind: 'adjustment',
      provider: row.provider,
      mode: row.mode,
      packageId: id,
      orderId: row.orderId,
      units: difference,
      reason: `${by.name}: ${reason}`,
    })
  })
}

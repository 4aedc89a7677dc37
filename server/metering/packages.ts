import { uuidv7 } from 'uuidv7'
import type { GrantRequest } from '../contract/metering.ts'
import type { Mode } from '../contract/result.ts'
import type { Database } from '../db/open.ts'
import { ledger, packages } from '../db/schema.ts'
import { poolOf } from './prices/index.ts'

const dayMs = 24 * 60 * 60 * 1000

export type PackageRow = typeof packages.$inferSelect

/** A package of any size that an administrator gives, for tests and quotas within the house. It costs nothing. */
export async function grantPackage(
  db: Database,
  { provider, capability, calls, validDays }: GrantRequest,
  { mode, by, now }: { mode: Mode; by: { id: string }; now: Date },
): Promise<PackageRow> {
  const { pool, unitsPerCall } = poolOf(provider, capability)
  const units = calls * unitsPerCall
  return db.transaction(async (tx) => {
    const [row] = await tx
      .insert(packages)
      .values({
        id: uuidv7(),
        provider,
        mode,
        pool: pool.id,
        origin: 'grant',
        units,
        price: 0,
        validFrom: now,
        validUntil: new Date(now.getTime() + validDays * dayMs),
        createdAt: now,
        createdBy: by.id,
      })
      .returning()
    await tx.insert(ledger).values({ at: now, kind: 'grant', provider, capability, mode, packageId: row!.id, units })
    return row!
  })
}

import { asc } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import type { GrantRequest, Package, PackageState } from '../contract/metering.ts'
import type { Mode } from '../contract/result.ts'
import type { Database } from '../db/open.ts'
import { ledger, packages } from '../db/schema.ts'
import { readPrices } from './price-book.ts'
import type { Prices } from './prices/index.ts'

const dayMs = 24 * 60 * 60 * 1000

export type PackageRow = typeof packages.$inferSelect

/** A package of any size that an administrator gives, for tests and quotas within the house. It costs nothing. */
export async function grantPackage(
  db: Database,
  { provider, capability, calls, validDays }: GrantRequest,
  { mode, by, now }: { mode: Mode; by: { id: string }; now: Date },
): Promise<PackageRow> {
  const { pool, unitsPerCall } = (await readPrices(db)).poolOf(provider, capability)
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

/** Those that will be used after another of the same pool are waiting. */
function stateOf(row: PackageRow, isFirst: boolean, now: Date): PackageState {
  if (row.refundedAt !== null) return 'refunded'
  if (row.used >= row.units) return 'used-up'
  if (row.validUntil <= now) return 'expired'
  // One that begins later waits even where it is the only one.
  return isFirst && row.validFrom <= now ? 'in-use' : 'waiting'
}

/** One package as it stands; `isFirst`: no older one of its pool is still usable. */
export function toPackage(
  row: PackageRow,
  { isFirst, now, prices }: { isFirst: boolean; now: Date; prices: Prices },
): Package {
  const { unit } = prices.poolNamed(row.provider, row.pool)
  return {
    id: row.id,
    provider: row.provider,
    mode: row.mode,
    pool: row.pool,
    unit,
    capabilities: prices.capabilitiesOf(row.provider, row.pool),
    origin: row.origin,
    orderId: row.orderId,
    size: row.size,
    state: stateOf(row, isFirst, now),
    units: row.units,
    used: row.used,
    reserved: row.reserved,
    left: row.refundedAt === null ? row.units - row.used - row.reserved : 0,
    price: row.price,
    validFrom: row.validFrom.toISOString(),
    validUntil: row.validUntil.toISOString(),
    createdAt: row.createdAt.toISOString(),
  }
}

/** Every package, in the order in which they are used. */
export async function listPackages(db: Database, now: Date): Promise<Package[]> {
  const inUse = new Set<string>()
  const prices = await readPrices(db)
  return (await db.select().from(packages).orderBy(asc(packages.sequence))).map((row) => {
    const pool = `${row.provider} ${row.mode} ${row.pool}`
    const shown = toPackage(row, { isFirst: !inUse.has(pool), now, prices })
    if (shown.state === 'in-use') inUse.add(pool)
    return shown
  })
}

import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Mode } from '../contract/result.ts'
import type { Database } from '../db/open.ts'
import { packages, usageMonths } from '../db/schema.ts'
import { readPolicies } from './metering.ts'
import { pricesFor } from './price-book.ts'
import type { QuoteSnapshot } from './quote.ts'
import { vendorMonth } from './vendor-time.ts'

/** What the price of a capability depends on now. */
export async function readQuoteSnapshot(
  db: Database,
  { provider, capability, mode }: { provider: string; capability: string; mode: Mode },
  now: Date,
): Promise<QuoteSnapshot> {
  const { priceOf, poolOf } = await pricesFor(db, { provider, capability, mode })
  const { pool, unitsPerCall } = poolOf(provider, capability)
  const rows = await db
    .select({
      units: packages.units,
      used: packages.used,
      reserved: packages.reserved,
      validFrom: packages.validFrom,
      validUntil: packages.validUntil,
    })
    .from(packages)
    .where(
      and(
        eq(packages.provider, provider),
        eq(packages.mode, mode),
        eq(packages.pool, pool.id),
        isNull(packages.refundedAt),
      ),
    )
    .orderBy(asc(packages.sequence))
  const [month] = await db
    .select({ calls: usageMonths.calls, seconds: usageMonths.seconds, hundredths: usageMonths.hundredths })
    .from(usageMonths)
    .where(
      and(
        eq(usageMonths.month, vendorMonth(now)),
        eq(usageMonths.provider, provider),
        eq(usageMonths.capability, capability),
        eq(usageMonths.mode, mode),
      ),
    )
  const policies = await readPolicies(db)
  const usable = rows.filter(({ validFrom, validUntil }) => validFrom <= now && validUntil > now)
  const expired = rows.every(({ validUntil }) => validUntil <= now)
  return {
    mode,
    price: priceOf(provider, capability),
    pool,
    unitsPerCall,
    policy: policies[`${provider}/${capability}`] ?? 'vendor',
    left: usable.map(({ units, used, reserved }) => units - used - reserved),
    lack: rows.length === 0 ? 'not-bought' : expired ? 'expired' : 'used-up',
    month: month ?? { calls: 0, seconds: 0, hundredths: 0 },
  }
}

import { asc, eq } from 'drizzle-orm'
import type { Database } from '../db/open.ts'
import { packages } from '../db/schema.ts'
import { readPrices } from './price-book.ts'

/** What the console tells the stand-ins of purchases and refunds (sandbox/accounts.ts). */
export interface StandInShop {
  deliver(delivery: {
    id: string
    provider: string
    unitsPerCall: Readonly<Record<string, number>>
    units: number
    used: number
    validFrom: Date
    validUntil: Date
  }): void
  withdraw(id: string): void
}

/**
 * Makes the accounts at the stand-ins hold every package of the sandbox that the console knows: what was bought or granted since is delivered, what was
 * given back is withdrawn. What a stand-in counted itself stays, so its figure may differ from ours, as a cloud's may. After a restart its count
 * begins with ours.
 */
export async function deliverToStandIns(db: Database, shop: StandInShop): Promise<void> {
  const prices = await readPrices(db)
  const rows = await db.select().from(packages).where(eq(packages.mode, 'sandbox')).orderBy(asc(packages.sequence))
  for (const row of rows) {
    const { id, provider, pool, units, used, validFrom, validUntil } = row
    const drawing = prices.capabilitiesOf(provider, pool)
    const unitsPerCall = Object.fromEntries(
      drawing.map((capability) => [capability, prices.poolOf(provider, capability).unitsPerCall]),
    )
    shop.deliver({ id, provider, unitsPerCall, units, used, validFrom, validUntil })
    if (row.refundedAt !== null) shop.withdraw(id)
  }
}

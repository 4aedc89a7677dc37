import { and, asc, eq } from 'drizzle-orm'
import type { PriceBookEntry, PriceBookListing } from '../contract/prices.ts'
import type { Mode } from '../contract/result.ts'
import { ProblemError } from '../contract/problem.ts'
import type { Database } from '../db/open.ts'
import { priceBook } from '../db/schema.ts'
import { createPrices, listedPrice, publishedPrices, type Prices } from './prices/index.ts'

/** The prices that hold now: the vendors' lists with the administrator's price book. */
export async function readPrices(db: Database): Promise<Prices> {
  const rows = await db.select().from(priceBook)
  return rows.length === 0 ? publishedPrices : createPrices(rows)
}

/** The prices of one capability: the price book is asked only where it could say something. */
export async function pricesFor(
  db: Database,
  { provider, capability, mode }: { provider: string; capability: string; mode: Mode },
): Promise<Prices> {
  const isListed = listedPrice(provider, capability).status !== 'unpriced'
  return isListed || mode === 'local' ? publishedPrices : readPrices(db)
}

/** Everything that was entered, with who did it when. */
export async function listPriceBook(db: Database): Promise<PriceBookListing> {
  const rows = await db.select().from(priceBook).orderBy(asc(priceBook.provider), asc(priceBook.capability))
  return { items: rows.map((row) => ({ ...row, changedAt: row.changedAt.toISOString() })) }
}

/**
 * Enters what a capability costs from now on; what was charged before stays as it is.
 * @throws {ProblemError} `price-listed` where the vendor publishes a price: an entry of ours would contradict its bill
 */
export async function enterPrice(
  db: Database,
  entry: PriceBookEntry,
  { by, now }: { by: { name: string }; now: Date },
): Promise<void> {
  const { provider, capability } = entry
  if (listedPrice(provider, capability).status !== 'unpriced') {
    throw new ProblemError({
      title: 'The vendor publishes what this costs',
      status: 409,
      code: 'price-listed',
      action: 'Enter prices only for capabilities without one.',
      parameters: { provider, capability },
      retryable: false,
      whoseFault: 'caller',
    })
  }
  const values = { ...entry, changedAt: now, changedByName: by.name }
  await db
    .insert(priceBook)
    .values(values)
    .onConflictDoUpdate({ target: [priceBook.provider, priceBook.capability], set: values })
}

/** Takes an entry out. Packages that were bought by it stay; new calls are charged nothing. */
export async function removePrice(db: Database, provider: string, capability: string): Promise<void> {
  await db.delete(priceBook).where(and(eq(priceBook.provider, provider), eq(priceBook.capability, capability)))
}

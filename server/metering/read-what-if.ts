import { and, between, eq, sql } from 'drizzle-orm'
import type { Mode } from '../contract/result.ts'
import type { WhatIf } from '../contract/what-if.ts'
import type { Database } from '../db/open.ts'
import { usageDays } from '../db/schema.ts'
import { readPrices } from './price-book.ts'
import { whatIfAt, type PricedProvider } from './what-if.ts'

/** The calls of a period at every provider's prices, those at which most can be read first, then the cheapest. */
export async function readWhatIf(
  db: Database,
  { from, to, mode }: { from: string; to: string; mode: Mode },
  providers: readonly PricedProvider[],
): Promise<WhatIf> {
  const month = sql<string>`substr(${usageDays.day}, 1, 7)`
  const used = await db
    .select({
      month,
      provider: usageDays.provider,
      capability: usageDays.capability,
      outcome: usageDays.outcome,
      requests: sql<number>`sum(${usageDays.requests})`.mapWith(Number),
      calls: sql<number>`sum(${usageDays.calls})`.mapWith(Number),
      fen: sql<number>`sum(${usageDays.fen})`.mapWith(Number),
    })
    .from(usageDays)
    .where(and(between(usageDays.day, from, to), eq(usageDays.mode, mode)))
    .groupBy(month, usageDays.provider, usageDays.capability, usageDays.outcome)
  const prices = await readPrices(db)
  const kinds = new Map(
    providers.flatMap(({ id, capabilities }) =>
      capabilities.map((each) => [`${id} ${each.id}`, each.kinds[0]] as const),
    ),
  )
  const kindOf = (provider: string, capability: string) => kinds.get(`${provider} ${capability}`)
  return {
    from,
    to,
    requests: used.reduce((sum, { requests }) => sum + requests, 0),
    fen: used.reduce((sum, { fen }) => sum + fen, 0),
    providers: providers
      .map((provider) => whatIfAt(provider, used, kindOf, prices))
      .toSorted(
        (one, other) => other.covered - one.covered || one.unpriced - other.unpriced || one.cheapest - other.cheapest,
      ),
  }
}

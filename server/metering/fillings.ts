import { and, desc, eq, gt, isNull, lt, lte, ne, sql } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import type { Mode } from '../contract/result.ts'
import { warningLevels, type WarningLevel } from '../contract/warnings.ts'
import type { Database } from '../db/open.ts'
import { packages, poolFillings } from '../db/schema.ts'
import type { Prices } from './prices/index.ts'

export type FillingRow = typeof poolFillings.$inferSelect

/** A pool as its packages stand: those that were given back do not count, nor does what expired. */
export interface PoolState {
  provider: string
  mode: Mode
  pool: string
  /** Of its newest package. */
  sequence: number
  /** Units that can be used now. Calls on their way count as not yet used. */
  left: number
  /** No package of it is still valid. */
  expired: boolean
}

/** Every pool that was ever filled. What is read here costs nothing and is not watched. */
export async function readPools(db: Database, now: Date): Promise<PoolState[]> {
  const valid = and(lte(packages.validFrom, now), gt(packages.validUntil, now))
  return db
    .select({
      provider: packages.provider,
      mode: packages.mode,
      pool: packages.pool,
      sequence: sql<number>`max(${packages.sequence})`.mapWith(Number),
      left: sql<number>`coalesce(sum(${packages.units} - ${packages.used}) filter (where ${valid}), 0)`.mapWith(Number),
      expired: sql<boolean>`count(*) filter (where ${packages.validUntil} > ${now.toISOString()}::timestamptz) = 0`,
    })
    .from(packages)
    .where(and(isNull(packages.refundedAt), ne(packages.mode, 'local')))
    .groupBy(packages.provider, packages.mode, packages.pool)
}

/**
 * What a pool held when its newest package came: what is left, and what was used of the packages since the filling before. Written down at first
 * sight, so that a package that expires later counts as used.
 */
export async function fillingOf(db: Database, state: PoolState, now: Date): Promise<FillingRow> {
  const { provider, mode, pool, sequence, left } = state
  const same = and(eq(poolFillings.provider, provider), eq(poolFillings.mode, mode), eq(poolFillings.pool, pool))
  const known = and(same, eq(poolFillings.sequence, sequence))
  const [found] = await db.select().from(poolFillings).where(known)
  if (found) return found
  const [before] = await db
    .select({ sequence: poolFillings.sequence })
    .from(poolFillings)
    .where(and(same, lt(poolFillings.sequence, sequence)))
    .orderBy(desc(poolFillings.sequence))
    .limit(1)
  const [since] = await db
    .select({ used: sql<number>`coalesce(sum(${packages.used}), 0)`.mapWith(Number) })
    .from(packages)
    .where(
      and(
        eq(packages.provider, provider),
        eq(packages.mode, mode),
        eq(packages.pool, pool),
        isNull(packages.refundedAt),
        gt(packages.validUntil, now),
        gt(packages.sequence, before?.sequence ?? 0),
      ),
    )
  await db
    .insert(poolFillings)
    .values({
      id: uuidv7(),
      provider,
      mode,
      pool,
      sequence,
      units: left + (since?.used ?? 0),
      createdAt: now,
    })
    .onConflictDoNothing()
  const [filling] = await db.select().from(poolFillings).where(known)
  return filling!
}

/** Units of the cheapest call of a pool: with less than that it is empty. */
export function cheapestCall(prices: Prices, provider: string, pool: string): number {
  const costs = prices.capabilitiesOf(provider, pool).map((each) => prices.poolOf(provider, each).unitsPerCall)
  return Math.min(...costs)
}

/** The levels that a pool has reached, the lowest first. */
export function levelsReached(units: number, left: number, cheapest: number): WarningLevel[] {
  if (left < cheapest) return [...warningLevels]
  // Whole numbers: no share of 0.7999999 stands for 80 %.
  return warningLevels.filter((level) => level < 100 && (units - left) * 100 >= level * units)
}

import { and, asc, gt, gte, isNull, lt, ne, sql } from 'drizzle-orm'
import type { Forecast } from '../contract/forecast.ts'
import type { Mode } from '../contract/result.ts'
import type { Database } from '../db/open.ts'
import { packages, usageDays } from '../db/schema.ts'
import { forecast, historyWindow } from './forecast.ts'
import { readPrices } from './price-book.ts'
import type { Prices } from './prices/index.ts'
import { startOfVendorDay, vendorDay } from './vendor-time.ts'

const dayMs = 24 * 60 * 60 * 1000

interface PoolPackages {
  provider: string
  mode: Mode
  pool: string
  packages: { id: string; left: number; validFrom: Date; validUntil: Date }[]
}

interface DayOfCalls {
  day: string
  provider: string
  capability: string
  mode: Mode
  calls: number
}

/** Pools with a package that can still be used, now or later. */
async function readPoolPackages(db: Database, now: Date): Promise<PoolPackages[]> {
  const rows = await db
    .select({
      id: packages.id,
      provider: packages.provider,
      mode: packages.mode,
      pool: packages.pool,
      left: sql<number>`${packages.units} - ${packages.used} - ${packages.reserved}`.mapWith(Number),
      validFrom: packages.validFrom,
      validUntil: packages.validUntil,
    })
    .from(packages)
    .where(and(isNull(packages.refundedAt), ne(packages.mode, 'local'), gt(packages.validUntil, now)))
    .orderBy(asc(packages.sequence))
  const pools = new Map<string, PoolPackages>()
  for (const { provider, mode, pool, ...each } of rows) {
    const key = `${provider} ${mode} ${pool}`
    const found = pools.get(key) ?? { provider, mode, pool, packages: [] }
    pools.set(key, found)
    found.packages.push(each)
  }
  return [...pools.values()]
}

/**
 * Units that were wanted on each of the last whole days, from the first day of use on. Calls that were paid for beyond the packages count too: they are
 * what a new package will be asked for.
 */
function historyOf(
  { provider, mode, pool, packages: own }: PoolPackages,
  days: readonly DayOfCalls[],
  prices: Prices,
  today: string,
): number[] {
  const start = startOfVendorDay(today).getTime()
  const drawing = new Set(prices.capabilitiesOf(provider, pool))
  const mine = days.filter(
    (row) => row.provider === provider && row.mode === mode && drawing.has(row.capability) && row.calls > 0,
  )
  const before = (day: string) => Math.round((start - startOfVendorDay(day).getTime()) / dayMs)
  const oldestPackage = vendorDay(own[0]?.validFrom ?? new Date(start))
  const firstUse = mine.map(({ day }) => day).toSorted((one, other) => one.localeCompare(other))[0] ?? oldestPackage
  const history = Array.from({ length: Math.max(0, Math.min(historyWindow, before(firstUse))) }, () => 0)
  for (const { day, capability, calls } of mine) {
    const index = history.length - before(day)
    if (index >= 0) history[index]! += calls * prices.poolOf(provider, capability).unitsPerCall
  }
  return history
}

/** When each pool that can still be used will be used up. */
export async function readForecasts(db: Database, now: Date): Promise<Forecast[]> {
  const prices = await readPrices(db)
  const pools = await readPoolPackages(db, now)
  if (pools.length === 0) return []
  const today = vendorDay(now)
  const start = startOfVendorDay(today)
  // Twice the window: what was used before it says that its first days count, with or without a call.
  const from = vendorDay(new Date(start.getTime() - 2 * historyWindow * dayMs))
  const days: DayOfCalls[] = await db
    .select({
      day: usageDays.day,
      provider: usageDays.provider,
      capability: usageDays.capability,
      mode: usageDays.mode,
      calls: sql<number>`sum(${usageDays.calls})`.mapWith(Number),
    })
    .from(usageDays)
    .where(and(gte(usageDays.day, from), lt(usageDays.day, today)))
    .groupBy(usageDays.day, usageDays.provider, usageDays.capability, usageDays.mode)
  return pools.map((each) => {
    const { provider, mode, pool } = each
    const figures = forecast({
      today,
      todayLeft: 1 - (now.getTime() - start.getTime()) / dayMs,
      history: historyOf(each, days, prices, today),
      packages: each.packages.map(({ id, left, validFrom, validUntil }) => ({
        id,
        left,
        from: vendorDay(validFrom),
        until: vendorDay(validUntil),
      })),
      seed: `${provider} ${mode} ${pool} ${today}`,
    })
    return { provider, mode, pool, unit: prices.poolNamed(provider, pool).unit, ...figures }
  })
}

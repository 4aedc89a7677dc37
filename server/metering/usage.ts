import { and, between, eq, inArray, type SQL } from 'drizzle-orm'
import type { Usage, UsageBy, UsageRow } from '../contract/metering.ts'
import type { Mode } from '../contract/result.ts'
import type { Database } from '../db/open.ts'
import { usageDays } from '../db/schema.ts'
import { durationClasses, percentileMs } from './durations.ts'

export interface UsageFilter {
  /** Days of the vendor, `yyyy-mm-dd`, both inclusive. */
  from: string
  to: string
  by: UsageBy
  /** Sandbox and live are added together only where both are named. */
  modes: readonly Mode[]
  provider?: string | undefined
  capability?: string | undefined
  app?: string | undefined
}

type DayRow = typeof usageDays.$inferSelect

const keys: Record<UsageBy, (row: DayRow) => string> = {
  day: ({ day }) => day,
  capability: ({ provider, capability }) => `${provider}/${capability}`,
  provider: ({ provider }) => provider,
  app: ({ appId }) => appId,
  outcome: ({ outcome }) => outcome,
}

interface Sums extends Omit<UsageRow, 'key' | 'meanMs' | 'p95Ms'> {
  durationMs: number
  durations: number[]
}

const nothing = (): Sums => ({
  requests: 0,
  calls: 0,
  succeeded: 0,
  units: 0,
  fen: 0,
  bytes: 0,
  durationMs: 0,
  durations: Array.from({ length: durationClasses }, () => 0),
})

function add(sums: Sums, row: DayRow): void {
  sums.requests += row.requests
  sums.calls += row.calls
  if (row.outcome === 'succeeded') sums.succeeded += row.requests
  sums.units += row.units
  sums.fen += row.fen
  sums.bytes += row.bytes
  sums.durationMs += row.durationMs
  for (const [index, count] of row.durations.entries()) sums.durations[index]! += count
}

function toRow(key: string, { durationMs, durations, ...sums }: Sums): UsageRow {
  const timed = durations.reduce((total, count) => total + count, 0)
  return { key, ...sums, meanMs: timed === 0 ? null : durationMs / timed, p95Ms: percentileMs(durations, 0.95) }
}

/** Calls, cost and times of a period, added up by one of five keys, from the sums by day that are written with each entry of the ledger. */
export async function readUsage(db: Database, filter: UsageFilter): Promise<Usage> {
  const { from, to, by, modes, provider, capability, app } = filter
  const conditions: (SQL | undefined)[] = [
    between(usageDays.day, from, to),
    inArray(usageDays.mode, [...modes]),
    provider === undefined ? undefined : eq(usageDays.provider, provider),
    capability === undefined ? undefined : eq(usageDays.capability, capability),
    app === undefined ? undefined : eq(usageDays.appId, app),
  ]
  const total = nothing()
  const groups = new Map<string, Sums>()
  for (const row of await db
    .select()
    .from(usageDays)
    .where(and(...conditions))) {
    const key = keys[by](row)
    const sums = groups.get(key) ?? nothing()
    groups.set(key, sums)
    add(sums, row)
    add(total, row)
  }
  const rows = [...groups]
    .map(([key, sums]) => toRow(key, sums))
    .toSorted((one, other) =>
      by === 'day'
        ? one.key.localeCompare(other.key)
        : other.requests - one.requests || one.key.localeCompare(other.key),
    )
  return { from, to, by, rows, total: toRow('total', total) }
}

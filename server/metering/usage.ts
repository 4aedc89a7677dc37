import { and, between, eq, gte, lt, sql, type SQL } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import { consoleAppId } from '../contract/console-app.ts'
import type { Usage, UsageBy, UsageRow } from '../contract/metering.ts'
import { nothingKey } from '../contract/usage-keys.ts'
import type { Database } from '../db/open.ts'
import { apps, ledger, usageDays } from '../db/schema.ts'
import { durationClasses } from './durations.ts'
import { add, nothing, rowOf, type Sums } from './usage-sums.ts'
import { conditionsOf, type CallFilter } from './usage-filter.ts'
import { startOfVendorDay } from './vendor-time.ts'

export interface UsageFilter extends CallFilter {
  /** Days of the vendor, `yyyy-mm-dd`, both inclusive. */
  from: string
  to: string
}

const dayMs = 24 * 60 * 60 * 1000
const summed = (column: AnyPgColumn) => sql<number>`sum(${column})::double precision`

export const sumColumns = {
  requests: summed(usageDays.requests),
  calls: summed(usageDays.calls),
  succeeded: sql<number>`coalesce(sum(${usageDays.requests}) filter (where ${usageDays.outcome} = 'succeeded'), 0)::double precision`,
  units: summed(usageDays.units),
  fen: summed(usageDays.fen),
  bytes: summed(usageDays.bytes),
  durationMs: summed(usageDays.durationMs),
  durations: sql<number[]>`array[${sql.join(
    Array.from(
      { length: durationClasses },
      (_, index) => sql`sum(${usageDays.durations}[${sql.raw(String(index + 1))}])`,
    ),
    sql`, `,
  )}]::integer[]`,
}

const groupings = {
  day: usageDays.day,
  provider: usageDays.provider,
  capability: usageDays.capability,
  appId: usageDays.appId,
  outcome: usageDays.outcome,
  code: usageDays.code,
  mode: usageDays.mode,
}
type Grouping = keyof typeof groupings
export type Cell<By extends Grouping> = Sums & Record<By, string>

/**
 * The calls of a period added up by some of the columns, in the database, from the sums by day that are written with each entry of the ledger. What
 * is left to be added is small: a hundred thousand rows are never sent.
 */
export async function readCells<By extends Grouping>(
  db: Database,
  { from, to, ...filter }: UsageFilter,
  by: readonly By[],
): Promise<Cell<By>[]> {
  const columns = Object.fromEntries(by.map((name) => [name, groupings[name] as AnyPgColumn]))
  const rows = await db
    .select({ ...columns, ...sumColumns })
    .from(usageDays)
    .where(and(between(usageDays.day, from, to), ...conditionsOf(usageDays, filter)))
    .groupBy(...by.map((name) => groupings[name]))
  return rows as unknown as Cell<By>[]
}

/** Rows of a key each: days in their order, all else the most called first. */
export function rowsBy<Each extends Sums>(
  cells: readonly Each[],
  key: (cell: Each) => string,
  inOrder = false,
): UsageRow[] {
  const groups = new Map<string, Sums>()
  for (const cell of cells) {
    const sums = groups.get(key(cell)) ?? nothing()
    groups.set(key(cell), sums)
    add(sums, cell)
  }
  return [...groups]
    .map(([each, sums]) => rowOf(each, sums))
    .toSorted((one, other) =>
      inOrder ? one.key.localeCompare(other.key) : other.requests - one.requests || one.key.localeCompare(other.key),
    )
}

export function totalOf(cells: readonly Sums[]): UsageRow {
  return rowsBy(cells, () => 'total')[0] ?? rowOf('total', nothing())
}

/** Which region each app's callers are in; apps that were deleted too. */
export async function readRegions(db: Database): Promise<(app: string) => string> {
  const rows = await db.select({ id: apps.id, region: apps.region }).from(apps)
  const regions = new Map(rows.map(({ id, region }) => [id, region]))
  return (app) => (app === consoleAppId ? consoleAppId : (regions.get(app) ?? nothingKey))
}

/** By hour of the vendor, `yyyy-mm-ddThh`, from the account itself: the sums are by day. Only for a few days at a time. */
export async function readHours(db: Database, { from, to, ...filter }: UsageFilter): Promise<UsageRow[]> {
  const hour = sql<string>`to_char(${ledger.at} at time zone 'Etc/GMT-8', 'YYYY-MM-DD"T"HH24')`
  const count = sql<number>`count(*)::integer`
  const conditions: (SQL | undefined)[] = [
    eq(ledger.kind, 'call'),
    gte(ledger.at, startOfVendorDay(from)),
    lt(ledger.at, new Date(startOfVendorDay(to).getTime() + dayMs)),
    ...conditionsOf(ledger, filter),
  ]
  return db
    .select({
      key: hour,
      requests: count,
      calls: summed(ledger.calls),
      succeeded: sql<number>`(count(*) filter (where ${ledger.outcome} = 'succeeded'))::integer`,
      units: sql<number>`(-sum(${ledger.units}))::double precision`,
      fen: summed(ledger.fen),
      bytes: sql<number>`coalesce(sum(${ledger.bytes}), 0)::double precision`,
      meanMs: sql<number | null>`avg(${ledger.durationMs})::double precision`,
      p95Ms: sql<number | null>`percentile_cont(0.95) within group (order by ${ledger.durationMs})`,
    })
    .from(ledger)
    .where(and(...conditions))
    .groupBy(sql`1`)
    .orderBy(sql`1`)
}

const columnsOf: Record<Exclude<UsageBy, 'hour'>, readonly Grouping[]> = {
  day: ['day'],
  capability: ['provider', 'capability'],
  provider: ['provider'],
  app: ['appId'],
  region: ['appId'],
  outcome: ['outcome'],
  code: ['code'],
  mode: ['mode'],
}

/** Calls, cost and times of a period, added up by one key. */
export async function readUsage(db: Database, { by, ...filter }: UsageFilter & { by: UsageBy }): Promise<Usage> {
  const { from, to } = filter
  if (by === 'hour') {
    const total = totalOf(await readCells(db, filter, ['mode']))
    return { from, to, by, rows: await readHours(db, filter), total }
  }
  const cells = await readCells(db, filter, columnsOf[by])
  const regionOf = by === 'region' ? await readRegions(db) : String
  const key = (cell: Cell<Grouping>): string =>
    by === 'capability'
      ? `${cell.provider}/${cell.capability}`
      : by === 'region'
        ? regionOf(cell.appId)
        : by === 'code'
          ? cell.code || nothingKey
          : cell[columnsOf[by][0]!]
  return { from, to, by, rows: rowsBy(cells, key, by === 'day'), total: totalOf(cells) }
}

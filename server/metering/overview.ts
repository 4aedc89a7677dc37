import { and, between, sql } from 'drizzle-orm'
import type { Mode } from '../contract/result.ts'
import type { UsageOverview } from '../contract/usage.ts'
import { nothingKey } from '../contract/usage-keys.ts'
import type { Database } from '../db/open.ts'
import { apps, usageDays } from '../db/schema.ts'
import { conditionsOf } from './usage-filter.ts'
import type { Sums } from './usage-sums.ts'
import { readHours, readRegions, rowsBy, sumColumns, totalOf, type UsageFilter } from './usage.ts'

const { day, provider, capability, appId, outcome, code } = usageDays

/** A column is null in the rows of the sets that it is no part of; in the table none of them is. */
const keyColumns = {
  day: sql<string | null>`${day}`,
  provider: sql<string | null>`${provider}`,
  capability: sql<string | null>`${capability}`,
  appId: sql<string | null>`${appId}`,
  outcome: sql<string | null>`${outcome}`,
  code: sql<string | null>`${code}`,
}

/** Everything that the overview shows of a period. All of it comes from one reading of the sums, so that its figures agree. */
export async function readOverview(
  db: Database,
  filter: UsageFilter & { modes: readonly Mode[] },
): Promise<UsageOverview> {
  const { from, to, modes } = filter
  // Four sets in one pass take two thirds of the time of two alone.
  const cells = await db
    .select({ ...keyColumns, ...sumColumns })
    .from(usageDays)
    .where(and(between(day, from, to), ...conditionsOf(usageDays, filter)))
    .groupBy(sql`grouping sets ((${day}), (${provider}, ${capability}), (${appId}), (${outcome}, ${code}))`)
  const having = (column: keyof typeof keyColumns) => cells.filter((cell) => cell[column] !== null)
  const rows = (column: keyof typeof keyColumns, key: (cell: (typeof cells)[number]) => string, inOrder = false) =>
    rowsBy(having(column), key, inOrder)
  const regionOf = await readRegions(db)
  const names = await db.select({ id: apps.id, name: apps.name }).from(apps)
  const days: readonly Sums[] = having('day')
  return {
    from,
    to,
    modes: [...modes],
    total: totalOf(days),
    days: rows('day', (cell) => cell.day!, true),
    hours: from === to ? await readHours(db, filter) : [],
    capabilities: rows('capability', (cell) => `${cell.provider!}/${cell.capability!}`),
    providers: rows('capability', (cell) => cell.provider!),
    outcomes: rows('outcome', (cell) => cell.outcome!),
    codes: rowsBy(
      having('outcome').filter((cell) => cell.outcome !== 'succeeded'),
      (cell) => cell.code! || nothingKey,
    ),
    apps: rows('appId', (cell) => cell.appId!),
    regions: rows('appId', (cell) => regionOf(cell.appId!)),
    appNames: Object.fromEntries(names.map(({ id, name }) => [id, name])),
  }
}

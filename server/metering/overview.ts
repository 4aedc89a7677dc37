import type { Mode } from '../contract/result.ts'
import type { UsageOverview } from '../contract/usage.ts'
import { nothingKey } from '../contract/usage-keys.ts'
import type { Database } from '../db/open.ts'
import { apps } from '../db/schema.ts'
import { readCells, readHours, readRegions, rowsBy, totalOf, type UsageFilter } from './usage.ts'

/** Everything that the overview of a period shows. All of it comes from two sums of the same calls, so that its figures agree. */
export async function readOverview(
  db: Database,
  filter: UsageFilter & { modes: readonly Mode[] },
): Promise<UsageOverview> {
  const { from, to, modes } = filter
  const cells = await readCells(db, filter, ['day', 'provider', 'capability', 'outcome', 'code'])
  const byApp = await readCells(db, filter, ['appId'])
  const byMode = await readCells(db, { ...filter, modes: undefined }, ['mode'])
  const regionOf = await readRegions(db)
  const names = await db.select({ id: apps.id, name: apps.name }).from(apps)
  return {
    from,
    to,
    modes: [...modes],
    total: totalOf(cells),
    days: rowsBy(cells, ({ day }) => day, true),
    hours: from === to ? await readHours(db, filter) : [],
    capabilities: rowsBy(cells, ({ provider, capability }) => `${provider}/${capability}`),
    providers: rowsBy(cells, ({ provider }) => provider),
    outcomes: rowsBy(cells, ({ outcome }) => outcome),
    codes: rowsBy(
      cells.filter(({ outcome }) => outcome !== 'succeeded'),
      ({ code }) => code || nothingKey,
    ),
    apps: rowsBy(byApp, ({ appId }) => appId),
    regions: rowsBy(byApp, ({ appId }) => regionOf(appId)),
    byMode: rowsBy(byMode, ({ mode }) => mode),
    appNames: Object.fromEntries(names.map(({ id, name }) => [id, name])),
  }
}

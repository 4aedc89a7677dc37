import { eq, inArray, isNotNull, sql, type SQL } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import { consoleAppId } from '../contract/console-app.ts'
import type { Outcome } from '../contract/metering.ts'
import type { Mode } from '../contract/result.ts'
import { nothingKey } from '../contract/usage-keys.ts'

/** What calls are looked for by, in the sums as in the account. */
export interface CallFilter {
  /** Modes are added together only where several are named. */
  modes?: readonly Mode[] | undefined
  provider?: string | undefined
  capability?: string | undefined
  app?: string | undefined
  /** Of the app that called: as the administrator named it, `console` for the console's own, `none` where nobody said. */
  region?: string | undefined
  outcome?: Outcome | undefined
  /** Ended with anything but success. */
  failed?: boolean | undefined
  /** Of the problem; `none` for calls without one. */
  code?: string | undefined
}

interface Columns {
  mode: AnyPgColumn
  provider: AnyPgColumn
  capability: AnyPgColumn
  appId: AnyPgColumn
  outcome: AnyPgColumn
  code: AnyPgColumn
}

function ofRegion(appId: AnyPgColumn, region: string): SQL {
  if (region === consoleAppId) return eq(appId, consoleAppId)
  return region === nothingKey
    ? sql`${appId} in (select id from apps where region is null)`
    : sql`${appId} in (select id from apps where region = ${region})`
}

/** The filter as conditions on a table. */
export function conditionsOf(columns: Columns, filter: CallFilter): (SQL | undefined)[] {
  const { modes, provider, capability, app, region, outcome, failed, code } = filter
  return [
    modes === undefined || modes.length === 3
      ? undefined
      : modes.length === 1
        ? eq(columns.mode, modes[0]!)
        : inArray(columns.mode, [...modes]),
    provider === undefined ? undefined : eq(columns.provider, provider),
    capability === undefined ? undefined : eq(columns.capability, capability),
    app === undefined ? undefined : eq(columns.appId, app),
    region === undefined ? undefined : ofRegion(columns.appId, region),
    outcome === undefined ? undefined : eq(columns.outcome, outcome),
    failed ? sql`${columns.outcome} <> 'succeeded'` : undefined,
    // The account has no code where the sums have an empty one. The second condition lets the account's index be used, which has codes only.
    code === undefined
      ? undefined
      : code === nothingKey
        ? sql`coalesce(${columns.code}, '') = ''`
        : sql`${eq(columns.code, code)} and ${isNotNull(columns.code)}`,
  ]
}

import { and, desc, eq, gte, lt, sql, type SQL } from 'drizzle-orm'
import type { LedgerEntry, LedgerKind } from '../contract/metering.ts'
import type { Mode } from '../contract/result.ts'
import type { Database } from '../db/open.ts'
import { ledger } from '../db/schema.ts'
import { startOfVendorDay } from './vendor-time.ts'

export interface LedgerFilter {
  kind?: LedgerKind | undefined
  mode?: Mode | undefined
  provider?: string | undefined
  capability?: string | undefined
  app?: string | undefined
  /** Days of the vendor, `yyyy-mm-dd`, both inclusive. */
  from?: string | undefined
  to?: string | undefined
  /** Entries older than the one of this sequence. */
  cursor?: number | undefined
  limit: number
}

const dayMs = 24 * 60 * 60 * 1000

const momentOf = (sequence: number) => sql`(select at from ledger where sequence = ${sequence}::bigint)`

/** Entries of the account, the newest first (by moment, since every filter's index runs so); `nextCursor` is null on the last page. */
export async function readLedger(
  db: Database,
  filter: LedgerFilter,
): Promise<{ items: LedgerEntry[]; nextCursor: string | null }> {
  const { kind, mode, provider, capability, app, from, to, cursor, limit } = filter
  const conditions: (SQL | undefined)[] = [
    kind && eq(ledger.kind, kind),
    mode && eq(ledger.mode, mode),
    provider === undefined ? undefined : eq(ledger.provider, provider),
    capability === undefined ? undefined : eq(ledger.capability, capability),
    app === undefined ? undefined : eq(ledger.appId, app),
    from === undefined ? undefined : gte(ledger.at, startOfVendorDay(from)),
    to === undefined ? undefined : lt(ledger.at, new Date(startOfVendorDay(to).getTime() + dayMs)),
    cursor === undefined
      ? undefined
      : sql`(${ledger.at}, ${ledger.sequence}) < (${momentOf(cursor)}, ${cursor}::bigint)`,
  ]
  const rows = await db
    .select()
    .from(ledger)
    .where(and(...conditions))
    .orderBy(desc(ledger.at), desc(ledger.sequence))
    .limit(limit + 1)
  const items = rows.slice(0, limit).map((row) => ({ ...row, at: row.at.toISOString() }))
  return { items, nextCursor: rows.length > limit ? String(items.at(-1)!.sequence) : null }
}

import { and, desc, eq, gte, inArray, lt, sql, type SQL } from 'drizzle-orm'
import type { LedgerKind } from '../contract/metering.ts'
import type { LedgerLine, LedgerPage } from '../contract/usage.ts'
import type { Database } from '../db/open.ts'
import { apps, documents, ledger, packages, recognitions, usageDays } from '../db/schema.ts'
import { conditionsOf, type CallFilter } from './usage-filter.ts'
import { startOfVendorDay } from './vendor-time.ts'

export interface LedgerFilter extends CallFilter {
  kind?: LedgerKind | undefined
  /** Days of the vendor, `yyyy-mm-dd`, both inclusive. */
  from?: string | undefined
  to?: string | undefined
  /** 0 to 23: of the day `from` alone. */
  hour?: number | undefined
  /** Entries of one package. */
  package?: string | undefined
}

interface Page {
  /** Entries older than the one of this sequence. */
  cursor?: number | undefined
  limit: number
}

const hourMs = 60 * 60 * 1000
const dayMs = 24 * hourMs

const momentOf = (sequence: number) => sql`(select at from ledger where sequence = ${sequence}::bigint)`

function momentsOf({ from, to, hour }: LedgerFilter): SQL[] {
  if (from !== undefined && hour !== undefined) {
    const start = new Date(startOfVendorDay(from).getTime() + hour * hourMs)
    return [gte(ledger.at, start), lt(ledger.at, new Date(start.getTime() + hourMs))]
  }
  return [
    ...(from === undefined ? [] : [gte(ledger.at, startOfVendorDay(from))]),
    ...(to === undefined ? [] : [lt(ledger.at, new Date(startOfVendorDay(to).getTime() + dayMs))]),
  ]
}

const unique = (values: readonly (string | null)[]) => [...new Set(values.filter((value) => value !== null))]

/** What the entries of one page point to, by three questions and not by one for each entry. */
async function withNames(db: Database, rows: readonly (typeof ledger.$inferSelect)[]): Promise<LedgerLine[]> {
  const calls = await db
    .select({
      id: recognitions.id,
      documentId: recognitions.documentId,
      documentName: documents.name,
      providerCode: sql<string | null>`${recognitions.error} ->> 'providerCode'`,
    })
    .from(recognitions)
    .innerJoin(documents, eq(documents.id, recognitions.documentId))
    .where(inArray(recognitions.id, unique(rows.map(({ callId }) => callId))))
  const sizes = await db
    .select({ id: packages.id, size: packages.size })
    .from(packages)
    .where(inArray(packages.id, unique(rows.map(({ packageId }) => packageId))))
  const names = await db
    .select({ id: apps.id, name: apps.name })
    .from(apps)
    .where(inArray(apps.id, unique(rows.map(({ appId }) => appId))))
  return rows.map((row) => {
    const call = calls.find(({ id }) => id === row.callId)
    return {
      ...row,
      at: row.at.toISOString(),
      appName: names.find(({ id }) => id === row.appId)?.name ?? null,
      packageSize: sizes.find(({ id }) => id === row.packageId)?.size ?? null,
      documentId: call?.documentId ?? null,
      documentName: call?.documentName ?? null,
      providerCode: call?.providerCode ?? null,
    }
  })
}

/** How many calls fit: exact and at once from the sums by day; null where they cannot say it. */
async function countCalls(db: Database, filter: LedgerFilter): Promise<number | null> {
  const { kind, from, to, hour } = filter
  if (kind !== 'call' || hour !== undefined || filter.package !== undefined) return null
  const [row] = await db
    .select({ count: sql<number>`coalesce(sum(${usageDays.requests}), 0)::double precision` })
    .from(usageDays)
    .where(
      and(
        from === undefined ? undefined : gte(usageDays.day, from),
        to === undefined ? undefined : sql`${usageDays.day} <= ${to}`,
        ...conditionsOf(usageDays, filter),
      ),
    )
  return row!.count
}

/** Entries of the account, the newest first (by moment, since every filter's index runs so); `nextCursor` is null on the last page. */
export async function readLedger(
  db: Database,
  { cursor, limit, ...filter }: LedgerFilter & Page,
): Promise<Omit<LedgerPage, 'total'>> {
  const rows = await db
    .select()
    .from(ledger)
    .where(
      and(
        filter.kind && eq(ledger.kind, filter.kind),
        filter.package === undefined ? undefined : eq(ledger.packageId, filter.package),
        ...momentsOf(filter),
        ...conditionsOf(ledger, filter),
        cursor === undefined
          ? undefined
          : sql`(${ledger.at}, ${ledger.sequence}) < (${momentOf(cursor)}, ${cursor}::bigint)`,
      ),
    )
    .orderBy(desc(ledger.at), desc(ledger.sequence))
    .limit(limit + 1)
  const items = await withNames(db, rows.slice(0, limit))
  return { items, nextCursor: rows.length > limit ? String(items.at(-1)!.sequence) : null }
}

/** A page of the account with the number of all that fit. */
export async function readLedgerPage(db: Database, question: LedgerFilter & Page): Promise<LedgerPage> {
  return { ...(await readLedger(db, question)), total: await countCalls(db, question) }
}

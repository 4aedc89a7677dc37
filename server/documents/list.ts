import { and, asc, count, eq, getTableColumns, gt, inArray, isNull, lte, or, sql, type SQL } from 'drizzle-orm'
import type { DocumentFilter, DocumentSummary } from '../contract/document.ts'
import type { Database } from '../db/open.ts'
import { documents } from '../db/schema.ts'
import { after, cursorOf, orderOf, type DocumentSort } from './cursor.ts'
import { conditionOf } from './filter.ts'
import { toSummary } from './rows.ts'

const { searchText: _searchText, searchGrams: _searchGrams, ...summaryColumns } = getTableColumns(documents)

const defaultLimit = 50
const nextCount = 3

export interface ListRequest {
  filter: DocumentFilter
  sort: DocumentSort
  cursor?: string | undefined
  limit?: number | undefined
  now: Date
}

/** The statement of a list, apart so that a test can ask the database how it would go about it. */
export function listQuery(db: Database, { filter, sort, cursor, limit = defaultLimit }: Omit<ListRequest, 'now'>) {
  return db
    .select(summaryColumns)
    .from(documents)
    .where(and(conditionOf(filter), cursor === undefined ? undefined : after(sort, cursor)))
    .orderBy(...orderOf(sort))
    .limit(limit + 1)
}

/** A stretch of the queue. @throws {ProblemError} `invalid-cursor` */
export async function listDocuments(
  db: Database,
  request: ListRequest,
): Promise<{ items: DocumentSummary[]; nextCursor: string | null; total: number }> {
  const { filter, sort, limit = defaultLimit, now } = request
  const rows = await listQuery(db, request)
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return {
    items: items.map((row) => toSummary(row, now)),
    nextCursor: rows.length > limit && last ? cursorOf(sort, last) : null,
    total: await countDocuments(db, filter),
  }
}

async function countDocuments(db: Database, filter: DocumentFilter): Promise<number> {
  const [row] = await db.select({ total: count() }).from(documents).where(conditionOf(filter))
  return row?.total ?? 0
}

/** What is to be reviewed next: oldest first from the place of `afterId` on and then from the start, without what others hold. */
export async function nextDocuments(
  db: Database,
  {
    filter,
    after: afterId,
    actorId,
    now,
  }: { filter: DocumentFilter; after: string | undefined; actorId: string; now: Date },
): Promise<DocumentSummary[]> {
  const free = or(isNull(documents.claimUntil), lte(documents.claimUntil, now), eq(documents.claimOwner, actorId))
  const [from] =
    afterId === undefined
      ? []
      : await db
          .select({ id: documents.id, createdAt: documents.createdAt })
          .from(documents)
          .where(eq(documents.id, afterId))
  const reviewable = and(conditionOf({ ...filter, state: undefined }), eq(documents.state, 'review'), free)
  const find = (place: SQL | undefined, limit: number) =>
    db
      .select(summaryColumns)
      .from(documents)
      .where(and(reviewable, place))
      .orderBy(asc(documents.createdAt), asc(documents.id))
      .limit(limit)
  if (!from) return (await find(undefined, nextCount)).map((row) => toSummary(row, now))
  const place = sql`(${from.createdAt.toISOString()}::timestamptz, ${from.id})`
  const rows = await find(gt(sql`(${documents.createdAt}, ${documents.id})`, place), nextCount)
  if (rows.length < nextCount) {
    rows.push(...(await find(sql`(${documents.createdAt}, ${documents.id}) < ${place}`, nextCount - rows.length)))
  }
  return rows.map((row) => toSummary(row, now))
}

/** The ids of a selection, newest first; ids that do not exist are kept for the caller to report. */
export async function selectIds(
  db: Database,
  { ids, filter }: { ids?: string[] | undefined; filter?: DocumentFilter | undefined },
): Promise<string[]> {
  if (ids) return [...new Set(ids)]
  const rows = await db
    .select({ id: documents.id })
    .from(documents)
    .where(conditionOf(filter ?? {}))
    .orderBy(...orderOf('newest'))
  return rows.map(({ id }) => id)
}

/** The rows of these documents, those that exist. */
export async function readSummaries(
  db: Database,
  ids: readonly string[],
  now: Date,
): Promise<Map<string, DocumentSummary>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .select(summaryColumns)
    .from(documents)
    .where(inArray(documents.id, [...ids]))
  return new Map(rows.map((row) => [row.id, toSummary(row, now)]))
}

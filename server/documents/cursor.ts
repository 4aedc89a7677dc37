import { asc, desc, sql, type SQL } from 'drizzle-orm'
import type { z } from 'zod'
import type { documentSortSchema } from '../contract/document.ts'
import { ProblemError } from '../contract/problem.ts'
import { documents } from '../db/schema.ts'
import type { DocumentRow } from './rows.ts'

export type DocumentSort = z.infer<typeof documentSortSchema>

/** Must be word for word the expression of the index `documents_confidence`. */
const confidence = sql<number>`coalesce(${documents.lowestConfidence}, 2)`

/**
 * How each order is written, and what of a row makes its place in it. Every order ends with the id, so that no two rows share a place and a
 * row that comes or goes between two calls shifts none of the others.
 */
const orders = {
  newest: { by: [desc(documents.createdAt), desc(documents.id)], key: (row) => row.createdAt.toISOString() },
  oldest: { by: [asc(documents.createdAt), asc(documents.id)], key: (row) => row.createdAt.toISOString() },
  'least-confident': { by: [asc(confidence), asc(documents.id)], key: (row) => row.lowestConfidence ?? 2 },
  name: { by: [asc(documents.name), asc(documents.id)], key: (row) => row.name },
} satisfies Record<
  DocumentSort,
  { by: SQL[]; key: (row: Pick<DocumentRow, 'createdAt' | 'lowestConfidence' | 'name'>) => string | number }
>

export function orderOf(sort: DocumentSort): SQL[] {
  return orders[sort].by
}

/** The place of a row, opaque to callers. */
export function cursorOf(
  sort: DocumentSort,
  row: Pick<DocumentRow, 'id' | 'createdAt' | 'lowestConfidence' | 'name'>,
): string {
  return Buffer.from(JSON.stringify([sort, orders[sort].key(row), row.id])).toString('base64url')
}

function parse(sort: DocumentSort, cursor: string): { key: string | number; id: string } {
  try {
    const [sortThen, key, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[]
    const keyFits =
      sort === 'least-confident'
        ? typeof key === 'number'
        : typeof key === 'string' && (sort === 'name' || !Number.isNaN(Date.parse(key)))
    if (sortThen === sort && keyFits && typeof id === 'string') return { key: key as string | number, id }
  } catch {
    // Said below, like every other cursor that is not ours.
  }
  throw new ProblemError({
    title: 'This cursor does not belong to this list',
    status: 400,
    code: 'invalid-cursor',
    action: 'Begin again without a cursor.',
    retryable: false,
    whoseFault: 'caller',
  })
}

/** What comes after the cursor in this order. Compared as one row value, which the index of the order answers in one step. */
export function after(sort: DocumentSort, cursor: string): SQL {
  const { key, id } = parse(sort, cursor)
  switch (sort) {
    case 'newest':
      return sql`(${documents.createdAt}, ${documents.id}) < (${key}::timestamptz, ${id})`
    case 'oldest':
      return sql`(${documents.createdAt}, ${documents.id}) > (${key}::timestamptz, ${id})`
    case 'least-confident':
      return sql`(${confidence}, ${documents.id}) > (${key}::double precision, ${id})`
    case 'name':
      return sql`(${documents.name}, ${documents.id}) > (${key}, ${id})`
  }
}

import { Readable } from 'node:stream'
import { and, isNotNull, sql } from 'drizzle-orm'
import type { ExportFormat } from '../contract/actions.ts'
import type { DocumentFilter } from '../contract/document.ts'
import { ProblemError } from '../contract/problem.ts'
import type { Database } from '../db/open.ts'
import { changeSets, documents, recognitions } from '../db/schema.ts'
import { exportRecord, type ExportRecord } from './export-record.ts'
import { tableLayout, type TableLayout } from './export-table.ts'
import { writeCsv, writeJson, writeXlsx } from './export-write.ts'
import { readSummaries, selectIds } from './list.ts'
import { readReviews } from './read-review.ts'

/** How many documents are in memory at once, JSON and CSV. */
const batchSize = 50
/** An XLSX is one zip that has to be made in memory. */
const maxXlsxDocuments = 20_000

export interface ExportFile {
  body: ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer>
  contentType: string
  fileName: string
}

export interface ExportOrder {
  format: ExportFormat
  ids?: string[] | undefined
  filter?: DocumentFilter | undefined
  now: Date
}

const contentTypes: Record<ExportFormat, string> = {
  json: 'application/json',
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** Documents that are gone by the time their batch is read are left out. */
async function* readBatches(db: Database, ids: readonly string[], now: Date): AsyncGenerator<ExportRecord[]> {
  for (let start = 0; start < ids.length; start += batchSize) {
    const batch = ids.slice(start, start + batchSize)
    const summaries = await readSummaries(db, batch, now)
    const reviews = await readReviews(db, batch)
    yield batch.flatMap((id) => {
      const summary = summaries.get(id)
      const review = reviews.get(id)
      return summary && review ? [exportRecord(summary, review)] : []
    })
  }
}

const among = (column: typeof documents.id | typeof changeSets.documentId, ids: readonly string[]) =>
  sql`${column} = any(${sql.param(ids)}::text[])`

/** The columns that these documents need, asked of the database so that their readings need not be read twice. */
async function layoutFor(db: Database, ids: readonly string[]): Promise<TableLayout> {
  const kinds = await db
    .selectDistinct({ kind: documents.kind })
    .from(documents)
    .where(and(among(documents.id, ids), isNotNull(documents.reviewRecognitionId)))
    .orderBy(documents.kind)
  const keys = await db.execute(sql`
    select distinct key from (
      select field ->> 'key' as key
      from ${documents}
      join ${recognitions} on ${recognitions.id} = ${documents.reviewRecognitionId}
      cross join lateral jsonb_array_elements(${recognitions.findings} -> 'fields') as field
      where ${among(documents.id, ids)}
      union all
      select change -> 'item' ->> 'key'
      from ${changeSets}
      cross join lateral jsonb_array_elements(${changeSets.changes}) as change
      where ${among(changeSets.documentId, ids)} and change ->> 'type' = 'add'
    ) as found
    where key is not null
    order by key`)
  const rows = (keys as { rows: { key: string }[] }).rows
  return tableLayout(
    kinds.flatMap(({ kind }) => kind ?? []),
    rows.map(({ key }) => key),
  )
}

function tooMany(count: number): ProblemError {
  return new ProblemError({
    title: 'Too many documents for one workbook',
    status: 422,
    code: 'export-too-large',
    detail: `${count} documents were asked for; an XLSX holds at most ${maxXlsxDocuments}.`,
    action: 'Narrow the filter, or export CSV or JSON, which have no such limit.',
    parameters: { documents: count, maxDocuments: maxXlsxDocuments },
    retryable: false,
    whoseFault: 'caller',
  })
}

function gone(count: number): ProblemError {
  return new ProblemError({
    title: 'Some of these documents do not exist',
    status: 404,
    code: 'document-not-found',
    detail: `${count} of the documents asked for do not exist. They may have been deleted.`,
    action: 'Reload the list and select again.',
    parameters: { count },
    retryable: false,
    whoseFault: 'caller',
  })
}

/** As 20260131-235959 in UTC. */
function stamp(now: Date): string {
  return now.toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-')
}

/**
 * Documents as one file: JSON and CSV flow batch by batch, however many there are.
 * @throws {ProblemError} `document-not-found`, `export-too-large`
 */
export async function exportDocuments(
  db: Database,
  { format, ids: asked, filter, now }: ExportOrder,
): Promise<ExportFile> {
  const ids = await selectIds(db, { ids: asked, filter })
  if (asked) {
    const found = await db.select({ id: documents.id }).from(documents).where(among(documents.id, ids))
    if (found.length < ids.length) throw gone(ids.length - found.length)
  }
  if (format === 'xlsx' && ids.length > maxXlsxDocuments) throw tooMany(ids.length)
  const batches = readBatches(db, ids, now)
  const file = { contentType: contentTypes[format], fileName: `fieldproof-${stamp(now)}.${format}` }
  if (format === 'json') return { ...file, body: streamOf(writeJson(batches, now)) }
  const layout = await layoutFor(db, ids)
  if (format === 'csv') return { ...file, body: streamOf(writeCsv(batches, layout)) }
  return { ...file, body: await writeXlsx(batches, layout) }
}

function streamOf(chunks: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  async function* encoded() {
    const encoder = new TextEncoder()
    for await (const chunk of chunks) yield encoder.encode(chunk)
  }
  return Readable.toWeb(
    Readable.from(encoded(), { objectMode: false, highWaterMark: 1 << 20 }),
  ) as ReadableStream<Uint8Array>
}

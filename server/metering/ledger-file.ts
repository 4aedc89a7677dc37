import { stringify } from 'csv-stringify/sync'
import { guardFormula } from '../contract/formula-guard.ts'
import type { LedgerLine } from '../contract/usage.ts'
import { ledgerFileRows } from '../contract/usage-keys.ts'
import type { Database } from '../db/open.ts'
import { readLedger, type LedgerFilter } from './read-ledger.ts'

/** Read at a time: a file of a million entries is never held whole. */
const batch = 1000

const columns = [
  'sequence',
  'at',
  'kind',
  'mode',
  'provider',
  'capability',
  'appId',
  'appName',
  'outcome',
  'code',
  'providerCode',
  'durationMs',
  'bytes',
  'calls',
  'units',
  'fen',
  'packageId',
  'packageSize',
  'orderId',
  'callId',
  'documentId',
  'documentName',
] as const satisfies readonly (keyof LedgerLine)[]

function cellOf(value: string | number | null): string | number | null {
  return typeof value === 'string' ? guardFormula(value) : value
}

const linesOf = (items: readonly LedgerLine[]) =>
  stringify(
    items.map((item) => columns.map((column) => cellOf(item[column]))),
    { record_delimiter: '\r\n' },
  )

/** The whole filtered account as CSV (RFC 4180, UTF-8 with a byte order mark), a batch when the reader is ready for it, up to `ledgerFileRows` entries. */
export function ledgerFile(db: Database, filter: LedgerFilter, atMost = ledgerFileRows): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let cursor: number | undefined
  let written = 0
  return new ReadableStream({
    start(controller) {
      controller.enqueue(encoder.encode(`\uFEFF${columns.join(',')}\r\n`))
    },
    async pull(controller) {
      const limit = Math.min(batch, atMost - written)
      const { items, nextCursor } = await readLedger(db, { ...filter, cursor, limit })
      written += items.length
      if (items.length > 0) controller.enqueue(encoder.encode(linesOf(items)))
      if (nextCursor === null || written >= atMost) controller.close()
      else cursor = Number(nextCursor)
    },
  })
}

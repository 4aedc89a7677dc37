import { asc, eq } from 'drizzle-orm'
import type { Exchange } from '../contract/exchange.ts'
import type { Database } from '../db/open.ts'
import { exchanges } from '../db/schema.ts'
import { storable } from '../db/storable.ts'

/** A job that is polled for an hour makes hundreds: the first ones and the last are told. */
const mostKept = 200

export interface ExchangeRecorder {
  add(exchange: Exchange): void
  /** Resolves when everything that was added is written down. Never rejects: the record is worth less than the recognition. */
  written(): Promise<void>
}

/** Writes the calls of one recognition down as they are made, so that they can be looked at while it runs. */
export function recordExchanges(
  db: Database,
  recognitionId: string,
  log: (entry: Record<string, unknown>) => void,
): ExchangeRecorder {
  let sequence = 0
  let writing = Promise.resolve()
  const write = async (number: number, exchange: Exchange) => {
    const row = { recognitionId, sequence: number, exchange: storable(exchange) }
    const { target, set } = { target: [exchanges.recognitionId, exchanges.sequence], set: { exchange: row.exchange } }
    await db.insert(exchanges).values(row).onConflictDoUpdate({ target, set })
  }
  return {
    add(exchange) {
      const number = Math.min(sequence, mostKept)
      sequence += 1
      writing = writing
        .then(() => write(number, exchange))
        .catch((error: unknown) => {
          const errorType = error instanceof Error ? error.name : typeof error
          log({ level: 'error', event: 'exchange-not-stored', recognition: recognitionId, errorType })
        })
    },
    written: () => writing,
  }
}

/** The calls of a recognition, in the order in which they were made. */
export async function readExchanges(db: Database, recognitionId: string): Promise<Exchange[]> {
  const rows = await db
    .select({ exchange: exchanges.exchange })
    .from(exchanges)
    .where(eq(exchanges.recognitionId, recognitionId))
    .orderBy(asc(exchanges.sequence))
  return rows.map(({ exchange }) => exchange)
}

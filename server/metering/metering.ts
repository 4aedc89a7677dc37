import { asc, eq } from 'drizzle-orm'
import type { ExhaustionPolicies } from '../contract/metering.ts'
import { policiesKey } from '../db/metering-functions.ts'
import type { Database } from '../db/open.ts'
import { recognitions, reservations, settings } from '../db/schema.ts'
import { outcomeOf } from './charge.ts'
import { reserve, settle, settleOpen, type MeteredCall } from './ledger.ts'
import { pricesFor } from './price-book.ts'

/** What the console writes down of every recognition, before it is sent and once its outcome is known. */
export interface Metering {
  /** Takes what the call will cost. @throws {ProblemError} `package-used-up`, `-expired`, `-not-bought`: then nothing may be sent */
  begin(call: MeteredCall): Promise<void>
  /** Ends the reservation of a recognition that is finished, by what its row says. Does nothing where there is none. */
  end(recognitionId: string): Promise<void>
  /** Ends the reservations of recognitions that finished, or went, without it: at a start after a kill. @returns how many */
  endForgotten(): Promise<number>
}

/** What each capability (`provider/capability`) does when its packages end, as far as somebody has decided. */
export async function readPolicies(db: Database): Promise<ExhaustionPolicies> {
  const [row] = await db.select({ value: settings.value }).from(settings).where(eq(settings.key, policiesKey))
  return (row?.value ?? {}) as ExhaustionPolicies
}

export async function writePolicies(db: Database, value: ExhaustionPolicies): Promise<void> {
  await db
    .insert(settings)
    .values({ key: policiesKey, value })
    .onConflictDoUpdate({ target: settings.key, set: { value } })
}

export function createMetering({ db, clock }: { db: Database; clock: () => Date }): Metering {
  async function end(recognitionId: string): Promise<void> {
    const [row] = await db
      .select({
        status: recognitions.status,
        mode: recognitions.mode,
        error: recognitions.error,
        paidCallAt: recognitions.paidCallAt,
        durationMs: recognitions.durationMs,
        counted: recognitions.countedCalls,
        open: reservations,
      })
      .from(recognitions)
      .leftJoin(reservations, eq(reservations.callId, recognitions.id))
      .where(eq(recognitions.id, recognitionId))
    const now = clock()
    if (!row) {
      // Deleted with its document while it was on its way.
      await settle(db, recognitionId, { outcome: 'unknown', durationMs: null, code: 'recognition-deleted' }, now)
      return
    }
    if (row.open === null || row.status === 'queued' || row.status === 'running') return
    const sent = row.mode === 'local' || row.paidCallAt !== null
    const outcome = outcomeOf(row.error, sent)
    const durationMs = outcome === 'not-sent' ? null : row.durationMs
    const { counted, open } = row
    const prices = await pricesFor(db, open)
    await settleOpen(db, open, { outcome, durationMs, code: row.error?.code ?? null, counted }, { now, prices })
  }

  return {
    async begin(call) {
      await reserve(db, call, { now: clock(), prices: await pricesFor(db, call) })
    },
    end,
    async endForgotten() {
      const open = await db
        .select({ callId: reservations.callId })
        .from(reservations)
        .orderBy(asc(reservations.createdAt))
      for (const { callId } of open) await end(callId)
      const left = await db.$count(reservations)
      return open.length - left
    },
  }
}

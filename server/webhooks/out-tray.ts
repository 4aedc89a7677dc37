import { and, asc, eq, isNull, lte } from 'drizzle-orm'
import type { Database } from '../db/open.ts'
import { webhookDeliveries, webhooks } from '../db/schema.ts'
import type { Send } from './send.ts'
import { deliveryHeaders } from './signature.ts'

/** Sends what is in the out-tray: at once, then with growing pauses until it is delivered or given up. */
export interface OutTray {
  /** There may be something to send. Returns at once. */
  wake(): void
  /** Sends everything that is due, and resolves when each has been tried. */
  send(): Promise<void>
  /** Ends sending; what is on its way is awaited, so that a restart does not send it again. */
  stop(): Promise<void>
}

export interface OutTrayOptions {
  db: Database
  clock: () => Date
  send: Send
  /** Called after an attempt. */
  onAttempt: () => void
  log: (entry: Record<string, unknown>) => void
}

const second = 1000
const minute = 60 * second
const hour = 60 * minute

/** Pauses after the first, second ... attempt, milliseconds: about a day and a half in all. */
export const pausesMs = [
  10 * second,
  minute,
  5 * minute,
  30 * minute,
  2 * hour,
  6 * hour,
  12 * hour,
  18 * hour,
] as const

/** How often what waits for its time is looked at. */
const everyMs = 5 * second
const atOnce = 20

export function createOutTray({ db, clock, send, onAttempt, log }: OutTrayOptions): OutTray {
  let working: Promise<void> = Promise.resolve()
  let asked = false
  let stopped = false

  async function attempt(row: typeof webhookDeliveries.$inferSelect, { url, secret }: { url: string; secret: string }) {
    const { id, event, body } = row
    const attempts = row.attempts + 1
    const pause = pausesMs[attempts - 1]
    // Counted before it is sent: a process that is killed now goes on with the next pause, under the same delivery id.
    await db
      .update(webhookDeliveries)
      .set({ attempts, nextAt: new Date(clock().getTime() + (pause ?? 18 * hour)) })
      .where(eq(webhookDeliveries.id, id))
    const { status, error } = await send(url, deliveryHeaders({ id, event, body, secret }, clock()), body)
    const over = error === null || pause === undefined
    await db
      .update(webhookDeliveries)
      .set({
        lastStatus: status,
        lastError: error,
        ...(over && { state: error === null ? 'delivered' : 'failed', endedAt: clock() }),
      })
      .where(and(eq(webhookDeliveries.id, id), eq(webhookDeliveries.state, 'waiting')))
    if (error !== null) log({ level: 'warn', event: 'webhook-not-delivered', delivery: id, attempts, status, error })
    onAttempt()
  }

  async function sendDue(): Promise<void> {
    try {
      for (;;) {
        const due = await db
          .select({ delivery: webhookDeliveries, url: webhooks.url, secret: webhooks.secret })
          .from(webhookDeliveries)
          .innerJoin(webhooks, eq(webhooks.id, webhookDeliveries.webhookId))
          .where(
            and(
              eq(webhookDeliveries.state, 'waiting'),
              lte(webhookDeliveries.nextAt, clock()),
              isNull(webhooks.removedAt),
            ),
          )
          .orderBy(asc(webhookDeliveries.createdAt), asc(webhookDeliveries.id))
          .limit(atOnce)
        if (due.length === 0 || stopped) return
        await Promise.all(due.map(({ delivery, ...webhook }) => attempt(delivery, webhook)))
      }
    } catch (error) {
      log({ level: 'error', event: 'webhooks-not-sent', errorType: error instanceof Error ? error.name : typeof error })
    }
  }
  function sendAll(): Promise<void> {
    working = working.then(sendDue)
    return working
  }
  function wake(): void {
    if (asked || stopped) return
    asked = true
    void working.then(() => {
      asked = false
      return sendAll()
    })
  }
  const regularly = setInterval(wake, everyMs)
  regularly.unref()
  return {
    wake,
    send: sendAll,
    async stop() {
      stopped = true
      clearInterval(regularly)
      await working
    },
  }
}

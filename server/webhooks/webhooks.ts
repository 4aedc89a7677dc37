import { and, asc, desc, eq, inArray, isNull } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import { ProblemError } from '../contract/problem.ts'
import { webhookEventSchema, type Webhook, type WebhookDelivery, type WebhookEvent } from '../contract/warnings.ts'
import type { Database } from '../db/open.ts'
import { webhookDeliveries, webhooks } from '../db/schema.ts'
import { AddressError, checkUrl, type AddressFault } from './address.ts'
import { newSecret } from './signature.ts'

type WebhookRow = typeof webhooks.$inferSelect
type DeliveryRow = typeof webhookDeliveries.$inferSelect

const mostWebhooks = 10
/** How many of the newest deliveries the screen shows of each. */
const mostShown = 20

const faults: Record<AddressFault | 'webhook-host-not-found', string> = {
  'webhook-url-invalid': 'This is no address',
  'webhook-url-scheme': 'A webhook is called by http or https',
  'webhook-url-credentials': 'The address holds a name or password',
  'webhook-address-refused': 'Nothing is sent to this address',
  'webhook-host-not-found': 'The name of the host is not known',
}

function toWebhook({ id, url, secret, createdAt }: WebhookRow): Webhook {
  return { id, url, secretEnding: secret.slice(-4), createdAt: createdAt.toISOString() }
}

export function toDelivery(row: DeliveryRow): WebhookDelivery {
  const { id, webhookId, event, state, attempts, lastStatus, lastError } = row
  const { data } = webhookEventSchema.parse(JSON.parse(row.body))
  return {
    id,
    webhookId,
    event,
    level: data?.level ?? null,
    provider: data?.provider ?? null,
    pool: data?.pool ?? null,
    state,
    attempts,
    nextAt: state === 'waiting' ? row.nextAt.toISOString() : null,
    lastStatus,
    lastError,
    createdAt: row.createdAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
  }
}

/** Every webhook with its newest deliveries. */
export async function listWebhooks(db: Database): Promise<(Webhook & { deliveries: WebhookDelivery[] })[]> {
  const rows = await db.select().from(webhooks).where(isNull(webhooks.removedAt)).orderBy(asc(webhooks.createdAt))
  return Promise.all(
    rows.map(async (row) => {
      const deliveries = await db
        .select()
        .from(webhookDeliveries)
        .where(eq(webhookDeliveries.webhookId, row.id))
        .orderBy(desc(webhookDeliveries.createdAt), desc(webhookDeliveries.id))
        .limit(mostShown)
      return { ...toWebhook(row), deliveries: deliveries.map(toDelivery) }
    }),
  )
}

/** Adds an address; the secret is in this answer and in none after it. @throws {ProblemError} `webhook-*` */
export async function addWebhook(
  db: Database,
  text: string,
  { by, now }: { by: { id: string }; now: Date },
): Promise<{ webhook: Webhook; secret: string }> {
  const url = checked(text)
  if ((await db.$count(webhooks, isNull(webhooks.removedAt))) >= mostWebhooks) {
    throw refused('too-many-webhooks', 'There are as many webhooks as there may be', 409, 'Remove one first.')
  }
  const secret = newSecret()
  const [row] = await db
    .insert(webhooks)
    .values({ id: uuidv7(), url, secret, createdAt: now, createdBy: by.id })
    .returning()
  return { webhook: toWebhook(row!), secret }
}

function checked(text: string): string {
  try {
    return checkUrl(text.trim()).href
  } catch (error) {
    if (!(error instanceof AddressError)) throw error
    throw refused(error.code, faults[error.code], 422, 'Give an http or https address that may receive it.')
  }
}

/** Removes an address; what was not delivered to it yet never is. @throws {ProblemError} `webhook-not-found` */
export async function removeWebhook(db: Database, id: string, now: Date): Promise<void> {
  await db.transaction(async (tx) => {
    const [row] = await tx
      .update(webhooks)
      .set({ removedAt: now })
      .where(and(eq(webhooks.id, id), isNull(webhooks.removedAt)))
      .returning({ id: webhooks.id })
    if (!row) throw webhookNotFound()
    await tx
      .update(webhookDeliveries)
      .set({ state: 'failed', lastError: 'webhook-removed', endedAt: now })
      .where(and(eq(webhookDeliveries.webhookId, id), inArray(webhookDeliveries.state, ['waiting'])))
  })
}

/** Puts a test into the out-tray. @throws {ProblemError} `webhook-not-found` */
export async function addTest(db: Database, webhookId: string, now: Date): Promise<string> {
  const [webhook] = await db
    .select({ id: webhooks.id })
    .from(webhooks)
    .where(and(eq(webhooks.id, webhookId), isNull(webhooks.removedAt)))
  if (!webhook) throw webhookNotFound()
  const id = uuidv7()
  const event: WebhookEvent = { id, type: 'test', createdAt: now.toISOString(), data: null }
  await db.insert(webhookDeliveries).values({
    id,
    webhookId,
    warning: null,
    event: event.type,
    body: JSON.stringify(event),
    state: 'waiting',
    nextAt: now,
    createdAt: now,
  })
  return id
}

export async function readDelivery(db: Database, id: string): Promise<WebhookDelivery> {
  const [row] = await db.select().from(webhookDeliveries).where(eq(webhookDeliveries.id, id))
  if (!row) throw webhookNotFound()
  return toDelivery(row)
}

function webhookNotFound(): ProblemError {
  return refused('webhook-not-found', 'There is no such webhook', 404, 'Reload the list.')
}

function refused(code: string, title: string, status: 404 | 409 | 422, action: string): ProblemError {
  return new ProblemError({ title, status, code, action, retryable: false, whoseFault: 'caller' })
}

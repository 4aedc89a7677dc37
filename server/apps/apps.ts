import { randomBytes } from 'node:crypto'
import { and, asc, eq, isNull, min, ne } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import type { App, AppChange, AppRequest } from '../contract/apps.ts'
import { consoleAppId } from '../contract/console-app.ts'
import { ProblemError } from '../contract/problem.ts'
import { createToken, hashToken } from '../auth/tokens.ts'
import type { Database } from '../db/open.ts'
import { apps, users } from '../db/schema.ts'

export type AppRow = typeof apps.$inferSelect

const present = isNull(apps.removedAt)

export function toApp(row: AppRow): App {
  const { encPublicKey, encCreatedAt } = row
  return {
    id: row.id,
    isDefault: false,
    name: row.name,
    description: row.description,
    appKey: row.appKey,
    secretEnding: row.secretEnding,
    encKey:
      encPublicKey === null || encCreatedAt === null
        ? null
        : { publicKey: encPublicKey, createdAt: encCreatedAt.toISOString() },
    enabled: row.enabled,
    allowedNetworks: row.allowedNetworks,
    callsPerMinute: row.callsPerMinute,
    region: row.region,
    createdAt: row.createdAt.toISOString(),
    rotatedAt: row.rotatedAt?.toISOString() ?? null,
    removedAt: row.removedAt?.toISOString() ?? null,
  }
}

/** The console's own calls, as an app among the others: as old as its first person. */
async function consoleApp(db: Database): Promise<App> {
  const [oldest] = await db.select({ at: min(users.createdAt) }).from(users)
  return {
    id: consoleAppId,
    isDefault: true,
    name: 'console',
    description: '',
    appKey: '',
    secretEnding: '',
    encKey: null,
    enabled: [],
    allowedNetworks: [],
    callsPerMinute: null,
    region: null,
    createdAt: (oldest?.at ?? new Date(0)).toISOString(),
    rotatedAt: null,
    removedAt: null,
  }
}

/** @throws {ProblemError} `app-default` */
function refuseDefault(id: string): void {
  if (id !== consoleAppId) return
  throw new ProblemError({
    title: 'The console itself is no app that can be changed',
    status: 409,
    code: 'app-default',
    detail: 'It has no credentials; people and scripts call through it with their own.',
    action: 'Make an app for the caller instead.',
    retryable: false,
    whoseFault: 'caller',
  })
}

function newSecret() {
  const appSecret = createToken()
  return { appSecret, stored: { secretHash: hashToken(appSecret), secretEnding: appSecret.slice(-4) } }
}

async function refuseTakenName(db: Database, name: string, except?: string): Promise<void> {
  const [taken] = await db
    .select({ id: apps.id })
    .from(apps)
    .where(and(eq(apps.name, name), present, except === undefined ? undefined : ne(apps.id, except)))
  if (!taken) return
  throw new ProblemError({
    title: 'Another app has this name',
    status: 409,
    code: 'app-name-taken',
    action: 'Choose another name.',
    parameters: { name },
    retryable: false,
    whoseFault: 'caller',
  })
}

/** Makes an app. The secret is in this answer and nowhere else. @throws {ProblemError} `app-name-taken` */
export async function createApp(
  db: Database,
  { name, description = '', enabled = [], allowedNetworks = [], callsPerMinute = null, region = null }: AppRequest,
  { by, now }: { by: { id: string }; now: Date },
): Promise<{ app: App; appSecret: string }> {
  await refuseTakenName(db, name)
  const { appSecret, stored } = newSecret()
  const [row] = await db
    .insert(apps)
    .values({
      id: uuidv7(),
      name,
      description,
      appKey: randomBytes(16).toString('hex'),
      ...stored,
      enabled,
      allowedNetworks,
      callsPerMinute,
      region,
      createdAt: now,
      createdBy: by.id,
    })
    .returning()
  return { app: toApp(row!), appSecret }
}

/** The console itself, then the others, the oldest first. @param removed those too that were deleted: the ledger still names them */
export async function listApps(db: Database, { removed = false } = {}): Promise<App[]> {
  const rows = db
    .select()
    .from(apps)
    .where(removed ? undefined : present)
  return [await consoleApp(db), ...(await rows.orderBy(asc(apps.createdAt), asc(apps.id))).map(toApp)]
}

/** @throws {ProblemError} `app-not-found`, `app-name-taken`, `app-default` */
export async function changeApp(db: Database, id: string, change: AppChange): Promise<App> {
  refuseDefault(id)
  if (change.name !== undefined) await refuseTakenName(db, change.name, id)
  const values = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  const where = and(eq(apps.id, id), present)
  const [row] =
    Object.keys(values).length === 0
      ? await db.select().from(apps).where(where)
      : await db.update(apps).set(values).where(where).returning()
  if (!row) throw appNotFound()
  return toApp(row)
}

/**
 * A new secret. The old one is refused from now on, without a time in which both are good: who rotates because a secret leaked must not wait, and who plans
 * it makes a second app, moves its callers and deletes the first. @throws {ProblemError} `app-not-found`, `app-default`
 */
export async function rotateSecret(
  db: Database,
  id: string,
  { now }: { now: Date },
): Promise<{ app: App; appSecret: string }> {
  refuseDefault(id)
  const { appSecret, stored } = newSecret()
  const [row] = await db
    .update(apps)
    .set({ ...stored, rotatedAt: now })
    .where(and(eq(apps.id, id), present))
    .returning()
  if (!row) throw appNotFound()
  return { app: toApp(row), appSecret }
}

/** Takes its access and its EncKey away; its entries of the ledger stay, and its name with them. @throws {ProblemError} `app-not-found`, `app-default` */
export async function removeApp(db: Database, id: string, { now }: { now: Date }): Promise<void> {
  refuseDefault(id)
  const [row] = await db
    .update(apps)
    .set({ removedAt: now, encPublicKey: null, encPrivateKey: null, encCreatedAt: null })
    .where(and(eq(apps.id, id), present))
    .returning({ id: apps.id })
  if (!row) throw appNotFound()
}

/** The app whose key and secret these are; undefined for a wrong pair and for an app that was removed. */
export async function findApp(db: Database, appKey: string, appSecret: string): Promise<AppRow | undefined> {
  const [row] = await db
    .select()
    .from(apps)
    .where(and(eq(apps.appKey, appKey), eq(apps.secretHash, hashToken(appSecret)), present))
  return row
}

export function appNotFound(): ProblemError {
  return new ProblemError({
    title: 'There is no such app',
    status: 404,
    code: 'app-not-found',
    action: 'It may have been deleted: reload the list.',
    retryable: false,
    whoseFault: 'caller',
  })
}

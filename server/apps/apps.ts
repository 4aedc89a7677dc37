import { randomBytes } from 'node:crypto'
import { and, asc, eq, isNull, ne } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import type { App, AppChange, AppRequest } from '../contract/apps.ts'
import { ProblemError } from '../contract/problem.ts'
import { createToken, hashToken } from '../auth/tokens.ts'
import type { Database } from '../db/open.ts'
import { apps } from '../db/schema.ts'

export type AppRow = typeof apps.$inferSelect

const present = isNull(apps.removedAt)

export function toApp(row: AppRow): App {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    appKey: row.appKey,
    secretEnding: row.secretEnding,
    enabled: row.enabled,
    allowedNetworks: row.allowedNetworks,
    callsPerMinute: row.callsPerMinute,
    region: row.region,
    createdAt: row.createdAt.toISOString(),
    rotatedAt: row.rotatedAt?.toISOString() ?? null,
  }
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

export async function listApps(db: Database): Promise<App[]> {
  return (await db.select().from(apps).where(present).orderBy(asc(apps.createdAt), asc(apps.id))).map(toApp)
}

/** @throws {ProblemError} `app-not-found`, `app-name-taken` */
export async function changeApp(db: Database, id: string, change: AppChange): Promise<App> {
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

/** A new secret; the old one is refused from now on. @throws {ProblemError} `app-not-found` */
export async function rotateSecret(
  db: Database,
  id: string,
  { now }: { now: Date },
): Promise<{ app: App; appSecret: string }> {
  const { appSecret, stored } = newSecret()
  const [row] = await db
    .update(apps)
    .set({ ...stored, rotatedAt: now })
    .where(and(eq(apps.id, id), present))
    .returning()
  if (!row) throw appNotFound()
  return { app: toApp(row), appSecret }
}

/** Takes its access away; its entries of the ledger stay. @throws {ProblemError} `app-not-found` */
export async function removeApp(db: Database, id: string, { now }: { now: Date }): Promise<void> {
  const [row] = await db
    .update(apps)
    .set({ removedAt: now })
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

function appNotFound(): ProblemError {
  return new ProblemError({
    title: 'There is no such app',
    status: 404,
    code: 'app-not-found',
    action: 'It may have been deleted: reload the list.',
    retryable: false,
    whoseFault: 'caller',
  })
}

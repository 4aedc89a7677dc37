import { and, eq, gt, isNull, lt } from 'drizzle-orm'
import type { Database } from '../db/open.ts'
import { sessions, users } from '../db/schema.ts'
import type { Actor } from './permissions.ts'
import { createToken, hashToken } from './tokens.ts'

export const sessionCookie = 'fieldproof_session'

/** A working week with a weekend on either side; after that the person signs in anew. */
export const sessionSeconds = 9 * 24 * 60 * 60

/** @returns the cookie's value; only its hash is stored */
export async function startSession(db: Database, userId: string, now: Date): Promise<string> {
  const token = createToken()
  await db.delete(sessions).where(lt(sessions.expiresAt, now))
  await db.insert(sessions).values({
    tokenHash: hashToken(token),
    userId,
    createdAt: now,
    expiresAt: new Date(now.getTime() + sessionSeconds * 1000),
  })
  return token
}

/** Who the cookie belongs to; undefined for an unknown or expired one, and for somebody who was removed. */
export async function findSession(db: Database, token: string, now: Date): Promise<Actor | undefined> {
  const [found] = await db
    .select({ id: users.id, name: users.name, role: users.role })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(eq(sessions.tokenHash, hashToken(token)), gt(sessions.expiresAt, now), isNull(users.removedAt)))
  return found
}

export async function endSession(db: Database, token: string): Promise<void> {
  await db.delete(sessions).where(eq(sessions.tokenHash, hashToken(token)))
}

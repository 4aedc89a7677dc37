import { and, eq, gt, isNull, lt } from 'drizzle-orm'
import type { Database } from '../db/open.ts'
import { signInLinks, users } from '../db/schema.ts'
import { createToken, hashToken } from './tokens.ts'

const linkMinutes = 15

/** A link that signs one person in, once, within a quarter of an hour. */
export async function createSignInLink(
  db: Database,
  userId: string,
  now: Date,
): Promise<{ token: string; expiresAt: Date }> {
  const token = createToken()
  const expiresAt = new Date(now.getTime() + linkMinutes * 60_000)
  await db.delete(signInLinks).where(lt(signInLinks.expiresAt, now))
  await db.insert(signInLinks).values({ tokenHash: hashToken(token), userId, createdAt: now, expiresAt })
  return { token, expiresAt }
}

/**
 * Uses a link up. One statement decides, so that of two requests at the same moment one gets in.
 * @returns the user's id; undefined when the link is unknown, used, expired, or its owner was removed
 */
export async function useSignInLink(db: Database, token: string, now: Date): Promise<string | undefined> {
  const [used] = await db
    .update(signInLinks)
    .set({ usedAt: now })
    .where(and(eq(signInLinks.tokenHash, hashToken(token)), isNull(signInLinks.usedAt), gt(signInLinks.expiresAt, now)))
    .returning({ userId: signInLinks.userId })
  if (!used) return undefined
  const [user] = await db
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.id, used.userId), isNull(users.removedAt)))
  return user?.id
}

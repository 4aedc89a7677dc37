import { and, eq } from 'drizzle-orm'
import type { Mode } from '../contract/result.ts'
import type { Database } from '../db/open.ts'
import { poolFillings, warningsSeen } from '../db/schema.ts'
import { fillingOf, readPools } from './fillings.ts'
import { warningId, warningOfId } from './warnings.ts'

/** Notes that a person has seen a warning. @returns false where there is no such pool */
export async function noteSeen(db: Database, id: string, userId: string, now: Date): Promise<boolean> {
  const found = warningOfId(id)
  if (!found) return false
  const [filling] = await db
    .select({ id: poolFillings.id })
    .from(poolFillings)
    .where(eq(poolFillings.id, found.fillingId))
  if (!filling) return false
  await db
    .insert(warningsSeen)
    .values({ ...found, userId, at: now })
    .onConflictDoNothing()
  return true
}

/** The warning that a person has yet to see before calls of a pool go on beyond its packages; null when they have, or none was ever there. */
export async function unseenEnd(
  db: Database,
  asked: { provider: string; mode: Mode; pool: string },
  userId: string,
  now: Date,
): Promise<string | null> {
  const state = (await readPools(db, now)).find(
    ({ provider, mode, pool }) => provider === asked.provider && mode === asked.mode && pool === asked.pool,
  )
  if (!state) return null
  const { id } = await fillingOf(db, state, now)
  const [seen] = await db
    .select({ at: warningsSeen.at })
    .from(warningsSeen)
    .where(and(eq(warningsSeen.fillingId, id), eq(warningsSeen.level, 100), eq(warningsSeen.userId, userId)))
  return seen ? null : warningId(id, 100)
}

import { and, asc, eq, isNull } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import { ProblemError } from '../contract/problem.ts'
import type { Role, User } from '../contract/session.ts'
import type { Database } from '../db/open.ts'
import { sessions, signInLinks, users } from '../db/schema.ts'
import { storable } from '../db/storable.ts'

/** Everybody who may sign in, by name. */
export async function listUsers(db: Database): Promise<User[]> {
  const rows = await db.select().from(users).where(isNull(users.removedAt)).orderBy(asc(users.name), asc(users.id))
  return rows.map(({ id, name, role, createdAt }) => ({ id, name, role, createdAt: createdAt.toISOString() }))
}

export async function createUser(
  db: Database,
  { name, role, createdBy, now }: { name: string; role: Role; createdBy: string | null; now: Date },
): Promise<User> {
  const user = { id: uuidv7(), name: storable(name), role, createdAt: now }
  await db.insert(users).values({ ...user, createdBy })
  return { ...user, createdAt: now.toISOString() }
}

/** The administrator who owns the machine: made at the first start, given a sign-in link at every start. */
export async function ensureAdministrator(db: Database, now: Date): Promise<User> {
  const administrator = (await listUsers(db))
    .filter(({ role }) => role === 'administrator')
    .toSorted((first, second) => first.createdAt.localeCompare(second.createdAt))[0]
  return administrator ?? createUser(db, { name: 'Administrator', role: 'administrator', createdBy: null, now })
}

/** Signs somebody out everywhere for good. @throws {ProblemError} `user-not-found`, `last-administrator` */
export async function removeUser(db: Database, id: string, now: Date): Promise<void> {
  await db.transaction(async (tx) => {
    const present = await tx.select().from(users).where(isNull(users.removedAt)).for('update')
    const user = present.find((candidate) => candidate.id === id)
    if (!user) {
      throw new ProblemError({
        title: 'There is no such user',
        status: 404,
        code: 'user-not-found',
        retryable: false,
        whoseFault: 'caller',
      })
    }
    if (user.role === 'administrator' && present.filter(({ role }) => role === 'administrator').length === 1) {
      throw new ProblemError({
        title: 'The last administrator cannot be removed',
        status: 409,
        code: 'last-administrator',
        action: 'Make somebody else an administrator first.',
        retryable: false,
        whoseFault: 'caller',
      })
    }
    await tx
      .update(users)
      .set({ removedAt: now })
      .where(and(eq(users.id, id), isNull(users.removedAt)))
    await tx.delete(sessions).where(eq(sessions.userId, id))
    await tx.delete(signInLinks).where(eq(signInLinks.userId, id))
  })
}

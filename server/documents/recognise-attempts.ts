import { eq } from 'drizzle-orm'
import type { Database } from '../db/open.ts'
import { settings } from '../db/schema.ts'

const key = 'interrupted-recognitions'

/**
 * Notes that the process ended while these recognitions ran, and forgets those that are finished since.
 * @returns how often each of them has been interrupted in a row
 */
export async function countInterruptions(db: Database, ids: readonly string[]): Promise<Map<string, number>> {
  return db.transaction(async (tx) => {
    const [row] = await tx.select({ value: settings.value }).from(settings).where(eq(settings.key, key))
    const before = (row?.value ?? {}) as Record<string, number>
    const value = Object.fromEntries(ids.map((id) => [id, (before[id] ?? 0) + 1]))
    await tx.insert(settings).values({ key, value }).onConflictDoUpdate({ target: settings.key, set: { value } })
    return new Map(Object.entries(value))
  })
}

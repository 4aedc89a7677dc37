import { and, asc, between, eq, sql } from 'drizzle-orm'
import type { AppRefusals } from '../contract/apps.ts'
import type { Database } from '../db/open.ts'
import { appRefusals } from '../db/schema.ts'
import { vendorDay } from '../metering/vendor-time.ts'

/** Remembers that a call of an app was turned away before anything was sent, so that whoever looks after the app sees why it fails. */
export async function countRefusal(
  db: Database,
  appId: string,
  { code, now }: { code: string; now: Date },
): Promise<void> {
  await db
    .insert(appRefusals)
    .values({ day: vendorDay(now), appId, code, count: 1 })
    .onConflictDoUpdate({
      target: [appRefusals.appId, appRefusals.day, appRefusals.code],
      set: { count: sql`${appRefusals.count} + 1` },
    })
}

/** @param period days of the vendor, both inclusive */
export async function readRefusals(
  db: Database,
  appId: string,
  { from, to }: { from: string; to: string },
): Promise<AppRefusals> {
  const { day, code, count } = appRefusals
  const items = await db
    .select({ day, code, count })
    .from(appRefusals)
    .where(and(eq(appRefusals.appId, appId), between(day, from, to)))
    .orderBy(asc(day), asc(code))
  return { items }
}

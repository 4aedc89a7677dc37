import { and, asc, eq, gt, lte, sql } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import type { ExhaustionPolicy, Outcome, VideoClass } from '../contract/metering.ts'
import type { Mode } from '../contract/result.ts'
import type { Database } from '../db/open.ts'
import { ledger, packages, reservations, usageDays, usageMonths } from '../db/schema.ts'
import { chargedCalls } from './charge.ts'
import { durationClass, durationClasses } from './durations.ts'
import { costInFen, tieredTotal, videoPrice } from './money.ts'
import { lackProblem, type Lack } from './problems.ts'
import { poolOf, priceOf } from './prices/index.ts'
import { vendorDay, vendorMonth } from './vendor-time.ts'

/** A call that is about to be made. `images`: how many the provider counts if it succeeds. */
export interface MeteredCall {
  /** The recognition's id. */
  callId: string
  provider: string
  capability: string
  mode: Mode
  appId: string
  /** Bytes of the document. */
  bytes: number
  images?: number
  /** Of a video: seconds that will be charged and the class of its resolution. */
  video?: { seconds: number; class: VideoClass } | undefined
}

/** How a call ended. */
export interface CallEnd {
  outcome: Outcome
  /** Milliseconds, or null when nothing was sent. */
  durationMs: number | null
  /** The problem's code, for the distribution of errors. */
  code: string | null
}

/** Two calls that want the last units of one package meet; whoever comes second looks for another package. */
const mostAttempts = 20

async function takeUnits(
  db: Database,
  call: MeteredCall,
  pool: string,
  units: number,
  now: Date,
): Promise<string | null> {
  const usable = and(
    eq(packages.provider, call.provider),
    eq(packages.mode, call.mode),
    eq(packages.pool, pool),
    sql`${packages.refundedAt} is null`,
    lte(packages.validFrom, now),
    gt(packages.validUntil, now),
    sql`${packages.units} - ${packages.used} - ${packages.reserved} >= ${units}`,
  )
  for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
    const [oldest] = await db
      .select({ id: packages.id })
      .from(packages)
      .where(usable)
      .orderBy(asc(packages.sequence))
      .limit(1)
    if (!oldest) return null
    const [taken] = await db
      .update(packages)
      .set({ reserved: sql`${packages.reserved} + ${units}` })
      .where(and(eq(packages.id, oldest.id), usable))
      .returning({ id: packages.id })
    if (taken) return taken.id
  }
  return null
}

/** Why there is nothing to pay with. */
async function findLack(db: Database, call: MeteredCall, pool: string, now: Date): Promise<Lack> {
  const rows = await db
    .select({ validUntil: packages.validUntil })
    .from(packages)
    .where(
      and(
        eq(packages.provider, call.provider),
        eq(packages.mode, call.mode),
        eq(packages.pool, pool),
        sql`${packages.refundedAt} is null`,
      ),
    )
  if (rows.length === 0) return 'not-bought'
  return rows.every(({ validUntil }) => validUntil <= now) ? 'expired' : 'used-up'
}

/**
 * Takes what the call will cost out of the oldest package that has it, or says that it will be paid as it goes. To be awaited before anything that
 * may be charged is sent. Reserving the same call again (after a restart) keeps its first reservation.
 * @throws {ProblemError} `package-used-up`, `package-expired`, `package-not-bought` where the policy is to stop
 */
export async function reserve(
  db: Database,
  call: MeteredCall,
  { policy, now }: { policy: ExhaustionPolicy; now: Date },
): Promise<void> {
  const { pool, unitsPerCall } = poolOf(call.provider, call.capability)
  const { status, video } = priceOf(call.provider, call.capability)
  const units = unitsPerCall * (call.images ?? 1)
  const isFree = status === 'limited-free' || status === 'free-beta' || video !== undefined || call.mode === 'local'
  await db.transaction(async (tx) => {
    const [open] = await tx
      .select({ callId: reservations.callId })
      .from(reservations)
      .where(eq(reservations.callId, call.callId))
    if (open) return
    const packageId = isFree ? null : await takeUnits(tx, call, pool.id, units, now)
    if (!isFree && packageId === null) {
      const lack = await findLack(tx, call, pool.id, now)
      const blocks = policy === 'vendor' ? lack !== 'not-bought' && pool.afterwards === 'block' : policy === 'block'
      if (blocks) throw lackProblem(lack, call.provider, call.capability)
    }
    await tx.insert(reservations).values({
      callId: call.callId,
      packageId,
      units: packageId === null ? 0 : units,
      provider: call.provider,
      capability: call.capability,
      mode: call.mode,
      appId: call.appId,
      bytes: call.bytes,
      seconds: call.video?.seconds ?? 0,
      videoClass: call.video?.class ?? null,
      createdAt: now,
    })
  })
}

type Reservation = typeof reservations.$inferSelect

/** What a call outside of packages costs in fen; counts it towards the month's tiers and free seconds. */
async function payAsYouGo(
  tx: Database,
  { provider, capability, mode, seconds: ofVideo, videoClass }: Reservation,
  calls: number,
  now: Date,
): Promise<number> {
  const price = priceOf(provider, capability)
  const seconds = price.video && calls > 0 ? ofVideo : 0
  if ((price.tiers.length === 0 || calls === 0) && seconds === 0) return 0
  const key = { month: vendorMonth(now), provider, capability, mode }
  await tx
    .insert(usageMonths)
    .values({ ...key, calls: 0, seconds: 0, hundredths: 0 })
    .onConflictDoNothing()
  const same = and(
    eq(usageMonths.month, key.month),
    eq(usageMonths.provider, provider),
    eq(usageMonths.capability, capability),
    eq(usageMonths.mode, mode),
  )
  const [before] = await tx.select().from(usageMonths).where(same).for('update')
  const { hundredths, calls: callsBefore, seconds: secondsBefore } = before!
  const more =
    price.video && videoClass
      ? videoPrice(seconds, secondsBefore, price.video.prices[videoClass], price.video.freeSeconds)
      : tieredTotal(callsBefore + calls, price.tiers) - tieredTotal(callsBefore, price.tiers)
  await tx
    .update(usageMonths)
    .set({ calls: callsBefore + calls, seconds: secondsBefore + seconds, hundredths: hundredths + more })
    .where(same)
  return costInFen(hundredths, hundredths + more)
}

const plus = (column: AnyPgColumn, more: number) => sql`${column} + ${more}`

async function addToDay(tx: Database, entry: typeof ledger.$inferInsert, end: CallEnd, bytes: number): Promise<void> {
  const slot = end.durationMs === null ? null : durationClass(end.durationMs)
  const durations = Array.from({ length: durationClasses }, (_, index) => (index === slot ? 1 : 0))
  const { calls = 0, units = 0, fen = 0 } = entry
  const durationMs = end.durationMs ?? 0
  await tx
    .insert(usageDays)
    .values({
      day: vendorDay(entry.at),
      provider: entry.provider,
      capability: entry.capability!,
      mode: entry.mode,
      appId: entry.appId!,
      outcome: end.outcome,
      requests: 1,
      calls,
      units: -units,
      fen,
      bytes,
      durationMs,
      durations,
    })
    .onConflictDoUpdate({
      target: [
        usageDays.day,
        usageDays.provider,
        usageDays.capability,
        usageDays.mode,
        usageDays.appId,
        usageDays.outcome,
      ],
      set: {
        requests: plus(usageDays.requests, 1),
        calls: plus(usageDays.calls, calls),
        units: plus(usageDays.units, -units),
        fen: plus(usageDays.fen, fen),
        bytes: plus(usageDays.bytes, bytes),
        durationMs: plus(usageDays.durationMs, durationMs),
        ...(slot !== null && {
          durations: sql`${usageDays.durations}[1:${sql.raw(String(slot))}] || array[${usageDays.durations}[${sql.raw(String(slot + 1))}] + 1] || ${usageDays.durations}[${sql.raw(String(slot + 2))}:${sql.raw(String(durationClasses))}]`,
        }),
      },
    })
}

/**
 * Ends a reservation by the provider's own rule: what it counts leaves the package or is paid for, the rest goes back, and one entry of the ledger
 * explains the call. Ending a call a second time changes nothing.
 * @returns false when the call had no open reservation
 */
export async function settle(db: Database, callId: string, end: CallEnd, now: Date): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [open] = await tx.delete(reservations).where(eq(reservations.callId, callId)).returning()
    if (!open) return false
    const { unitsPerCall } = poolOf(open.provider, open.capability)
    const images = open.packageId === null ? 1 : open.units / unitsPerCall
    const calls = open.mode === 'local' ? 0 : chargedCalls(open.provider, end.outcome, images)
    const units = open.packageId === null ? 0 : calls * unitsPerCall
    if (open.packageId !== null) {
      await tx
        .update(packages)
        .set({ reserved: sql`${packages.reserved} - ${open.units}`, used: sql`${packages.used} + ${units}` })
        .where(eq(packages.id, open.packageId))
    }
    const fen = open.packageId === null ? await payAsYouGo(tx, open, calls, now) : 0
    const entry: typeof ledger.$inferInsert = {
      at: now,
      kind: 'call',
      provider: open.provider,
      capability: open.capability,
      mode: open.mode,
      appId: open.appId,
      callId,
      packageId: open.packageId,
      outcome: end.outcome,
      calls,
      units: -units,
      fen,
      durationMs: end.durationMs === null ? null : Math.round(end.durationMs),
      bytes: open.bytes,
      code: end.code,
    }
    await tx.insert(ledger).values(entry)
    await addToDay(tx, entry, end, open.bytes)
    return true
  })
}

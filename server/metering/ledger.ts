import { eq, sql, type SQL } from 'drizzle-orm'
import type { ExhaustionPolicy, Outcome, VideoClass } from '../contract/metering.ts'
import type { Mode } from '../contract/result.ts'
import type { Database } from '../db/open.ts'
import { reservations } from '../db/schema.ts'
import { consoleAppId } from '../contract/console-app.ts'
import { chargedCalls } from './charge.ts'
import { durationClass, durationClasses } from './durations.ts'
import type { Tier } from './price-list.ts'
import { lackProblem, type Lack } from './problems.ts'
import { publishedPrices, type Prices } from './prices/index.ts'
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
  /** Calls that the provider counted, where its adapter saw it; else the outcome tells. */
  counted?: number | null
}

/**
 * Takes what the call will cost out of the oldest package that has it, or says that it will be paid as it goes. To be awaited before anything that
 * may be charged is sent. Reserving the same call again (after a restart) keeps its first reservation.
 * @param policy what the capability does when its packages end; as the administrator decided (metering.ts) when absent
 * @throws {ProblemError} `package-used-up`, `package-expired`, `package-not-bought` where the policy is to stop
 */
export async function reserve(
  db: Database,
  call: MeteredCall,
  { policy, now, prices = publishedPrices }: { policy?: ExhaustionPolicy; now: Date; prices?: Prices },
): Promise<void> {
  const { pool, unitsPerCall } = prices.poolOf(call.provider, call.capability)
  const { status, video } = prices.priceOf(call.provider, call.capability)
  const isFree = status === 'limited-free' || status === 'free-beta' || video !== undefined || call.mode === 'local'
  const { callId, provider, capability, mode, appId, bytes, images = 1 } = call
  const units = isFree ? 0 : unitsPerCall * images
  // Nobody sees a warning where a program calls: beyond packages that were there it goes on only where an administrator decided so.
  const byProgram = appId !== consoleAppId
  const vendorStops = pool.afterwards === 'block'
  const lack = await answerOf<Lack>(
    db,
    sql`reserve_call(${callId}, ${provider}, ${capability}, ${mode}, ${appId}, ${bytes}, ${call.video?.seconds ?? 0}, ${call.video?.class ?? null},
      ${now.toISOString()}, ${isFree ? null : pool.id}, ${units}, ${policy ?? null}, ${vendorStops || byProgram}, ${images})`,
  )
  if (lack) throw lackProblem(lack, { provider, capability, vendorStops: vendorStops || !byProgram })
}

/** What one of the functions of db/metering-functions.ts returns. */
async function answerOf<Answer>(db: Database, call: SQL): Promise<Answer | null> {
  const { rows } = (await db.execute(sql`select ${call} as answer`)) as { rows: [{ answer: Answer | null }] }
  return rows[0].answer
}

export type Reservation = typeof reservations.$inferSelect

/** The tiers by which a call outside of packages is paid, over the month's calls or, of a video, its seconds; null where it costs nothing. */
function tiersOf(
  { provider, capability, seconds, videoClass }: Reservation,
  calls: number,
  prices: Prices,
): { tiers: readonly Tier[]; seconds: number } | null {
  const { tiers, video } = prices.priceOf(provider, capability)
  if (calls === 0) return null
  if (!video) return tiers.length === 0 ? null : { tiers, seconds: 0 }
  if (seconds === 0 || videoClass === null) return null
  const paid = [
    { upTo: video.freeSeconds, price: 0 },
    { upTo: null, price: video.prices[videoClass] },
  ]
  return { tiers: paid, seconds }
}

/** An array as PostgreSQL writes one. */
const arrayOf = (values: readonly (number | null)[]) => `{${values.map((value) => value ?? 'null').join(',')}}`

/**
 * Ends a reservation that was read before, by the provider's own rule: what it counts leaves the package or is paid for, the rest goes back, and one
 * entry of the ledger explains the call. One statement (db/metering-functions.ts): all of it happens or nothing. Ending a call a second time changes nothing.
 * @returns false when the reservation was ended meanwhile
 */
export async function settleOpen(
  db: Database,
  open: Reservation,
  end: CallEnd,
  { now, prices = publishedPrices }: { now: Date; prices?: Prices },
): Promise<boolean> {
  const { unitsPerCall } = prices.poolOf(open.provider, open.capability)
  const counted = Math.min(open.images, end.counted ?? chargedCalls(open.provider, end.outcome, open.images))
  const calls = open.mode === 'local' ? 0 : counted
  const units = open.packageId === null ? 0 : calls * unitsPerCall
  const paid = open.packageId === null ? tiersOf(open, calls, prices) : null
  const durationMs = end.durationMs === null ? null : Math.round(end.durationMs)
  const slot = end.durationMs === null ? null : durationClass(end.durationMs)
  const durations = Array.from({ length: durationClasses }, (_, index) => (index === slot ? 1 : 0))
  const done = await answerOf<boolean>(
    db,
    sql`settle_call(${open.callId}, ${end.outcome}, ${calls}, ${units}, ${paid?.seconds ?? 0}, ${paid && arrayOf(paid.tiers.map(({ upTo }) => upTo))},
      ${paid && arrayOf(paid.tiers.map(({ price }) => price))}, ${durationMs}, ${(slot ?? 0) + 1}, ${arrayOf(durations)}, ${end.code},
      ${now.toISOString()}, ${vendorDay(now)}, ${vendorMonth(now)})`,
  )
  return done === true
}

/** The same by the call's id. @returns false when the call had no open reservation */
export async function settle(
  db: Database,
  callId: string,
  end: CallEnd,
  now: Date,
  prices: Prices = publishedPrices,
): Promise<boolean> {
  const [open] = await db.select().from(reservations).where(eq(reservations.callId, callId))
  return open ? settleOpen(db, open, end, { now, prices }) : false
}

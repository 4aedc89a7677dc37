import type { ExhaustionPolicy, VideoClass } from '../contract/metering.ts'
import type { FreeReason, PriceQuote } from '../contract/price-quote.ts'
import type { Mode } from '../contract/result.ts'
import { costInFen, tieredTotal, videoPrice } from './money.ts'
import type { CapabilityPrice, Pool } from './price-list.ts'
import type { Lack } from './problems.ts'

/** What a price depends on, as it stood at one moment. */
export interface QuoteSnapshot {
  mode: Mode
  price: CapabilityPrice
  pool: Pick<Pool, 'id' | 'afterwards'>
  unitsPerCall: number
  policy: ExhaustionPolicy
  /** Units left in the packages that can be used now, in the order in which they are used. */
  left: readonly number[]
  /** Why nothing would be left; what the ledger says when a call finds none. */
  lack: Lack
  /** What was used of the calendar month beyond packages: calls, charged seconds, hundredths of a fen. */
  month: { calls: number; seconds: number; hundredths: number }
}

export interface QuotedCalls {
  calls: number
  /** Charged seconds of each, where they are videos. */
  video?: { seconds: number; class: VideoClass } | undefined
}

type Parts = Omit<PriceQuote, 'provider' | 'capability' | 'mode' | 'calls' | 'unseenWarning'>

const nothing: Parts = {
  prepaid: 0,
  free: 0,
  freeBecause: null,
  paid: 0,
  unpriced: 0,
  blocked: 0,
  fen: 0,
  hundredths: 0,
  lack: null,
}

function freeBecause({ mode, price: { status } }: QuoteSnapshot): FreeReason | null {
  if (mode === 'local') return 'local'
  return status === 'limited-free' || status === 'free-beta' ? status : null
}

/** Whether calls that no package pays for are refused: the ledger's own rule (ledger.ts, `reserve`). */
export function isBlocked({ policy, pool, lack }: Pick<QuoteSnapshot, 'policy' | 'pool' | 'lack'>): boolean {
  return policy === 'vendor' ? lack !== 'not-bought' && pool.afterwards === 'block' : policy === 'block'
}

function videoQuote({ price, month }: QuoteSnapshot, calls: number, video: NonNullable<QuotedCalls['video']>): Parts {
  const { prices, freeSeconds } = price.video!
  const seconds = calls * video.seconds
  const hundredths = videoPrice(seconds, month.seconds, prices[video.class], freeSeconds)
  if (hundredths === 0) return { ...nothing, free: calls, freeBecause: 'free-seconds' }
  return { ...nothing, paid: calls, hundredths, fen: costInFen(month.hundredths, month.hundredths + hundredths) }
}

/**
 * What so many calls cost if they all succeed, by the rules by which the ledger deducts them: packages in the order of purchase, a call never from two,
 * then pay-as-you-go by the month's tiers, or refused. Pure: the same snapshot has the same price.
 */
export function quote(snapshot: QuoteSnapshot, { calls, video }: QuotedCalls): Parts {
  const because = freeBecause(snapshot)
  if (because) return { ...nothing, free: calls, freeBecause: because }
  if (snapshot.price.video) return videoQuote(snapshot, calls, video ?? { seconds: 1, class: 'SD' })
  const inPackages = snapshot.left.reduce((sum, units) => sum + Math.floor(units / snapshot.unitsPerCall), 0)
  const prepaid = Math.min(calls, inPackages)
  const beyond = calls - prepaid
  if (beyond === 0) return { ...nothing, prepaid }
  // Packages that end within these calls were bought: they will then be used up.
  const lack = prepaid > 0 ? 'used-up' : snapshot.lack
  if (isBlocked({ ...snapshot, lack })) return { ...nothing, prepaid, blocked: beyond, lack }
  const { tiers } = snapshot.price
  if (tiers.length === 0) return { ...nothing, prepaid, unpriced: beyond, lack }
  const { month } = snapshot
  const hundredths = tieredTotal(month.calls + beyond, tiers) - tieredTotal(month.calls, tiers)
  const fen = costInFen(month.hundredths, month.hundredths + hundredths)
  return { ...nothing, prepaid, paid: beyond, hundredths, fen, lack }
}

import type { VideoClass } from '../contract/metering.ts'
import type { Tier } from './price-list.ts'

/** What so many calls of a month cost together by tiers, in hundredths of a fen. A tier's price applies to the calls inside of it. */
export function tieredTotal(calls: number, tiers: readonly Tier[]): number {
  let total = 0
  let from = 0
  for (const { upTo, price } of tiers) {
    const inside = Math.min(calls, upTo ?? Infinity) - from
    if (inside <= 0) break
    total += inside * price
    from += inside
  }
  return total
}

/** Hundredths of a fen as fen, half a fen upwards. */
export function toFen(hundredths: number): number {
  return Math.floor((hundredths + 50) / 100)
}

/**
 * What something costs in fen that brings a month's exact total from `before` to `after` (hundredths of a fen). A call of 8.25 fen is now 8 and now 9:
 * so the ledger's integers add up to the month's bill, rounded once.
 */
export function costInFen(before: number, after: number): number {
  return toFen(after) - toFen(before)
}

/** Seconds that are charged for a video: one that has begun counts whole (pricing.json, `video.roundingFormula`). */
export function chargedSeconds(durationMs: number): number {
  return Math.ceil(durationMs / 1000)
}

/** Upper bounds of a class: longer and shorter side in pixels, both inclusive. */
const classes: readonly (readonly [VideoClass, number, number])[] = [
  ['SD', 854, 480],
  ['HD', 1280, 720],
  ['2K', 2560, 1440],
]

/**
 * The class of a resolution: the first that both sides fit (pricing.json, `video.classNoteEn`). The list's own row for 4K asks that both sides exceed
 * 2K, which leaves 3000 x 1000 without a class; by the note that both sides must fit it is 4K.
 */
export function videoClass(width: number, height: number): VideoClass {
  const longer = Math.max(width, height)
  const shorter = Math.min(width, height)
  return classes.find(([, most, least]) => longer <= most && shorter <= least)?.[0] ?? '4K'
}

/**
 * What a video costs, in hundredths of a fen.
 * @param usedSeconds charged seconds of the same calendar month so far, free ones included
 */
export function videoPrice(seconds: number, usedSeconds: number, pricePerSecond: number, freeSeconds: number): number {
  const free = Math.max(0, Math.min(seconds, freeSeconds - usedSeconds))
  return (seconds - free) * pricePerSecond
}

import type { VideoClass } from '../contract/metering.ts'

/**
 * Prices of the clouds' lists. The smallest is 0.0034 yuan a call, so a price is an integer in hundredths of a fen (0.0001 yuan); what a call costs in
 * the ledger is an integer in fen (money.ts). Points of packages are integers in hundredths too: the finest coefficient is 2.18 points a call.
 */

/** A price that holds from the call after the last one of the tier before to `upTo` (inclusive); null = without end. */
export interface Tier {
  upTo: number | null
  /** Hundredths of a fen a call. */
  price: number
}

/** A package that can be bought. */
export interface PackageSize {
  /** As orders name it. */
  id: string
  /** What it holds, in the units of its pool: hundredths of a point, or calls. */
  units: number
  /** Fen, in force. */
  price: number
  /** Fen, as the list says before its discount; null where there is none. */
  listPrice: number | null
  /** Fen for the first order of this size; null where there is no such offer. */
  firstOrderPrice: number | null
}

/** Packages of one sort, on which one capability or several draw. */
export interface Pool {
  id: string
  /** What a unit is, for the screen: a call, or a hundredth of a point. */
  unit: 'call' | 'point-hundredth'
  sizes: readonly PackageSize[]
  validityYears: number
  /** What the vendor does once no package is left. */
  afterwards: 'block' | 'pay-as-you-go'
}

/**
 * `commercial` = has a price; `limited-free` and `free-beta` = the vendor says so; `unpriced` = the vendor's list is silent, the administrator's
 * price book says what it costs.
 */
export type ProductStatus = 'commercial' | 'limited-free' | 'free-beta' | 'unpriced'

export interface CapabilityPrice {
  status: ProductStatus
  /** Units of its pool for one call; null without packages. */
  pool: { id: string; unitsPerCall: number } | null
  /** Tiers by calls of a calendar month of the vendor; empty without pay-as-you-go. */
  tiers: readonly Tier[]
  /** Hundredths of a fen a second by class, and the seconds that are free in each calendar month. */
  video?: { prices: Readonly<Record<VideoClass, number>>; freeSeconds: number }
  /** What the documents leave open, or say twice, and how it was decided. */
  note?: string
}

export interface PriceList {
  provider: string
  pools: readonly Pool[]
  capabilities: Readonly<Record<string, CapabilityPrice>>
}

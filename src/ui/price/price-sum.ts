import type { PriceQuote } from '#contract/price-quote'

/** Several quotes as one: what a batch costs that goes to several recognisers. */
export interface PriceSum {
  prepaid: number
  free: number
  paid: number
  unpriced: number
  blocked: number
  /** Exact, hundredths of a fen. */
  hundredths: number
  /** Quotes whose warning the person has yet to see. */
  unseen: PriceQuote[]
}

export function sumOf(quotes: readonly PriceQuote[]): PriceSum {
  const sum = (part: 'prepaid' | 'free' | 'paid' | 'unpriced' | 'blocked' | 'hundredths') =>
    quotes.reduce((total, quote) => total + quote[part], 0)
  return {
    prepaid: sum('prepaid'),
    free: sum('free'),
    paid: sum('paid'),
    unpriced: sum('unpriced'),
    blocked: sum('blocked'),
    hundredths: sum('hundredths'),
    unseen: quotes.filter(({ unseenWarning }) => unseenWarning !== null),
  }
}

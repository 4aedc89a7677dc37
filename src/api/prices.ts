import { queryOptions } from '@tanstack/react-query'
import type { PriceQuote } from '#contract/price-quote'
import { call } from './client.ts'

export interface PricedCalls {
  provider: string
  capability: string
  calls: number
  /** Of a video: by its seconds and its picture's sides (pixels) it is charged. */
  seconds?: number | undefined
  width?: number | undefined
  height?: number | undefined
}

/** Every price that is on screen: to be asked for again when a call ended, a package came or a policy changed. */
export const pricesKey = ['prices'] as const

/** What so many calls would cost now, for whoever asks. */
export function priceQuery(asked: PricedCalls) {
  return queryOptions({
    queryKey: [...pricesKey, asked],
    queryFn: ({ signal }): Promise<PriceQuote> => call('$get', '/api/v1/prices', { query: { ...asked }, signal }),
    staleTime: 30_000,
  })
}

import { useQueries, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { onServerEvent } from '../../api/events.ts'
import { priceQuery, pricesKey, type PricedCalls } from '../../api/prices.ts'
import { sumOf, type PriceSum } from './price-sum.ts'

/** Whether calls may be sent, by their price. */
export interface PriceGate {
  /** What they would cost together; null until all of it is known (then nothing is promised). */
  price: PriceSum | null
  /** Why the price cannot be had now: nobody knows whether packages still pay, so nothing goes out. Null while there is no such reason. */
  error: Error | null
  /** The price is known as it is now, and no warning that comes with it is unseen. */
  open: boolean
  retry: () => void
}

/**
 * The gate before these calls. Prices are asked for again whenever a recognition ended or a warning was raised: both mean that packages are no longer
 * what they were.
 */
export function usePriceGate(asked: readonly PricedCalls[]): PriceGate {
  const client = useQueryClient()
  useEffect(
    () =>
      onServerEvent((event) => {
        const ended = event.type === 'recognition' && (event.status === 'succeeded' || event.status === 'failed')
        if (ended || event.type === 'reconnected') void client.invalidateQueries({ queryKey: pricesKey })
      }),
    [client],
  )
  const answers = useQueries({ queries: asked.map((each) => priceQuery(each)) })
  const quotes = answers.flatMap(({ data }) => data ?? [])
  const price = asked.length > 0 && quotes.length === asked.length ? sumOf(quotes) : null
  // An older price is no answer: it may be from before the packages ended.
  const error = answers.find((answer) => answer.error !== null)?.error ?? null
  const open = error === null && quotes.length === asked.length && (price?.unseen.length ?? 0) === 0
  const retry = () => {
    for (const answer of answers) if (answer.error !== null) void answer.refetch()
  }
  return { price, error, open, retry }
}

/** What these calls would cost together; null until all of it is known. */
export function usePrices(asked: readonly PricedCalls[]): PriceSum | null {
  return usePriceGate(asked).price
}

import { useQueries, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { onServerEvent } from '../../api/events.ts'
import { priceQuery, pricesKey, type PricedCalls } from '../../api/prices.ts'
import { sumOf, type PriceSum } from './price-sum.ts'

/**
 * What these calls would cost together; null until all of it is known (then nothing is promised). Asked for again whenever a recognition ended or a
 * warning was raised: both mean that packages are no longer what they were.
 */
export function usePrices(asked: readonly PricedCalls[]): PriceSum | null {
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
  return asked.length > 0 && quotes.length === asked.length ? sumOf(quotes) : null
}

import type { ExhaustionPolicies } from '../contract/metering.ts'
import type { Offer } from '../contract/prices.ts'
import type { ProviderDescription } from '../contract/provider.ts'
import { listedPrice, type Prices } from './prices/index.ts'

/**
 * Every capability of the clouds with what it costs, what can be bought for it and what happens when that ends; capabilities that draw on the same
 * packages stand together. The local engine costs nothing and is left out.
 */
export function offersOf(
  providers: readonly ProviderDescription[],
  prices: Prices,
  policies: ExhaustionPolicies,
): Offer[] {
  const offers = new Map<string, Offer>()
  for (const { id: provider, mode, capabilities } of providers) {
    if (mode === 'local') continue
    for (const { id } of capabilities) {
      const price = prices.priceOf(provider, id)
      const { pool, unitsPerCall } = prices.poolOf(provider, id)
      const listed = listedPrice(provider, id)
      const source = listed.status !== 'unpriced' ? 'vendor' : price.status === 'unpriced' ? 'none' : 'price-book'
      const key = price.pool === null ? `${provider} ${price.status} ${id}` : `${provider} ${pool.id}`
      const offer = offers.get(key) ?? {
        provider,
        mode,
        pool: pool.id,
        unit: pool.unit,
        status: price.status,
        source,
        capabilities: [],
        sizes: pool.sizes.map((size) => ({ ...size })),
        validityYears: pool.validityYears,
        afterwards: pool.afterwards,
        note: price.note ?? null,
      }
      offers.set(key, offer)
      offer.capabilities.push({
        id,
        unitsPerCall,
        tiers: [...price.tiers],
        policy: policies[`${provider}/${id}`] ?? 'vendor',
      })
    }
  }
  return [...offers.values()]
}

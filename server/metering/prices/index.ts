import type { CapabilityPrice, Pool, PriceList } from '../price-list.ts'
import { aliyunViapiPrices } from './aliyun-viapi.ts'
import { ctyunPrices } from './ctyun.ts'

/** Price lists that vendors publish; for the others there is the administrator's price book. */
const priceLists: readonly PriceList[] = [aliyunViapiPrices, ctyunPrices]

const unpriced: CapabilityPrice = { status: 'unpriced', pool: null, tiers: [] }

/** What the vendor's list says of a capability; `unpriced` where it has no list or says nothing. */
export function priceOf(provider: string, capability: string): CapabilityPrice {
  return priceLists.find((list) => list.provider === provider)?.capabilities[capability] ?? unpriced
}

/**
 * The sort of packages on which a capability draws. Those of a vendor without packages can be granted all the same (for tests, or as a quota within
 * the house): each capability then has its own, counted in calls.
 */
export function poolOf(provider: string, capability: string): { pool: Pool; unitsPerCall: number } {
  const price = priceOf(provider, capability)
  const pool = priceLists.find((list) => list.provider === provider)?.pools.find(({ id }) => id === price.pool?.id)
  if (pool && price.pool) return { pool, unitsPerCall: price.pool.unitsPerCall }
  return {
    pool: { id: capability, unit: 'call', sizes: [], validityYears: 1, afterwards: 'pay-as-you-go' },
    unitsPerCall: 1,
  }
}

/** Pools that a provider sells from. */
export function poolsOf(provider: string): readonly Pool[] {
  return priceLists.find((list) => list.provider === provider)?.pools ?? []
}

/** A pool by its name; one of calls where the vendor has none of this name (a grant). */
export function poolNamed(provider: string, id: string): Pool {
  return poolsOf(provider).find((pool) => pool.id === id) ?? poolOf(provider, id).pool
}

/** Which capabilities draw on a pool. */
export function capabilitiesOf(provider: string, pool: string): string[] {
  const list = priceLists.find((each) => each.provider === provider)
  const drawing = Object.entries(list?.capabilities ?? {}).filter(([, price]) => price.pool?.id === pool)
  return drawing.length > 0 ? drawing.map(([capability]) => capability) : [pool]
}

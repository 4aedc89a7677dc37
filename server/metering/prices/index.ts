import type { PriceBookEntry } from '../../contract/prices.ts'
import type { CapabilityPrice, PackageSize, Pool, PriceList } from '../price-list.ts'
import { aliyunViapiPrices } from './aliyun-viapi.ts'
import { ctyunPrices } from './ctyun.ts'

/** Price lists that vendors publish; for the others there is the administrator's price book. */
const priceLists: readonly PriceList[] = [aliyunViapiPrices, ctyunPrices]

const unpriced: CapabilityPrice = { status: 'unpriced', pool: null, tiers: [] }

const listed = (provider: string) => priceLists.find((list) => list.provider === provider)

/** What the vendor's list says of a capability; `unpriced` where it has no list or says nothing. */
export const listedPrice = (provider: string, capability: string): CapabilityPrice =>
  listed(provider)?.capabilities[capability] ?? unpriced

/** What everything costs: the vendors' lists, and the price book for what they leave out. */
export interface Prices {
  /** What a capability costs; `unpriced` where neither the vendor nor the price book says anything. */
  priceOf: (provider: string, capability: string) => CapabilityPrice
  /**
   * The sort of packages on which a capability draws. Those of a vendor without packages can be granted all the same (for tests, or as a quota within
   * the house): each capability then has its own, counted in calls.
   */
  poolOf: (provider: string, capability: string) => { pool: Pool; unitsPerCall: number }
  /** Pools that a provider sells from. */
  poolsOf: (provider: string) => readonly Pool[]
  /** A pool by its name; one of calls where the vendor has none of this name (a grant). */
  poolNamed: (provider: string, id: string) => Pool
  /** Which capabilities draw on a pool. */
  capabilitiesOf: (provider: string, pool: string) => string[]
}

function sizesOf({ capability, sizes }: PriceBookEntry): PackageSize[] {
  return sizes
    .toSorted((one, other) => one.calls - other.calls)
    .map(({ calls, price }) => ({
      id: `${capability}.${calls}`,
      units: calls,
      price,
      listPrice: null,
      firstOrderPrice: null,
    }))
}

/** @param book entries for capabilities without a price of their vendor's; others are ignored, since the vendor's list holds */
export function createPrices(book: readonly PriceBookEntry[] = []): Prices {
  const entryOf = (provider: string, capability: string) =>
    listedPrice(provider, capability).status === 'unpriced'
      ? book.find((entry) => entry.provider === provider && entry.capability === capability)
      : undefined

  const poolOfEntry = (capability: string, entry?: PriceBookEntry): Pool => ({
    id: capability,
    unit: 'call',
    sizes: entry ? sizesOf(entry) : [],
    validityYears: entry?.validityYears ?? 1,
    afterwards: 'pay-as-you-go',
  })

  const prices: Prices = {
    priceOf(provider, capability) {
      const entry = entryOf(provider, capability)
      if (!entry) return listedPrice(provider, capability)
      const pool = entry.sizes.length > 0 ? { id: capability, unitsPerCall: 1 } : null
      return { status: 'commercial', pool, tiers: entry.tiers }
    },
    poolOf(provider, capability) {
      const { pool: drawn } = listedPrice(provider, capability)
      const pool = drawn && listed(provider)?.pools.find(({ id }) => id === drawn.id)
      if (pool) return { pool, unitsPerCall: drawn.unitsPerCall }
      return { pool: poolOfEntry(capability, entryOf(provider, capability)), unitsPerCall: 1 }
    },
    poolsOf(provider) {
      const entered = book.filter((entry) => entry.provider === provider && entry.sizes.length > 0)
      return [
        ...(listed(provider)?.pools ?? []),
        ...entered
          .filter(({ capability }) => entryOf(provider, capability))
          .map((entry) => poolOfEntry(entry.capability, entry)),
      ]
    },
    poolNamed: (provider, id) =>
      prices.poolsOf(provider).find((pool) => pool.id === id) ?? prices.poolOf(provider, id).pool,
    capabilitiesOf(provider, pool) {
      const drawing = Object.entries(listed(provider)?.capabilities ?? {}).filter(
        ([, price]) => price.pool?.id === pool,
      )
      return drawing.length > 0 ? drawing.map(([capability]) => capability) : [pool]
    },
  }
  return prices
}

/** The vendors' lists alone. */
export const publishedPrices = createPrices()

export const { priceOf, poolOf } = publishedPrices

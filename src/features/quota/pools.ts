import type { Offer, Package } from '../../api/packages.ts'
import type { PoolState, QuotaPlace } from './place.ts'

/** The packages of one sort in one mode, with what can be bought more. */
export interface PoolView {
  key: string
  provider: string
  mode: Package['mode']
  pool: string
  unit: Package['unit']
  capabilities: string[]
  state: PoolState
  /** In the order in which they are used. */
  packages: Package[]
  /** What is left in all packages that are or will be used, in units. */
  left: number
  /** Null where the provider is not in this mode at present: nothing can be bought for it now. */
  offer: Offer | null
}

const isOpen = ({ state }: Package) => state === 'in-use' || state === 'waiting'

function stateOf(packages: readonly Package[], offer: Offer | null): PoolState {
  if (packages.some(({ state }) => state === 'in-use')) return 'in-use'
  if (packages.some(({ state }) => state === 'waiting')) return 'waiting'
  const kept = packages.filter(({ state }) => state !== 'refunded')
  if (kept.length > 0) return kept.every(({ state }) => state === 'expired') ? 'expired' : 'used-up'
  if (offer !== null && offer.status !== 'commercial') return offer.status
  // Video, and what the price book has no package for.
  return offer !== null && offer.sizes.length === 0 ? 'pay-as-you-go' : 'not-bought'
}

/** Packages by what draws on them, together with every capability of the clouds that has none. */
export function poolsOf(packages: readonly Package[], offers: readonly Offer[]): PoolView[] {
  const pools = new Map<string, Omit<PoolView, 'state' | 'left'>>()
  const keyOf = ({ provider, mode, pool }: Pick<PoolView, 'provider' | 'mode' | 'pool'>) =>
    `${mode} ${provider} ${pool}`
  for (const offer of offers) {
    const { provider, mode, pool, unit } = offer
    // Capabilities that are free have a pool of their own name, and nothing else has it.
    const capabilities = offer.capabilities.map(({ id }) => id)
    pools.set(keyOf(offer), { key: keyOf(offer), provider, mode, pool, unit, capabilities, packages: [], offer })
  }
  for (const each of packages) {
    const { provider, mode, pool, unit, capabilities } = each
    const key = keyOf(each)
    const found = pools.get(key)
    if (found) found.packages.push(each)
    else pools.set(key, { key, provider, mode, pool, unit, capabilities, packages: [each], offer: null })
  }
  return [...pools.values()].map((pool) => ({
    ...pool,
    state: stateOf(pool.packages, pool.offer),
    left: pool.packages.filter(isOpen).reduce((sum, { left }) => sum + left, 0),
  }))
}

/** Those that the place asks for. */
export function filterPools(pools: readonly PoolView[], { provider, mode, state }: QuotaPlace): PoolView[] {
  return pools.filter(
    (pool) =>
      (provider === undefined || pool.provider === provider) &&
      (mode === undefined || pool.mode === mode) &&
      (state === undefined || pool.state === state),
  )
}

/** How many whole calls a size gives: a package of points is cut down, never rounded up. */
export function callsOf(units: number, unitsPerCall: number): number {
  return Math.floor(units / unitsPerCall)
}

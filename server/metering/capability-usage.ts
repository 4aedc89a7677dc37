import type { ProviderDescription } from '../contract/provider.ts'
import type { Package } from '../contract/metering.ts'
import type { CapabilityUsage, PayingState } from '../contract/usage.ts'
import type { Database } from '../db/open.ts'
import { listPackages } from './packages.ts'
import { readPrices } from './price-book.ts'
import { readCells } from './usage.ts'

function stateOf(status: CapabilityUsage['status'], isLocal: boolean, packages: readonly Package[]): PayingState {
  if (isLocal) return 'own'
  if (status === 'limited-free' || status === 'free-beta') return status
  const kept = packages.filter(({ state }) => state !== 'refunded')
  if (kept.some(({ state }) => state === 'in-use' || state === 'waiting')) return 'in-use'
  if (kept.length === 0) return status === 'unpriced' ? 'unpriced' : 'not-bought'
  return kept.every(({ state }) => state === 'expired') ? 'expired' : 'used-up'
}

/** How every capability of every provider stands in that provider's present mode, with its calls of a period. */
export async function readCapabilityUsage(
  db: Database,
  { providers, from, to, now }: { providers: readonly ProviderDescription[]; from: string; to: string; now: Date },
): Promise<CapabilityUsage[]> {
  const { poolOf, priceOf } = await readPrices(db)
  const packages = await listPackages(db, now)
  const cells = await readCells(db, { from, to }, ['provider', 'capability', 'mode'])
  return providers.flatMap(({ id: provider, mode, ready, capabilities }) =>
    capabilities.map(({ id: capability }): CapabilityUsage => {
      const { status, tiers, video } = priceOf(provider, capability)
      const { pool, unitsPerCall } = poolOf(provider, capability)
      const own = packages.filter((each) => each.provider === provider && each.mode === mode && each.pool === pool.id)
      const usable = own.filter(({ state }) => state === 'in-use' || state === 'waiting')
      const called = cells.find(
        (cell) => cell.provider === provider && cell.capability === capability && cell.mode === mode,
      )
      const callsOf = (pick: (each: Package) => number, among: readonly Package[]) =>
        among.length === 0 ? null : Math.floor(among.reduce((sum, each) => sum + pick(each), 0) / unitsPerCall)
      return {
        provider,
        capability,
        mode,
        ready,
        status,
        state: stateOf(status, mode === 'local', own),
        payAsYouGo: tiers.length > 0 || video !== undefined,
        pool: pool.id,
        forSale: pool.sizes.length > 0,
        callsLeft: own.length === 0 ? null : (callsOf(({ left }) => left, usable) ?? 0),
        callsUsed: callsOf(({ used }) => used, own),
        validUntil: own.find(({ state }) => state === 'in-use')?.validUntil ?? null,
        requests: called?.requests ?? 0,
        succeeded: called?.succeeded ?? 0,
      }
    }),
  )
}

import type { Outcome } from '../contract/metering.ts'
import type { WhatIfLine, WhatIfProvider, WhatIfWay } from '../contract/what-if.ts'
import { chargedCalls } from './charge.ts'
import { tieredTotal, toFen } from './money.ts'
import { cheapestCover, packageMixes, type PackageMix } from './package-mix.ts'
import type { Pool } from './price-list.ts'
import type { Prices } from './prices/index.ts'

/** Calls of one sort in one calendar month of the vendor. */
export interface UsedCalls {
  month: string
  provider: string
  capability: string
  outcome: Outcome
  requests: number
  calls: number
  /** Fen that were paid for them beyond packages. */
  fen: number
}

/** A provider as far as its prices are concerned. */
export interface PricedProvider {
  id: string
  isLocal: boolean
  capabilities: readonly { id: string; kinds: readonly string[] }[]
}

/** Calls of one capability of the target, by month. */
interface Demand {
  capability: string
  byMonth: Map<string, number>
  line: WhatIfLine
}

const sumOf = (byMonth: ReadonlyMap<string, number>) => [...byMonth.values()].reduce((sum, calls) => sum + calls, 0)

/** The capability that reads a kind: the very same one, else the one that reads it usually, else the one that reads least beside it. */
function targetOf(provider: PricedProvider, kind: string, same: string | null): string | null {
  const [first] = provider.capabilities
    .filter(({ kinds }) => kinds.includes(kind))
    .toSorted(
      (one, other) =>
        Number(other.id === same) - Number(one.id === same) ||
        Number(other.kinds[0] === kind) - Number(one.kinds[0] === kind) ||
        one.kinds.length - other.kinds.length ||
        one.id.localeCompare(other.id),
    )
  return first?.id ?? null
}

/** Hundredths of a fen for calls that are paid one by one, by each month's tiers. */
function oneByOne(prices: Prices, provider: string, { capability, byMonth }: Pick<Demand, 'capability' | 'byMonth'>) {
  const { tiers } = prices.priceOf(provider, capability)
  return [...byMonth.values()].reduce((sum, calls) => sum + tieredTotal(calls, tiers), 0)
}

/** What is left of demands when packages of so many units have paid for the dearest calls, a unit at a time, first. */
function remainder(prices: Prices, provider: string, demands: readonly Demand[], units: number): Demand[] {
  let left = units
  const perUnit = ({ capability }: Demand) =>
    (prices.priceOf(provider, capability).tiers[0]?.price ?? 0) / prices.poolOf(provider, capability).unitsPerCall
  return demands
    .toSorted((one, other) => perUnit(other) - perUnit(one))
    .map((demand) => {
      const { unitsPerCall } = prices.poolOf(provider, demand.capability)
      const byMonth = new Map(demand.byMonth)
      for (const [month, calls] of byMonth) {
        const paid = Math.min(calls, Math.floor(left / unitsPerCall))
        byMonth.set(month, calls - paid)
        left -= paid * unitsPerCall
      }
      return { ...demand, byMonth }
    })
}

interface PoolCost {
  fen: number
  mix: PackageMix | null
  /** Calls beside the packages. */
  beside: boolean
  units: number
}

/** The cheapest way to pay for everything that draws on one pool. */
function costOfPool(prices: Prices, provider: string, pool: Pool, demands: readonly Demand[]): PoolCost | null {
  const units = demands.reduce(
    (sum, { capability, byMonth }) => sum + sumOf(byMonth) * prices.poolOf(provider, capability).unitsPerCall,
    0,
  )
  const hasTiers = demands.every(({ capability }) => prices.priceOf(provider, capability).tiers.length > 0)
  const cover = cheapestCover(units, pool.sizes)
  const ways: PoolCost[] = cover ? [{ fen: cover.fen, mix: cover, beside: false, units }] : []
  if (hasTiers) {
    for (const mix of packageMixes(units, pool.sizes).below) {
      const rest = remainder(prices, provider, demands, mix.units)
      const hundredths = rest.reduce((sum, demand) => sum + oneByOne(prices, provider, demand), 0)
      ways.push({ fen: mix.fen + toFen(hundredths), mix, beside: hundredths > 0, units })
    }
  }
  return ways.toSorted((one, other) => one.fen - other.fen)[0] ?? null
}

function wayOf({
  free,
  bought,
  beside,
  unpriced,
}: Record<'free' | 'bought' | 'beside' | 'unpriced', boolean>): WhatIfWay {
  if (bought && beside) return 'mixed'
  if (bought) return 'packages'
  if (beside) return 'pay-as-you-go'
  return free || !unpriced ? 'free' : 'unpriced'
}

/** The same requests at one provider's prices: its own rule for failures, its tiers by calendar month, its packages bought whole. */
export function whatIfAt(
  provider: PricedProvider,
  used: readonly UsedCalls[],
  kindOf: (provider: string, capability: string) => string | undefined,
  prices: Prices,
): WhatIfProvider {
  const demands = new Map<string, Demand>()
  const lines = new Map<string, WhatIfLine>()
  const video = { calls: 0, fen: 0 }
  for (const { month, outcome, requests, calls, fen, ...from } of used) {
    const kind = kindOf(from.provider, from.capability)
    if (kind === undefined) continue
    const to = targetOf(provider, kind, from.provider === provider.id ? from.capability : null)
    const key = `${from.provider} ${from.capability}`
    const line = lines.get(key) ?? {
      from: { provider: from.provider, capability: from.capability },
      kind,
      to,
      requests: 0,
      calls: 0,
      payAsYouGo: null,
    }
    lines.set(key, line)
    line.requests += requests
    if (to === null) continue
    // Several pictures of a request are as many calls everywhere.
    const images = Math.max(requests, calls)
    const counted = chargedCalls(provider.id, outcome) * images
    line.calls += counted
    if (prices.priceOf(provider.id, to).video && from.provider === provider.id) {
      // Seconds and resolution are what it is priced by, and were: no package pays for it, so what was paid is its price.
      line.payAsYouGo = (line.payAsYouGo ?? 0) + fen
      video.calls += counted
      video.fen += fen
      continue
    }
    const demand = demands.get(key) ?? { capability: to, byMonth: new Map<string, number>(), line }
    demands.set(key, demand)
    demand.byMonth.set(month, (demand.byMonth.get(month) ?? 0) + counted)
  }
  const result: WhatIfProvider = {
    provider: provider.id,
    covered: [...lines.values()].reduce((sum, { to, requests }) => sum + (to === null ? 0 : requests), 0),
    uncovered: [...lines.values()].reduce((sum, { to, requests }) => sum + (to === null ? requests : 0), 0),
    calls: video.calls + [...demands.values()].reduce((sum, { byMonth }) => sum + sumOf(byMonth), 0),
    way: 'free',
    payAsYouGo: video.fen,
    cheapest: video.fen,
    packages: [],
    leftOver: [],
    unpriced: 0,
    lines: [...lines.values()],
  }
  // Several capabilities may be mapped to one: its tiers count all of their calls together.
  const merged = new Map<string, Demand>()
  for (const demand of demands.values()) {
    const before = merged.get(demand.capability)
    if (!before) merged.set(demand.capability, { ...demand, byMonth: new Map(demand.byMonth) })
    else {
      for (const [month, calls] of demand.byMonth) {
        before.byMonth.set(month, (before.byMonth.get(month) ?? 0) + calls)
      }
    }
  }
  const isFree = (capability: string) => {
    const { status } = prices.priceOf(provider.id, capability)
    return provider.isLocal || status === 'limited-free' || status === 'free-beta'
  }
  for (const demand of demands.values()) {
    const { tiers } = prices.priceOf(provider.id, demand.capability)
    if (isFree(demand.capability)) demand.line.payAsYouGo = 0
    else if (tiers.length > 0) demand.line.payAsYouGo = toFen(oneByOne(prices, provider.id, demand))
  }
  const pools = new Map<string, Demand[]>()
  for (const demand of merged.values()) {
    const calls = sumOf(demand.byMonth)
    if (isFree(demand.capability) || calls === 0) continue
    const { tiers } = prices.priceOf(provider.id, demand.capability)
    const single = tiers.length === 0 ? null : toFen(oneByOne(prices, provider.id, demand))
    result.payAsYouGo = single === null || result.payAsYouGo === null ? null : result.payAsYouGo + single
    const { pool } = prices.poolOf(provider.id, demand.capability)
    pools.set(pool.id, [...(pools.get(pool.id) ?? []), demand])
  }
  let beside = video.fen > 0
  for (const [id, drawing] of pools) {
    const pool = prices.poolNamed(provider.id, id)
    const cost = costOfPool(prices, provider.id, pool, drawing)
    if (!cost) {
      result.unpriced += drawing.reduce((sum, { byMonth }) => sum + sumOf(byMonth), 0)
      continue
    }
    result.cheapest += cost.fen
    beside ||= cost.beside
    for (const [size, count] of cost.mix?.packages ?? []) {
      const { units, price } = pool.sizes.find((each) => each.id === size)!
      result.packages.push({ pool: id, size, unit: pool.unit, units, count, fen: count * price })
    }
    const over = (cost.mix?.units ?? 0) - cost.units
    if (over > 0) result.leftOver.push({ pool: id, unit: pool.unit, units: over })
  }
  const free = [...merged.values()].some(({ capability }) => isFree(capability))
  result.way = wayOf({ free, bought: result.packages.length > 0, beside, unpriced: result.unpriced > 0 })
  return result
}

import type { Mode } from '#contract/result'

export const quotaViews = ['packages', 'orders', 'prices'] as const
export type QuotaView = (typeof quotaViews)[number]

/** How the packages of a capability stand, the states of the documents (seed-facts/ctyun/pricing.json, `states`) and those of other vendors. */
export const poolStates = [
  'in-use',
  'waiting',
  'used-up',
  'expired',
  'not-bought',
  'pay-as-you-go',
  'limited-free',
  'free-beta',
  'unpriced',
] as const
export type PoolState = (typeof poolStates)[number]

/** Where one is among packages and orders; it stands in the URL. */
export interface QuotaPlace {
  view?: QuotaView | undefined
  provider?: string | undefined
  mode?: Mode | undefined
  state?: PoolState | undefined
  /** Part of a product's name, among orders. */
  search?: string | undefined
  /** The order that a package came from. */
  order?: string | undefined
  /** `provider/pool`: the purchase is open. */
  buy?: string | undefined
}

const text = (value: unknown): string | undefined =>
  (typeof value === 'string' || typeof value === 'number') && value !== '' ? String(value) : undefined

const oneOf = <Value extends string>(values: readonly Value[], raw: unknown): Value | undefined =>
  values.find((value) => value === raw)

/** Takes from an URL's query what belongs here; what is not understood is left out. */
export function parseQuotaPlace(search: Record<string, unknown>): QuotaPlace {
  const view = oneOf(quotaViews, search['view'])
  return {
    view: view === 'packages' ? undefined : view,
    provider: text(search['provider']),
    mode: oneOf(['sandbox', 'live'], search['mode']),
    state: oneOf(poolStates, search['state']),
    search: text(search['search']),
    order: text(search['order']),
    buy: text(search['buy']),
  }
}

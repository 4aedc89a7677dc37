import { queryOptions, type QueryClient } from '@tanstack/react-query'
import type {
  AdjustRequest,
  ExhaustionPolicy,
  GrantRequest,
  Order,
  OrderPayment,
  OrderRequest,
  Package,
} from '#contract/metering'
import type { Offer, PriceBookEntry } from '#contract/prices'
import { call, requestJson } from './client.ts'

export type { Offer, Order, Package, PriceBookEntry }

/** Calls use packages up all the time, whoever makes them. */
const live = { staleTime: 0, refetchInterval: 15_000 } as const

/** Every package, in the order in which they are used. */
export const packagesQuery = queryOptions({
  queryKey: ['packages'],
  queryFn: async ({ signal }) => (await call('$get', '/api/v1/packages', { signal })).items,
  ...live,
})

/** What every capability costs, and what can be bought for it. */
export const offersQuery = queryOptions({
  queryKey: ['packages', 'offers'],
  queryFn: async ({ signal }) => (await call('$get', '/api/v1/packages/offers', { signal })).items,
  staleTime: 0,
})

/** Orders of packages, the newest first. */
export const ordersQuery = queryOptions({
  queryKey: ['orders'],
  queryFn: async ({ signal }) => (await call('$get', '/api/v1/orders', { signal })).items,
  ...live,
})

/** Prices that were entered here. */
export const priceBookQuery = queryOptions({
  queryKey: ['price-book'],
  queryFn: async ({ signal }) => (await call('$get', '/api/v1/price-book', { signal })).items,
})

/** After anything that was bought, granted, given back or decided. */
export async function refreshPackages(client: QueryClient): Promise<void> {
  await Promise.all(
    ['packages', 'orders', 'price-book', 'sandbox'].map((key) => client.invalidateQueries({ queryKey: [key] })),
  )
}

export function grantPackage(request: GrantRequest): Promise<Package> {
  return call('$post', '/api/v1/packages', { body: request })
}

/** Brings a package into line with the vendor's figure. */
export function adjustPackage(id: string, request: AdjustRequest): Promise<Package> {
  return call('$post', '/api/v1/packages/:id/adjust', { param: { id }, body: request })
}

export function createOrder(request: OrderRequest): Promise<Order> {
  return call('$post', '/api/v1/orders', { body: request })
}

/** @param payment of a live provider: what was paid at the vendor */
export function payOrder(id: string, payment?: OrderPayment): Promise<Order> {
  return call('$post', '/api/v1/orders/:id/pay', { param: { id }, body: payment ?? {} })
}

export function cancelOrder(id: string): Promise<Order> {
  return call('$post', '/api/v1/orders/:id/cancel', { param: { id } })
}

export function refundOrder(id: string): Promise<Order> {
  return call('$post', '/api/v1/orders/:id/refund', { param: { id } })
}

/** Decides what capabilities of a provider do when their packages end; those of others stay as they are. */
export async function setPolicy(
  provider: string,
  capabilities: readonly string[],
  policy: ExhaustionPolicy,
): Promise<void> {
  const decided = await call('$get', '/api/v1/packages/policies')
  const changed = Object.fromEntries(capabilities.map((id) => [`${provider}/${id}`, policy]))
  await call('$put', '/api/v1/packages/policies', { body: { ...decided, ...changed } })
}

export async function enterPrice(entry: PriceBookEntry): Promise<void> {
  await call('$put', '/api/v1/price-book', { body: entry })
}

export async function removePrice({ provider, capability }: Pick<PriceBookEntry, 'provider' | 'capability'>) {
  await requestJson<unknown>(`/api/v1/price-book/${encodeURIComponent(provider)}/${encodeURIComponent(capability)}`, {
    method: 'DELETE',
  })
}

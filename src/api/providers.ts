import { queryOptions } from '@tanstack/react-query'
import type { Capability, Probe, ProviderDescription, ProviderStatus } from '#contract/provider'
import { call, requestJson } from './client.ts'

export type { Capability, ProviderDescription }

/** Every provider with its mode, capabilities and limits. */
export const providersQuery = queryOptions({
  queryKey: ['providers'],
  queryFn: async ({ signal }) => {
    const { items } = await call('$get', '/api/v1/providers', { signal })
    return items
  },
})

/** How every provider stands: endpoints, key ending, last call, circuit. Administrators and demonstrators only. */
export const providersStatusQuery = queryOptions({
  queryKey: ['providers', 'status'],
  queryFn: async ({ signal }) =>
    (await requestJson<{ items: ProviderStatus[] }>('/api/v1/providers/status', { signal })).items,
  // Calls are made all the time, by everybody.
  staleTime: 0,
  refetchInterval: 10_000,
})

/** Tests the connection to a provider as far as that costs nothing. */
export function probeProvider(id: string): Promise<Probe> {
  return requestJson<Probe>(`/api/v1/providers/${encodeURIComponent(id)}/probe`, { method: 'POST', body: {} })
}

import { queryOptions } from '@tanstack/react-query'
import type { Capability, ProviderDescription } from '#contract/provider'
import { call } from './client.ts'

export type { Capability, ProviderDescription }

/** Every provider with its mode, capabilities and limits. */
export const providersQuery = queryOptions({
  queryKey: ['providers'],
  queryFn: async ({ signal }) => {
    const { items } = await call('$get', '/api/v1/providers', { signal })
    return items
  },
})

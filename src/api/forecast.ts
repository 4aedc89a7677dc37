import { queryOptions } from '@tanstack/react-query'
import type { Forecast } from '#contract/forecast'
import { call } from './client.ts'

/** When each pool of packages will be used up. */
export const forecastQuery = queryOptions({
  queryKey: ['packages', 'forecast'],
  queryFn: async ({ signal }): Promise<Forecast[]> =>
    (await call('$get', '/api/v1/packages/forecast', { signal })).items,
  staleTime: 60_000,
})

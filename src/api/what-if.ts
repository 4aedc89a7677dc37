import { queryOptions } from '@tanstack/react-query'
import type { Mode } from '#contract/result'
import type { WhatIf } from '#contract/what-if'
import { call } from './client.ts'

export interface WhatIfPeriod {
  from: string
  to: string
  mode: Mode
}

/** The calls of a period at every provider's prices. */
export function whatIfQuery(period: WhatIfPeriod) {
  return queryOptions({
    queryKey: ['usage', 'what-if', period],
    queryFn: ({ signal }): Promise<WhatIf> => call('$get', '/api/v1/usage/what-if', { query: { ...period }, signal }),
    staleTime: 30_000,
  })
}

import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Quality } from '#contract/quality'
import type { Mode } from '#contract/result'
import { call } from './client.ts'

/** What is asked of the approvals; `errorRate` 0..1. */
export interface QualityQuestion {
  from: string
  to: string
  mode: Mode[]
  provider?: string | undefined
  kind?: string | undefined
  errorRate: number
}

/** How well recognisers read, as the approvals of a period say; the answer before stays while another filter is asked. */
export const qualityQuery = ({ errorRate, ...question }: QualityQuestion) =>
  queryOptions({
    queryKey: ['quality', question, errorRate],
    queryFn: ({ signal }): Promise<Quality> =>
      call('$get', '/api/v1/quality', { query: { ...question, errorRate: String(errorRate) }, signal }),
    placeholderData: keepPreviousData,
  })

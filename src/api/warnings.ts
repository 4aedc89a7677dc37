import { queryOptions } from '@tanstack/react-query'
import type { QuotaWarning } from '#contract/warnings'
import { call } from './client.ts'

/** The warnings that stand, and all that depends on who has seen them. */
export const warningsKey = ['warnings'] as const

/** Packages that come to their end, as far as they concern the one who asks. */
export const warningsQuery = queryOptions({
  queryKey: warningsKey,
  queryFn: async ({ signal }): Promise<QuotaWarning[]> => (await call('$get', '/api/v1/warnings', { signal })).items,
})

/** Notes that the person has seen a warning: it is not shown to them again, and where it says that calls are paid from now on, they may be made. */
export async function seeWarning(id: string): Promise<void> {
  await call('$post', '/api/v1/warnings/:id/seen', { param: { id } })
}

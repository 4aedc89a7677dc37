import { queryOptions } from '@tanstack/react-query'
import type { Session } from '#contract/session'
import { requestJson, send } from './client.ts'

/** Who is signed in. A 401 leads to the signed-out page. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => requestJson<Session>('/api/v1/session', { signal }),
  staleTime: Infinity,
})

export async function signOut(): Promise<void> {
  await send('/api/v1/session', { method: 'DELETE' })
}

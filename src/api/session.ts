import { queryOptions } from '@tanstack/react-query'
import { call } from './client.ts'

/** Who is signed in. A 401 leads to the signed-out page. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => call('$get', '/api/v1/session', { signal }),
  staleTime: Infinity,
})

export async function signOut(): Promise<void> {
  await call('$delete', '/api/v1/session')
}

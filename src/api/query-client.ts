import { QueryClient } from '@tanstack/react-query'
import { ProblemError } from './problem-error.ts'

/** Tried again: only what the problem itself calls retryable, twice. */
export function shouldRetry(failures: number, error: unknown): boolean {
  return error instanceof ProblemError && error.problem.retryable && failures < 2
}

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // Server-sent events say what changed; time alone makes nothing stale.
        staleTime: 5 * 60_000,
        gcTime: 30 * 60_000,
        retry: shouldRetry,
        refetchOnWindowFocus: false,
        // A console on a laptop's own loopback works without any network.
        networkMode: 'always',
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  })
}

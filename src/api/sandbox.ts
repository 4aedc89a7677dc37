import { queryOptions } from '@tanstack/react-query'
import { requestJson } from './client.ts'

/** What a stand-in can be made to do wrong, for a demonstration. */
export const faults = [
  'rate-limit',
  'package-exhausted',
  'clock-skew',
  'slow',
  'truncated',
  'server-error',
  'reset',
] as const
export type Fault = (typeof faults)[number]

export interface Sandbox {
  /** Where the stand-ins listen; null = there are none. */
  origin: string | null
  /** By provider; `remaining` is how many calls still fail, null = until it is switched off. */
  faults: Record<string, { fault: Fault; remaining: number | null }>
}

export const sandboxQuery = queryOptions({
  queryKey: ['sandbox'],
  queryFn: ({ signal }) => requestJson<Sandbox>('/api/v1/sandbox', { signal }),
  // Every call of a faulty stand-in counts its faults down.
  staleTime: 0,
  refetchInterval: 10_000,
})

/** Switches a fault of a stand-in on, for so many calls where `times` is given, or off with null. Administrators only. */
export async function setFault(choice: { provider: string; fault: Fault | null; times?: number }): Promise<void> {
  await requestJson<unknown>('/api/v1/sandbox/faults', { method: 'PUT', body: choice })
}

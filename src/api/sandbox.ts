import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type { Fault, sandboxSchema } from '#contract/sandbox'
import { requestJson } from './client.ts'

export type { Fault }
export type FaultState = z.infer<typeof sandboxSchema>['faults'][string]

/** Every fault, in the order in which they are offered; the contract's list is a schema, whose library the page does not load. */
export const faults = [
  'rate-limit',
  'package-exhausted',
  'clock-skew',
  'slow',
  'truncated',
  'server-error',
  'reset',
  'misread',
] as const satisfies readonly Fault[]

export const sandboxQuery = queryOptions({
  queryKey: ['sandbox'],
  queryFn: ({ signal }) => requestJson<z.infer<typeof sandboxSchema>>('/api/v1/sandbox', { signal }),
  // Every call of a faulty stand-in counts its faults down.
  staleTime: 0,
  refetchInterval: 10_000,
})

/** Switches a fault of a stand-in on, for so many calls where `times` is given, or off with null. Administrators only. */
export async function setFault(choice: { provider: string; fault: Fault | null; times?: number }): Promise<void> {
  await requestJson<unknown>('/api/v1/sandbox/faults', { method: 'PUT', body: choice })
}

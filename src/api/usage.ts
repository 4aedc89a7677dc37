import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { LedgerKind, Outcome } from '#contract/metering'
import type { Mode } from '#contract/result'
import { call, queryString, type Parameters } from './client.ts'

/** Which calls are meant, as the server's own filter names it. Days are the vendors' (UTC+8), both inclusive. */
export interface CallsQuestion {
  from?: string
  to?: string
  mode?: readonly Mode[]
  app?: string
  provider?: string
  capability?: string
  region?: string
  outcome?: Outcome
  failed?: boolean
  code?: string
}

export interface LedgerQuestion extends CallsQuestion {
  kind?: LedgerKind
  hour?: number
  package?: string
}

const asParameters = (question: CallsQuestion | LedgerQuestion): Parameters => ({ ...question })

/** Every call changes these figures; they are asked for anew whenever a page shows them. */
const usageKey = ['usage'] as const

export const overviewQuery = (question: CallsQuestion) =>
  queryOptions({
    queryKey: [...usageKey, 'overview', question],
    queryFn: ({ signal }) => call('$get', '/api/v1/usage/overview', { query: asParameters(question), signal }),
    staleTime: 0,
    placeholderData: keepPreviousData,
  })

/** How many calls each mode had. */
export const modesQuery = (question: CallsQuestion) =>
  queryOptions({
    queryKey: [...usageKey, 'modes', question],
    queryFn: async ({ signal }) => {
      const query = { ...asParameters(question), by: 'mode', mode: ['live', 'sandbox', 'local'] }
      return (await call('$get', '/api/v1/usage', { query, signal })).rows
    },
    staleTime: 0,
    placeholderData: keepPreviousData,
  })

export const daysQuery = (question: CallsQuestion) =>
  queryOptions({
    queryKey: [...usageKey, 'days', question],
    queryFn: ({ signal }) => call('$get', '/api/v1/usage', { query: { ...asParameters(question), by: 'day' }, signal }),
    staleTime: 0,
  })

export const capabilityUsageQuery = (period: { from: string; to: string }) =>
  queryOptions({
    queryKey: [...usageKey, 'capabilities', period],
    queryFn: async ({ signal }) => (await call('$get', '/api/v1/usage/capabilities', { query: period, signal })).items,
    staleTime: 0,
    placeholderData: keepPreviousData,
  })

/** Every package of every capability, in the order in which they are used. */
export const boughtPackagesQuery = queryOptions({
  queryKey: [...usageKey, 'packages'],
  queryFn: async ({ signal }) => (await call('$get', '/api/v1/packages', { signal })).items,
  staleTime: 0,
})

/** Entries of the account, page after page. */
export const ledgerQuery = (question: LedgerQuestion) =>
  infiniteQueryOptions({
    queryKey: [...usageKey, 'ledger', question],
    queryFn: ({ pageParam, signal }) =>
      call('$get', '/api/v1/ledger', { query: { ...asParameters(question), cursor: pageParam, limit: 100 }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
    staleTime: 0,
  })

/** Where all entries that fit are one file. */
export const ledgerFileUrl = (question: LedgerQuestion) => `/api/v1/ledger.csv${queryString(asParameters(question))}`

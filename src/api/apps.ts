import { queryOptions } from '@tanstack/react-query'
import type { App, AppChange, AppCreated, AppRequest } from '#contract/apps'
import type { UsageBy } from '#contract/metering'
import type { Mode } from '#contract/result'
import { call } from './client.ts'

/** The console itself and the callers with credentials of their own, and the address that we call from; administrators only. */
export const appsQuery = queryOptions({
  queryKey: ['apps', 'list'],
  queryFn: ({ signal }) => call('$get', '/api/v1/apps', { signal }),
})

/** Makes an app; the answer holds its secret, which is shown once. */
export function createApp(request: AppRequest): Promise<AppCreated> {
  return call('$post', '/api/v1/apps', { body: request })
}

export function changeApp(id: string, change: AppChange): Promise<App> {
  return call('$patch', '/api/v1/apps/:id', { param: { id }, body: change })
}

/** Another secret, shown once; the old one is refused at once. */
export function rotateSecret(id: string): Promise<AppCreated> {
  return call('$post', '/api/v1/apps/:id/secret', { param: { id } })
}

export async function removeApp(id: string): Promise<void> {
  await call('$delete', '/api/v1/apps/:id', { param: { id } })
}

/** Another EncKey; bodies encrypted for the old one are refused at once. */
export function replaceEncKey(id: string): Promise<App> {
  return call('$post', '/api/v1/apps/:id/enc-key', { param: { id } })
}

export function removeEncKey(id: string): Promise<App> {
  return call('$delete', '/api/v1/apps/:id/enc-key', { param: { id } })
}

/** Days of the vendors (UTC+8), both inclusive. */
export interface Period {
  from: string
  to: string
}

/** Everything that changes with a call; invalidated as one. */
export const appFiguresKey = ['apps', 'figures'] as const

/** Calls of an app in one mode, added up by one of the keys. */
export const appUsageQuery = (app: string, { from, to }: Period, mode: Mode, by: UsageBy) =>
  queryOptions({
    queryKey: [...appFiguresKey, 'usage', app, from, to, mode, by],
    queryFn: ({ signal }) => call('$get', '/api/v1/usage', { query: { app, from, to, mode, by }, signal }),
    staleTime: 0,
  })

/** Calls of every app in one mode. */
export const callsByAppQuery = ({ from, to }: Period, mode: Mode) =>
  queryOptions({
    queryKey: [...appFiguresKey, 'by-app', from, to, mode],
    queryFn: ({ signal }) => call('$get', '/api/v1/usage', { query: { from, to, mode, by: 'app' }, signal }),
    staleTime: 0,
  })

/** The newest calls of an app, as the ledger has them. */
export const appCallsQuery = (app: string, { from, to }: Period, mode: Mode) =>
  queryOptions({
    queryKey: [...appFiguresKey, 'calls', app, from, to, mode],
    queryFn: ({ signal }) =>
      call('$get', '/api/v1/ledger', { query: { app, from, to, mode, kind: 'call', limit: 20 }, signal }),
    staleTime: 0,
  })

/** Calls of an app that were turned away before anything was sent. Nothing tells of them, so they are asked for again and again. */
export const appRefusalsQuery = (id: string, { from, to }: Period) =>
  queryOptions({
    queryKey: [...appFiguresKey, 'refusals', id, from, to],
    queryFn: ({ signal }) => call('$get', '/api/v1/apps/:id/refusals', { param: { id }, query: { from, to }, signal }),
    staleTime: 0,
    refetchInterval: 3000,
  })

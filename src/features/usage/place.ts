import type { LedgerKind, Outcome } from '#contract/metering'
import type { Mode } from '#contract/result'
import type { LedgerQuestion } from '../../api/usage.ts'
import { stringifySearch } from '../../ui/search-parameters.ts'

export const periods = ['today', '7-days', '30-days', 'this-month', 'last-month'] as const
export type Period = (typeof periods)[number]

/** Where one stands on the pages of usage, all of it in the URL. `from` and `to` (days of the vendors) go before `period`. */
export interface UsagePlace {
  period?: Period
  from?: string
  to?: string
  mode?: Mode
  /** Modes are added together. */
  together?: true
  app?: string
  provider?: string
  capability?: string
  /** Of the account alone. */
  kind?: LedgerKind
  region?: string
  outcome?: Outcome
  failed?: true
  code?: string
  hour?: number
  package?: string
  /** Part of a capability's name. */
  search?: string
}

export const modes: readonly Mode[] = ['live', 'sandbox', 'local']
export const outcomes: readonly Outcome[] = ['succeeded', 'failed', 'refused', 'network-error', 'not-sent', 'unknown']
export const ledgerKinds: readonly LedgerKind[] = ['call', 'purchase', 'grant', 'refund', 'adjustment']

const text = (raw: unknown) =>
  (typeof raw === 'string' || typeof raw === 'number') && raw !== '' && String(raw).length <= 200
    ? String(raw)
    : undefined

function day(raw: unknown): string | undefined {
  const value = text(raw)
  return value !== undefined && /^\d{4}-\d{2}-\d{2}$/u.test(value) && !Number.isNaN(Date.parse(value))
    ? value
    : undefined
}

function hour(raw: unknown): number | undefined {
  const value = text(raw)
  return value !== undefined && /^\d{1,2}$/u.test(value) && Number(value) < 24 ? Number(value) : undefined
}

const flag = (raw: unknown) => (String(raw) === 'true' ? true : undefined)

/** The place from an URL that anybody may have typed: what is not understood is left out, nothing throws. */
export function parseUsagePlace(raw: Record<string, unknown>): UsagePlace {
  const parsed: UsagePlace = {
    period: periods.find((period) => period === raw['period']),
    from: day(raw['from']),
    to: day(raw['to']),
    mode: modes.find((mode) => mode === raw['mode']),
    together: flag(raw['together']),
    app: text(raw['app']),
    provider: text(raw['provider']),
    capability: text(raw['capability']),
    kind: ledgerKinds.find((kind) => kind === raw['kind']),
    region: text(raw['region']),
    outcome: outcomes.find((outcome) => outcome === raw['outcome']),
    failed: flag(raw['failed']),
    code: text(raw['code']),
    hour: hour(raw['hour']),
    package: text(raw['package']),
    search: text(raw['search']),
  }
  return Object.fromEntries(Object.entries(parsed).filter(([, value]) => value !== undefined))
}

const dayMs = 24 * 60 * 60 * 1000
const shift = (from: string, days: number) =>
  new Date(Date.parse(`${from}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10)

/** The vendors' day (UTC+8) at a moment: days of calls and cost are theirs. */
export const vendorToday = (now: number) => new Date(now + 8 * 60 * 60 * 1000).toISOString().slice(0, 10)

/** The days that a place is about; thirty of them where it does not say. */
export function daysOf({ period = '30-days', from, to }: UsagePlace, today: string): { from: string; to: string } {
  if (from !== undefined || to !== undefined) {
    const [first, last] = [from ?? to ?? today, to ?? (from !== undefined && from > today ? from : today)]
    return first <= last ? { from: first, to: last } : { from: last, to: first }
  }
  const month = today.slice(0, 7)
  switch (period) {
    case 'today':
      return { from: today, to: today }
    case '7-days':
      return { from: shift(today, -6), to: today }
    case 'this-month':
      return { from: `${month}-01`, to: today }
    case 'last-month': {
      const last = shift(`${month}-01`, -1)
      return { from: `${last.slice(0, 7)}-01`, to: last }
    }
    default:
      return { from: shift(today, -29), to: today }
  }
}

/** The modes whose calls are shown: those that were asked for, else the first that has calls. Sandbox, live and local are not added together unasked. */
export function modesOf(
  { mode, together }: UsagePlace,
  counted: readonly { key: string; requests: number }[],
): readonly Mode[] {
  if (together) return modes
  return [mode ?? modes.find((each) => counted.some(({ key, requests }) => key === each && requests > 0)) ?? 'live']
}

/** What of a place narrows the calls, without the days and the modes. */
export function narrowing({ app, provider, capability, region, outcome, failed, code }: UsagePlace) {
  return { app, provider, capability, region, outcome, failed, code }
}

/** The address of the calls behind a figure. */
export function ledgerHref(place: UsagePlace): string {
  return `/usage/ledger${stringifySearch({ kind: 'call', ...place })}`
}

/** What the server is asked for a place of the account. */
export function ledgerQuestion(place: UsagePlace, today: string): LedgerQuestion {
  const { period, from, to, mode, together, kind, hour, package: packageId } = place
  const bounded = period !== undefined || from !== undefined || to !== undefined
  return {
    ...(bounded && daysOf(place, today)),
    ...(mode !== undefined && !together && { mode: [mode] }),
    ...narrowing(place),
    kind,
    hour,
    package: packageId,
  }
}

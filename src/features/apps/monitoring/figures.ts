import type { UsageRow } from '#contract/metering'
import { daysBetween, withoutGaps } from '../../../ui/charts/days.ts'
import type { Period } from '../../../api/apps.ts'

/** 0..1; null where there was no call. */
export function successRate({ requests, succeeded }: Pick<UsageRow, 'requests' | 'succeeded'>): number | null {
  return requests === 0 ? null : succeeded / requests
}

const quietDay = (key: string): UsageRow => ({
  key,
  requests: 0,
  calls: 0,
  succeeded: 0,
  units: 0,
  fen: 0,
  bytes: 0,
  meanMs: null,
  p95Ms: null,
})

/** A row for every day of the period: a quiet day stands there as one. */
export function everyDay({ from, to }: Period, rows: readonly UsageRow[]): UsageRow[] {
  return withoutGaps(daysBetween(from, to), rows, { at: ({ key }) => key, empty: quietDay })
}

/** A way in which calls came to nothing, and how often. */
export interface Failure {
  /** An outcome of the ledger, or the code of the problem that a call was turned away with. */
  key: string
  /** Turned away by the console: nothing was sent and nothing stands in the ledger. */
  atTheDoor: boolean
  count: number
}

/** What went wrong, the most frequent first. */
export function failuresOf(
  outcomes: readonly UsageRow[],
  refusals: readonly { code: string; count: number }[],
): Failure[] {
  const turnedAway = new Map<string, number>()
  for (const { code, count } of refusals) turnedAway.set(code, (turnedAway.get(code) ?? 0) + count)
  return [
    ...outcomes
      .filter(({ key }) => key !== 'succeeded')
      .map(({ key, requests }) => ({ key, atTheDoor: false, count: requests })),
    ...[...turnedAway].map(([key, count]) => ({ key, atTheDoor: true, count })),
  ].toSorted((one, other) => other.count - one.count || one.key.localeCompare(other.key))
}

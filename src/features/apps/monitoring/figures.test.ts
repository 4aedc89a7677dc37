import { expect, it } from 'vitest'
import type { UsageRow } from '#contract/metering'
import { everyDay, failuresOf, successRate } from './figures.ts'

const row = (key: string, requests: number, succeeded = 0): UsageRow => ({
  key,
  requests,
  calls: requests,
  succeeded,
  units: 0,
  fen: 0,
  bytes: 0,
  meanMs: 1,
  p95Ms: 1,
})

it('has no success rate where there was no call', () => {
  expect([successRate(row('a', 4, 3)), successRate(row('a', 0))]).toEqual([0.75, null])
})

it('shows a quiet day as a day without calls and without a time', () => {
  const days = everyDay({ from: '2026-11-19', to: '2026-11-21' }, [row('2026-11-20', 2)])
  expect(days.map(({ key, requests, meanMs }) => [key, requests, meanMs])).toEqual([
    ['2026-11-19', 0, null],
    ['2026-11-20', 2, 1],
    ['2026-11-21', 0, null],
  ])
})

it('puts what failed and what was turned away side by side, over all days, the most frequent first', () => {
  const refusals = [
    { code: 'app-rate-limited', count: 2 },
    { code: 'app-address-refused', count: 1 },
    { code: 'app-rate-limited', count: 3 },
  ]
  expect(failuresOf([row('succeeded', 9, 9), row('failed', 4)], refusals)).toEqual([
    { key: 'app-rate-limited', atTheDoor: true, count: 5 },
    { key: 'failed', atTheDoor: false, count: 4 },
    { key: 'app-address-refused', atTheDoor: true, count: 1 },
  ])
})

import { expect, test } from 'vitest'
import { createRandom } from '../../specimens/random.ts'
import { dayMs, inventCalls } from './month.ts'

const until = new Date('2026-11-21T08:00:00Z')
const month = (seed: number) => inventCalls(createRandom(seed), until, 28, new Map([['mobile_onboard', 'app-1']]))

test('the same seed invents the same month, in the order of time and up to now', () => {
  const facts = (seed: number) => month(seed).map(({ at, call, end }) => ({ at, ...call, callId: '', ...end }))
  expect(facts(1)).toEqual(facts(1))
  expect(facts(1)).not.toEqual(facts(2))
  const moments = month(1).map(({ at }) => at.getTime())
  expect(moments).toEqual(moments.toSorted((one, other) => one - other))
  expect(moments.at(-1)).toBeLessThan(until.getTime())
})

test('a week has its shape, and calls fail as calls do', () => {
  const calls = month(1)
  const ofDays = (days: readonly number[]) =>
    calls.filter(({ at }) => days.includes(new Date(at.getTime() + dayMs / 3).getUTCDay())).length / days.length
  expect(ofDays([0, 6])).toBeLessThan(ofDays([1, 2, 3, 4, 5]) / 2)
  const failed = calls.filter(({ end }) => end.outcome !== 'succeeded').length / calls.length
  expect(failed).toBeGreaterThan(0.01)
  expect(failed).toBeLessThan(0.1)
  expect(new Set(calls.map(({ end }) => end.outcome))).toEqual(
    new Set(['succeeded', 'failed', 'refused', 'network-error']),
  )
})

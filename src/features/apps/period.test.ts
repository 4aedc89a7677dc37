import { expect, it } from 'vitest'
import { lastDays } from './period.ts'

it('counts the vendors’ days, today among them', () => {
  // 20:00 in UTC is the next morning in China.
  const now = Date.parse('2026-11-20T20:00:00Z')
  expect(lastDays(1, now)).toEqual({ from: '2026-11-21', to: '2026-11-21' })
  expect(lastDays(30, now)).toEqual({ from: '2026-10-23', to: '2026-11-21' })
})

import { expect, test } from 'vitest'
import { modesOf, parseQualityPlace, periodOf } from './place.ts'

test('what is not understood is left out', () => {
  const good = { days: '90', mode: 'sandbox', provider: 'ctyun', permille: '5', together: 'true' }
  expect(parseQualityPlace(good)).toEqual({ days: 90, mode: 'sandbox', provider: 'ctyun', permille: 5, together: true })
  expect(parseQualityPlace({ days: '31', mode: 'x', provider: ['a'], permille: '0', together: '1' })).toEqual({})
})

test('a period is days of the vendors, today included; modes are apart unless asked', () => {
  expect(periodOf(Date.parse('2026-11-21T17:00:00Z'), 30)).toEqual({ from: '2026-10-24', to: '2026-11-22' })
  expect(modesOf({})).toEqual(['live'])
  expect(modesOf({ mode: 'local', together: true })).toEqual(['live', 'sandbox', 'local'])
})

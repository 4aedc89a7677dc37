import { expect, it } from 'vitest'
import { parseAppPlace, parseAppsPlace } from './place.ts'

it('takes from an address what it understands and leaves the rest out', () => {
  expect(parseAppsPlace({ page: '2' })).toEqual({ page: 2 })
  for (const page of ['0', '-1', 'two', '1.5', undefined, ['1', '2']])
    expect(parseAppsPlace({ page })).toEqual({ page: undefined })
  expect(parseAppPlace({ tab: 'rules', choose: 'true', days: '90', mode: 'sandbox' })).toEqual({
    tab: 'rules',
    choose: true,
    days: 90,
    mode: 'sandbox',
  })
  const nothing = { tab: undefined, choose: undefined, days: undefined, mode: undefined }
  expect(parseAppPlace({ tab: '<b>', choose: 'yes', days: '31', mode: 'both' })).toEqual(nothing)
})

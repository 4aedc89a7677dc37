import { expect, it } from 'vitest'
import { startOfVendorDay, vendorDay, vendorMonth, vendorStamp, yearsLater } from './vendor-time.ts'

it("a month and a day are the vendor's: they begin at 16:00 UTC of the day before", () => {
  expect(vendorMonth(new Date('2026-10-31T15:59:59.999Z'))).toBe('2026-10')
  expect(vendorMonth(new Date('2026-10-31T16:00:00.000Z'))).toBe('2026-11')
  expect(vendorDay(new Date('2026-12-31T16:00:00.000Z'))).toBe('2027-01-01')
  expect(startOfVendorDay('2026-11-01').toISOString()).toBe('2026-10-31T16:00:00.000Z')
})

it('an order number begins with the second of the order', () => {
  expect(vendorStamp(new Date('2024-12-02T02:10:10.546Z'))).toBe('20241202101010')
})

it('a year is the same second of the next year', () => {
  // The document's example, in the vendor's time.
  expect(yearsLater(new Date('2023-11-14T11:19:28+08:00'), 1)).toEqual(new Date('2024-11-14T11:19:28+08:00'))
  expect(yearsLater(new Date('2024-02-29T00:00:00+08:00'), 1)).toEqual(new Date('2025-02-28T00:00:00+08:00'))
})

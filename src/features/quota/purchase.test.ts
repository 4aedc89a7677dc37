import { expect, test } from 'vitest'
import type { Offer } from '../../api/packages.ts'
import { linesOf, localNow, momentOf, quantitiesOf, quantityOf, totalOf } from './purchase.ts'

const size = (id: string, price: number) => ({ id, units: 1000, price, listPrice: null, firstOrderPrice: null })
const offer = { sizes: [size('small', 450_00), size('large', 3200_00)] } as unknown as Offer

test('a quantity is a whole number up to a thousand', () => {
  expect(['', ' 3 ', '1000', '1001', '-1', '1.5', 'two'].map(quantityOf)).toEqual([0, 3, 1000, null, null, null, null])
})

test('lines and total are those of the sizes that are wanted', () => {
  const quantities = { large: 2, small: 0, gone: 5 }
  expect(linesOf(offer, quantities)).toEqual([{ size: 'large', quantity: 2 }])
  expect(totalOf(offer, quantities)).toBe(6400_00)
  expect(quantitiesOf({ lines: [{ size: 'large', quantity: 2, price: 1 }] })).toEqual({ large: 2 })
})

test('a moment that was typed is that of the time zone of the browser', () => {
  const now = new Date('2026-03-01T10:20:30Z')
  expect(momentOf(localNow(now))).toBe('2026-03-01T10:20:00.000Z')
  expect([momentOf(''), momentOf('x')]).toEqual([undefined, undefined])
})

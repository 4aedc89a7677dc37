import { expect, test } from 'vitest'
import type { Offer } from '../../api/packages.ts'
import { fitsSearch } from './order-search.ts'

const offers = [
  { provider: 'ctyun', sizes: [{ id: 'plate-10k' }], capabilities: [{ id: 'ctyun.ocr.plate' }] },
  { provider: 'other', sizes: [{ id: 'plate-10k' }], capabilities: [{ id: 'other.thing' }] },
] as unknown as Offer[]
const order = {
  id: '20261121113000123456',
  provider: 'ctyun',
  lines: [{ size: 'plate-10k', quantity: 1, price: 100 }],
}
const nameOf = (_: string, capability: string) => (capability === 'ctyun.ocr.plate' ? '车牌识别 Plates' : capability)

test.each([
  ['车牌', true],
  ['PLATES', true],
  ['ocr.plate', true],
  ['0001234', true],
  ['', true],
  [undefined, true],
  ['thing', false],
  ['身份证', false],
])('orders are found by the product’s name: %s', (search, found) => {
  expect(fitsSearch(order, search, { offers, nameOf })).toBe(found)
})

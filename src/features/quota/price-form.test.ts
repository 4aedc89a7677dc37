import { expect, test } from 'vitest'
import { parsePrices, typedOf, yuanOfHundredths } from './price-form.ts'

const typed = {
  tiers: [
    { upTo: '10000', yuan: '0.0825' },
    { upTo: '', yuan: '0.05' },
  ],
  sizes: [{ calls: '1000', yuan: '83.29' }],
  validityYears: '1',
}
const entry = {
  tiers: [
    { upTo: 10_000, price: 825 },
    { upTo: null, price: 500 },
  ],
  sizes: [{ calls: 1000, price: 8329 }],
  validityYears: 1,
}

test('yuan become hundredths of a fen and fen without a rounding', () => {
  expect(parsePrices(typed)).toEqual(entry)
  expect(parsePrices({ ...typed, tiers: [{ upTo: '', yuan: '0.29' }], sizes: [] })?.tiers).toEqual([
    { upTo: null, price: 2900 },
  ])
  expect([825, 500, 10_000, 0].map(yuanOfHundredths)).toEqual(['0.0825', '0.05', '1.00', '0.00'])
})

test('what was entered comes back as it was typed, and empty rows are none', () => {
  expect(parsePrices(typedOf(entry))).toEqual(entry)
  expect(parsePrices(typedOf())).toEqual({ tiers: [], sizes: [], validityYears: 1 })
})

test.each([
  ['a price that is no number', { ...typed, tiers: [{ upTo: '', yuan: 'x' }] }],
  ['a fifth digit', { ...typed, tiers: [{ upTo: '', yuan: '0.00825' }] }],
  ['a last tier that ends', { ...typed, tiers: [{ upTo: '10', yuan: '1' }] }],
  ['tiers that do not rise', { ...typed, tiers: [typed.tiers[0]!, { upTo: '9', yuan: '1' }, typed.tiers[1]!] }],
  ['the same size twice', { ...typed, sizes: [typed.sizes[0]!, typed.sizes[0]!] }],
  ['a size without a price', { ...typed, sizes: [{ calls: '10', yuan: '' }] }],
  ['no validity', { ...typed, validityYears: '' }],
])('%s is not understood', (_, wrong) => expect(parsePrices(wrong)).toBeNull())

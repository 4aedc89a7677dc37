import { expect, test } from 'vitest'
import type { Offer, Package } from '../../api/packages.ts'
import { parseQuotaPlace } from './place.ts'
import { callsOf, filterPools, poolsOf } from './pools.ts'

const aPackage = (more: Partial<Package>): Package => ({
  id: 'p',
  provider: 'ctyun',
  mode: 'sandbox',
  pool: 'plate',
  unit: 'call',
  capabilities: ['plate'],
  origin: 'order',
  orderId: '1',
  size: 'plate.10',
  state: 'in-use',
  units: 10,
  used: 3,
  reserved: 1,
  left: 6,
  price: 1,
  validFrom: '2026-01-01T00:00:00Z',
  validUntil: '2027-01-01T00:00:00Z',
  createdAt: '2026-01-01T00:00:00Z',
  ...more,
})

const anOffer = (more: Partial<Offer>): Offer => ({
  provider: 'ctyun',
  mode: 'sandbox',
  pool: 'plate',
  unit: 'call',
  status: 'commercial',
  source: 'vendor',
  capabilities: [{ id: 'plate', unitsPerCall: 1, tiers: [], policy: 'vendor' }],
  sizes: [{ id: 'plate.10', units: 10, price: 1, listPrice: null, firstOrderPrice: null }],
  validityYears: 1,
  afterwards: 'block',
  note: null,
  ...more,
})

const statesOf = (packages: Package[], offers: Offer[]) => poolsOf(packages, offers).map(({ state }) => state)

test('a pool stands as its packages stand together', () => {
  const offers = [anOffer({})]
  expect(statesOf([], offers)).toEqual(['not-bought'])
  expect(statesOf([aPackage({ state: 'refunded' })], offers)).toEqual(['not-bought'])
  expect(statesOf([aPackage({ state: 'used-up' }), aPackage({ state: 'waiting' })], offers)).toEqual(['waiting'])
  expect(statesOf([aPackage({ state: 'used-up' }), aPackage({})], offers)).toEqual(['in-use'])
  expect(statesOf([aPackage({ state: 'used-up' }), aPackage({ state: 'expired' })], offers)).toEqual(['used-up'])
  expect(statesOf([aPackage({ state: 'expired' })], offers)).toEqual(['expired'])
  expect(statesOf([], [anOffer({ status: 'limited-free' })])).toEqual(['limited-free'])
  expect(statesOf([], [anOffer({ sizes: [] })])).toEqual(['pay-as-you-go'])
})

test('what is left is that of the packages that can still be used', () => {
  const packages = [aPackage({ state: 'expired', left: 100 }), aPackage({}), aPackage({ state: 'waiting', left: 10 })]
  expect(poolsOf(packages, [])[0]!.left).toBe(16)
})

test('sandbox and live are apart, also while the provider is in the other mode', () => {
  const pools = poolsOf([aPackage({}), aPackage({ mode: 'live', state: 'used-up' })], [anOffer({})])
  expect(pools.map(({ mode, state, offer }) => [mode, state, offer !== null])).toEqual([
    ['sandbox', 'in-use', true],
    ['live', 'used-up', false],
  ])
  expect(filterPools(pools, { mode: 'live' })).toHaveLength(1)
  expect(filterPools(pools, { state: 'in-use', provider: 'ctyun' })).toHaveLength(1)
  expect(filterPools(pools, { provider: 'other' })).toEqual([])
})

test('a package of points gives whole calls only', () => {
  expect(callsOf(100_000, 218)).toBe(458)
})

test('what an URL says that is not understood is left out', () => {
  expect(parseQuotaPlace({ view: 'orders', order: 20_241, mode: 'local', state: 'x', provider: '' })).toEqual({
    view: 'orders',
    order: '20241',
  })
})

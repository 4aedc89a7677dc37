import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { PriceBookEntry } from '../contract/prices.ts'
import { openTestDatabase, type TestDatabase } from '../db/testing.ts'
import { reserve, settle } from './ledger.ts'
import { enterPrice, listPriceBook, readPrices, removePrice } from './price-book.ts'
import { readLedger } from './read-ledger.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
beforeEach(() => database.clear())
afterAll(() => database.close())

const now = new Date('2026-03-01T00:00:00Z')
const by = { name: 'Ada Operator' }
const passport: PriceBookEntry = {
  provider: 'huawei-ocr',
  capability: 'huawei.ocr.passport',
  tiers: [
    { upTo: 2, price: 1200 },
    { upTo: null, price: 350 },
  ],
  sizes: [
    { calls: 10_000, price: 80_000 },
    { calls: 1000, price: 9900 },
  ],
  validityYears: 2,
}

test('what was entered is what it costs: tiers, packages in their order, validity', async () => {
  await enterPrice(database.db, passport, { by, now })
  const prices = await readPrices(database.db)
  expect(prices.priceOf('huawei-ocr', 'huawei.ocr.passport')).toMatchObject({
    status: 'commercial',
    tiers: passport.tiers,
  })
  expect(prices.poolsOf('huawei-ocr')).toMatchObject([{ id: 'huawei.ocr.passport', unit: 'call', validityYears: 2 }])
  expect(prices.poolNamed('huawei-ocr', 'huawei.ocr.passport').sizes.map(({ id, price }) => [id, price])).toEqual([
    ['huawei.ocr.passport.1000', 9900],
    ['huawei.ocr.passport.10000', 80_000],
  ])
  expect(prices.priceOf('huawei-ocr', 'huawei.ocr.bankcard').status).toBe('unpriced')
  expect((await listPriceBook(database.db)).items).toMatchObject([{ ...passport, changedByName: 'Ada Operator' }])
})

test('calls are charged by it from then on, and no more once it is taken out', async () => {
  await enterPrice(database.db, passport, { by, now })
  const call = async (callId: string) => {
    const prices = await readPrices(database.db)
    const metered = {
      callId,
      provider: 'huawei-ocr',
      capability: 'huawei.ocr.passport',
      mode: 'live',
      appId: 'console',
    } as const
    await reserve(database.db, { ...metered, bytes: 1 }, { policy: 'vendor', now, prices })
    await settle(database.db, callId, { outcome: 'succeeded', durationMs: 1, code: null }, now, prices)
  }
  for (const id of ['one', 'two', 'three', 'four']) await call(id)
  await removePrice(database.db, 'huawei-ocr', 'huawei.ocr.passport')
  await call('five')
  const { items } = await readLedger(database.db, { limit: 10 })
  // 12 fen twice, then 3.5 fen twice, whose halves add up to seven.
  expect(items.map(({ fen }) => fen).toReversed()).toEqual([12, 12, 4, 3, 0])
})

test("a vendor's own list is not overruled", async () => {
  const entry = { ...passport, provider: 'ctyun', capability: 'ctyun.ocr.plate' }
  await expect(enterPrice(database.db, entry, { by, now })).rejects.toMatchObject({ problem: { code: 'price-listed' } })
})

test('several pictures of one request are as many calls, as far as the provider counted them', async () => {
  const { db } = database
  const metered = {
    provider: 'ctyun',
    capability: 'ctyun.ocr.plate',
    mode: 'sandbox',
    appId: 'console',
    bytes: 1,
  } as const
  const ended = async (callId: string, end: Partial<Parameters<typeof settle>[2]>) => {
    await reserve(db, { ...metered, callId, images: 5 }, { policy: 'vendor', now })
    await settle(db, callId, { outcome: 'succeeded', durationMs: 1, code: null, ...end }, now)
  }
  await ended('all', {})
  await ended('some', { counted: 3 })
  await ended('refused whole', { outcome: 'failed', counted: 1 })
  await ended('cut off', { outcome: 'network-error' })
  const { items } = await readLedger(db, { limit: 10 })
  expect(items.map(({ calls }) => calls).toReversed()).toEqual([5, 3, 1, 0])
})

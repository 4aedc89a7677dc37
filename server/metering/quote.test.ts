import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../db/testing.ts'
import { ledger, usageMonths } from '../db/schema.ts'
import { reserve, settle } from './ledger.ts'
import { grantPackage } from './packages.ts'
import { poolOf, priceOf } from './prices/index.ts'
import { quote, type QuoteSnapshot } from './quote.ts'
import { readQuoteSnapshot } from './read-quote.ts'

const snapshot = (provider: string, capability: string, given: Partial<QuoteSnapshot> = {}): QuoteSnapshot => ({
  mode: 'live',
  price: priceOf(provider, capability),
  ...poolOf(provider, capability),
  policy: 'vendor',
  left: [],
  lack: 'not-bought',
  month: { calls: 0, seconds: 0, hundredths: 0 },
  ...given,
})
const aliyun = (given: Partial<QuoteSnapshot> = {}) => snapshot('aliyun-viapi', 'RecognizeIdentityCard', given)
const ctyun = (given: Partial<QuoteSnapshot> = {}) => snapshot('ctyun', 'ctyun.ocr.idcard', given)

describe('a price before the call', () => {
  it.each([
    ['read here', aliyun({ mode: 'local' }), 5, { free: 5, freeBecause: 'local', fen: 0 }],
    ['limited-free', snapshot('ctyun', 'ctyun.ocr.business-license'), 2, { free: 2, freeBecause: 'limited-free' }],
    ['in public beta', snapshot('aliyun-viapi', 'RecognizeTrainTicket'), 2, { free: 2, freeBecause: 'free-beta' }],
    ['a package has it', ctyun({ left: [10] }), 10, { prepaid: 10, lack: null, fen: 0 }],
    ['two packages have it', ctyun({ left: [4, 6] }), 10, { prepaid: 10, lack: null }],
    ['the packages end on the way', ctyun({ left: [4] }), 10, { prepaid: 4, blocked: 6, lack: 'used-up' }],
    ['used up at CTyun', ctyun({ left: [0], lack: 'used-up' }), 1, { blocked: 1, lack: 'used-up' }],
    ['expired at CTyun', ctyun({ lack: 'expired' }), 1, { blocked: 1, lack: 'expired' }],
    ['never bought: nobody knows its price', ctyun(), 1, { unpriced: 1, blocked: 0, lack: 'not-bought' }],
    ['never bought, to stop there', ctyun({ policy: 'block' }), 1, { blocked: 1, lack: 'not-bought' }],
    ['on without a package', ctyun({ policy: 'pay-as-you-go', lack: 'used-up' }), 1, { unpriced: 1, blocked: 0 }],
    ['pay-as-you-go', aliyun(), 1, { paid: 1, fen: 8, hundredths: 825 }],
    ['exact over many', aliyun(), 4, { paid: 4, fen: 33, hundredths: 3300 }],
    ['points, then money', aliyun({ left: [350], lack: 'used-up' }), 5, { prepaid: 3, paid: 2, hundredths: 1650 }],
    ['to stop at the end of points', aliyun({ left: [350], policy: 'block' }), 5, { prepaid: 3, blocked: 2, fen: 0 }],
    ['no price in the list', snapshot('huawei-ocr', 'huawei.ocr.passport'), 3, { unpriced: 3, fen: 0 }],
  ])('%s', (_, state, calls, expected) => {
    const found = quote(state, { calls })
    expect(found).toMatchObject(expected)
    const { prepaid, free, paid, unpriced, blocked } = found
    expect(prepaid + free + paid + unpriced + blocked).toBe(calls)
  })

  it('goes over the bound of a tier call by call', () => {
    const before = 9_999
    const month = { calls: before, seconds: 0, hundredths: before * 825 }
    expect(quote(aliyun({ month }), { calls: 3 }).hundredths).toBe(825 + 2 * 495)
  })

  it('gives a video the free seconds of the month, then the price of its class', () => {
    const video = snapshot('aliyun-viapi', 'RecognizeVideoCharacter')
    expect(quote(video, { calls: 1, video: { seconds: 300, class: 'HD' } })).toMatchObject({
      free: 1,
      freeBecause: 'free-seconds',
    })
    expect(quote(video, { calls: 2, video: { seconds: 200, class: 'HD' } })).toMatchObject({
      paid: 2,
      hundredths: 100 * 150,
      fen: 150,
    })
  })

  it('takes no call from two packages', () => {
    const invoice = snapshot('aliyun-viapi', 'RecognizeVATInvoice', { left: [300, 300], lack: 'used-up' })
    expect(quote(invoice, { calls: 3 })).toMatchObject({ prepaid: 2, paid: 1, hundredths: 2250 })
  })
})

describe('the ledger charges what was quoted', () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await openTestDatabase()
  })
  afterAll(() => database.close())
  beforeEach(() => database.clear())
  const now = new Date('2026-11-21T04:00:00Z')
  const capability = { provider: 'aliyun-viapi', capability: 'RecognizeIdentityCard', mode: 'sandbox' } as const

  it.each([1, 3, 7, 12])('for %i calls of which a package has five', async (calls) => {
    const { db } = database
    await grantPackage(
      db,
      { ...capability, calls: 5, validDays: 1 },
      { mode: 'sandbox', by: { id: 'administrator' }, now },
    )
    await db.insert(usageMonths).values({
      ...capability,
      month: '2026-11',
      calls: 9_998,
      seconds: 0,
      hundredths: 9_998 * 825,
    })
    const before = quote(await readQuoteSnapshot(db, capability, now), { calls })
    for (let count = 0; count < calls; count += 1) {
      const callId = randomUUID()
      await reserve(db, { ...capability, callId, appId: 'console', bytes: 1 }, { policy: 'vendor', now })
      await settle(db, callId, { outcome: 'succeeded', durationMs: 1, code: null }, now)
    }
    const entries = (await db.select().from(ledger)).filter(({ kind }) => kind === 'call')
    expect(entries.filter(({ packageId }) => packageId !== null)).toHaveLength(before.prepaid)
    expect(entries.reduce((sum, { fen }) => sum + fen, 0)).toBe(before.fen)
    const [month] = await db.select().from(usageMonths)
    expect(month!.hundredths - 9_998 * 825).toBe(before.hundredths)
  })
})

import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { webhookEventSchema } from '../contract/warnings.ts'
import { packages, quotaWarnings, webhookDeliveries } from '../db/schema.ts'
import { openTestDatabase, type TestDatabase } from '../db/testing.ts'
import { addWebhook } from '../webhooks/webhooks.ts'
import { levelsReached } from './fillings.ts'
import { reserve, settle } from './ledger.ts'
import { writePolicies } from './metering.ts'
import { grantPackage } from './packages.ts'
import { noteSeen, unseenEnd } from './warnings-seen.ts'
import { listWarnings, raiseWarnings } from './warnings.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())
beforeEach(() => database.clear())

const now = new Date('2026-11-21T04:00:00Z')
const dayMs = 24 * 60 * 60 * 1000
const idCard = { provider: 'ctyun', capability: 'ctyun.ocr.idcard', mode: 'sandbox' } as const
const by = { id: 'administrator' }
const grant = (calls: number, validDays = 30) =>
  grantPackage(database.db, { ...idCard, calls, validDays }, { mode: 'sandbox', by, now })
const use = async (calls: number) => {
  for (let count = 0; count < calls; count += 1) {
    const callId = randomUUID()
    await reserve(database.db, { ...idCard, callId, appId: 'console', bytes: 1 }, { policy: 'vendor', now })
    await settle(database.db, callId, { outcome: 'succeeded', durationMs: 1, code: null }, now)
  }
}
const look = () => raiseWarnings(database.db, now)
const levels = async () => (await database.db.select().from(quotaWarnings)).map(({ level }) => level)
const shown = async (user = 'ada', at = now) => listWarnings(database.db, user, at)

it.each([
  [100, 21, []],
  [100, 20, [80]],
  [1000, 51, [80]],
  [1000, 50, [80, 95]],
  [3, 1, []],
  [3, 0, [80, 95, 100]],
  // Half a point pays for no call of a point.
  [100_000, 50, [80, 95, 100]],
])('%i units of which %i are left', (units, left, expected) => {
  expect(levelsReached(units, left, units === 100_000 ? 100 : 1)).toEqual(expected)
})

describe('a level is raised once for each filling', () => {
  it('at 80, 95 and 100 %, however often somebody looks', async () => {
    await grant(20)
    await use(15)
    expect(await look()).toBe(0)
    await use(1)
    expect(await look()).toBe(1)
    expect(await look()).toBe(0)
    await use(3)
    expect(await look()).toBe(1)
    await use(1)
    expect(await look()).toBe(1)
    expect(await look()).toBe(0)
    expect(await levels()).toEqual([80, 95, 100])
    expect(await shown()).toMatchObject([
      { level: 100, units: 20, left: 0, reason: 'used-up', blocked: ['ctyun.ocr.idcard'], goesOn: [], seen: false },
    ])
  })

  it('a new package begins anew, with what was left beside it', async () => {
    await grant(10)
    await use(9)
    expect(await look()).toBe(1)
    await grant(9)
    await look()
    await use(2)
    await look()
    expect(await shown()).toEqual([])
    await use(6)
    expect(await look()).toBe(1)
    expect(await shown()).toMatchObject([{ level: 80, units: 10, left: 2 }])
  })

  it('a package that expires is at its end', async () => {
    await grant(10, 1)
    await use(1)
    await look()
    const tomorrow = new Date(now.getTime() + dayMs)
    expect(await raiseWarnings(database.db, tomorrow)).toBe(3)
    expect(await shown('ada', tomorrow)).toMatchObject([{ level: 100, reason: 'expired', left: 0 }])
  })

  it('a package that was given back is none', async () => {
    const { id } = await grant(10)
    await use(10)
    await database.db.update(packages).set({ refundedAt: now }).where(eq(packages.id, id))
    expect(await look()).toBe(0)
    expect(await shown()).toEqual([])
  })
})

it('each person puts a warning away for themselves, until the next level', async () => {
  await grant(20)
  await use(16)
  await look()
  const [first] = await shown()
  expect(await noteSeen(database.db, first!.id, 'ada', now)).toBe(true)
  expect(await noteSeen(database.db, first!.id, 'ada', now)).toBe(true)
  expect((await shown('ada'))[0]!.seen).toBe(true)
  expect((await shown('grace'))[0]!.seen).toBe(false)
  await use(3)
  await look()
  expect((await shown('ada'))[0]).toMatchObject({ level: 95, seen: false })
  expect(await noteSeen(database.db, 'nothing-80', 'ada', now)).toBe(false)
  expect(await noteSeen(database.db, `${first!.id}7`, 'ada', now)).toBe(false)
})

it('going on at a price needs that the end was seen, by each person and for each filling', async () => {
  const pool = { provider: 'ctyun', mode: 'sandbox', pool: 'ctyun.ocr.idcard' } as const
  expect(await unseenEnd(database.db, pool, 'ada', now)).toBeNull()
  await grant(2)
  const id = await unseenEnd(database.db, pool, 'ada', now)
  await noteSeen(database.db, id!, 'ada', now)
  expect(await unseenEnd(database.db, pool, 'ada', now)).toBeNull()
  expect(await unseenEnd(database.db, pool, 'grace', now)).toBe(id)
  await grant(2)
  expect(await unseenEnd(database.db, pool, 'ada', now)).not.toBe(id)
})

it('the policy says what becomes of the calls', async () => {
  await grant(1)
  await use(1)
  await writePolicies(database.db, { 'ctyun/ctyun.ocr.idcard': 'pay-as-you-go' })
  await look()
  expect(await shown()).toMatchObject([{ goesOn: ['ctyun.ocr.idcard'], appsStop: [], blocked: [] }])
})

it('every webhook is to be told of each level once; what it is told names no person', async () => {
  const { webhook } = await addWebhook(database.db, 'http://127.0.0.1:9/hook', { by, now })
  await addWebhook(database.db, 'https://console.example/hook', { by, now })
  await grant(20)
  await use(16)
  await Promise.all([look(), look(), look()])
  await use(4)
  await look()
  const rows = await database.db.select().from(webhookDeliveries)
  expect(rows).toHaveLength(6)
  const own = rows.filter(({ webhookId }) => webhookId === webhook.id)
  const events = own.map(({ body }) => webhookEventSchema.strict().parse(JSON.parse(body)))
  expect(new Set(events.map(({ data }) => data?.level))).toEqual(new Set([80, 95, 100]))
  expect(new Set(rows.map(({ id }) => id)).size).toBe(6)
  expect(events[0]!.data).toMatchObject({ provider: 'ctyun', mode: 'sandbox', units: 20, left: 4 })
})

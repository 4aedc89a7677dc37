import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Forecast } from '../contract/forecast.ts'
import { usageDays } from '../db/schema.ts'
import { openTestDatabase, type TestDatabase } from '../db/testing.ts'
import { durationClasses } from '../metering/durations.ts'
import { grantPackage } from '../metering/packages.ts'
import { vendorDay } from '../metering/vendor-time.ts'
import { createTestApp } from './testing.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
beforeEach(() => database.clear())
afterAll(() => database.close())

const dayMs = 24 * 60 * 60 * 1000
const by = { id: 'administrator' }

async function used(capability: string, calls: number, daysAgo: number, now: Date) {
  await database.db.insert(usageDays).values({
    day: vendorDay(new Date(now.getTime() - daysAgo * dayMs)),
    provider: 'aliyun-viapi',
    capability,
    mode: 'sandbox',
    appId: 'console',
    outcome: 'succeeded',
    requests: calls,
    calls,
    units: 0,
    fen: 0,
    bytes: 0,
    durationMs: 0,
    durations: Array.from({ length: durationClasses }, () => 0),
  })
}

test('a pool is forecast by all capabilities that draw on it, in its own units', async () => {
  const { request, clock, signIn } = createTestApp(database.db)
  const now = clock.now
  const ask = async () => {
    const answer = await request('/api/v1/packages/forecast')
    expect(answer.status).toBe(200)
    return ((await answer.json()) as { items: Forecast[] }).items
  }
  expect(await ask()).toEqual([])
  await grantPackage(
    database.db,
    { provider: 'aliyun-viapi', capability: 'RecognizeIdentityCard', calls: 1000, validDays: 300 },
    { mode: 'sandbox', by, now: new Date(now.getTime() - 40 * dayMs) },
  )
  // Forty days without a call: nobody knows what will come, but it has been long enough to say that nothing did.
  expect(await ask()).toMatchObject([{ state: 'unused', historyDays: 28, perDay: 0 }])
  for (let day = 1; day <= 3; day += 1) await used('RecognizeIdentityCard', 20, day, now)
  expect(await ask()).toMatchObject([{ state: 'not-enough-history', historyDays: 3, runsOut: null }])
  for (let day = 4; day <= 30; day += 1) await used('RecognizeIdentityCard', 20, day, now)
  for (let day = 1; day <= 28; day += 1) await used('RecognizeVINCode', 50, day, now)
  // 20 calls of one point and 50 of 0.4 points a day; today's are no whole day.
  await used('RecognizeIdentityCard', 900, 0, now)
  const [found] = await ask()
  expect(found).toMatchObject({ state: 'runs-out', historyDays: 28, perDay: 4000, unit: 'point-hundredth' })
  const days = (Date.parse(found!.runsOut!.likely) - now.getTime()) / dayMs
  expect(days).toBeGreaterThan(22)
  expect(days).toBeLessThan(27)
  const { headers } = await signIn('reviewer')
  expect((await request('/api/v1/packages/forecast', { headers })).status).toBe(403)
})

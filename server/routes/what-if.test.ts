import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { WhatIf } from '../contract/what-if.ts'
import { usageDays } from '../db/schema.ts'
import { openTestDatabase, type TestDatabase } from '../db/testing.ts'
import { durationClasses } from '../metering/durations.ts'
import { vendorDay } from '../metering/vendor-time.ts'
import type { Provider } from '../providers/provider.ts'
import { createProviderRegistry } from '../providers/registry.ts'
import { createTestApp } from './testing.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
beforeEach(() => database.clear())
afterAll(() => database.close())

const provider = (id: string, mode: string, capability: string) =>
  ({
    id,
    label: { en: id, zh: id },
    mode,
    capabilities: [{ id: capability, kinds: ['id-card-front'] }],
    status: () => ({ ready: true }),
  }) as unknown as Provider

test('the calls of a period at each provider’s prices, of one mode', async () => {
  const { request, clock, signIn } = createTestApp(database.db, {
    providers: createProviderRegistry([
      provider('local', 'local', 'id-card-front'),
      provider('aliyun-viapi', 'sandbox', 'RecognizeIdentityCard'),
      provider('ctyun', 'sandbox', 'ctyun.ocr.idcard'),
    ]),
  })
  const day = vendorDay(clock.now)
  await database.db.insert(usageDays).values(
    (['sandbox', 'live'] as const).map((mode) => ({
      day,
      provider: 'ctyun',
      capability: 'ctyun.ocr.idcard',
      mode,
      appId: 'console',
      outcome: 'succeeded' as const,
      requests: mode === 'live' ? 7 : 100,
      calls: mode === 'live' ? 7 : 100,
      units: 0,
      fen: 3,
      bytes: 0,
      durationMs: 0,
      durations: Array.from({ length: durationClasses }, () => 0),
    })),
  )
  const answer = await request('/api/v1/usage/what-if?mode=sandbox')
  expect(answer.status).toBe(200)
  const { requests, fen, providers } = (await answer.json()) as WhatIf
  expect([requests, fen]).toEqual([100, 3])
  expect(providers.map((each) => [each.provider, each.cheapest, each.way])).toEqual([
    ['local', 0, 'free'],
    ['aliyun-viapi', 825, 'pay-as-you-go'],
    ['ctyun', 135_000, 'packages'],
  ])
  const before = await request('/api/v1/usage/what-if?mode=sandbox&from=2020-01-01&to=2020-01-31')
  expect(((await before.json()) as WhatIf).requests).toBe(0)
  const { headers } = await signIn('reviewer')
  expect((await request('/api/v1/usage/what-if', { headers })).status).toBe(403)
})

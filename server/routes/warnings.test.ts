import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { PriceQuote } from '../contract/price-quote.ts'
import type { QuotaWarning } from '../contract/warnings.ts'
import { openTestDatabase, type TestDatabase } from '../db/testing.ts'
import { reserve, settle } from '../metering/ledger.ts'
import { createQuotaWatch } from '../metering/quota-watch.ts'
import type { Provider } from '../providers/provider.ts'
import { createProviderRegistry } from '../providers/registry.ts'
import { createTestApp } from './testing.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
beforeEach(() => database.clear())
afterAll(() => database.close())

const aliyun = {
  id: 'aliyun-viapi',
  label: { en: 'Aliyun', zh: '阿里云' },
  mode: 'sandbox',
  capabilities: [{ id: 'RecognizeBankCard' }],
  status: () => ({ ready: true }),
} as unknown as Provider

function start() {
  const { db } = database
  const raised = { times: 0 }
  const options = { clock: () => app.clock.now, onRaised: () => (raised.times += 1), log: () => {} }
  const quotaWatch = createQuotaWatch({ db, ...options })
  const app = createTestApp(db, { providers: createProviderRegistry([aliyun]), quotaWatch })
  return { ...app, quotaWatch, raised }
}
const call = async (callId: string, now: Date) => {
  const metered = { provider: 'aliyun-viapi', capability: 'RecognizeBankCard', mode: 'sandbox' } as const
  await reserve(database.db, { ...metered, callId, appId: 'console', bytes: 5 }, { policy: 'vendor', now })
  await settle(database.db, callId, { outcome: 'succeeded', durationMs: 80, code: null }, now)
}

test('what goes on at a price has to be seen, once by each', async () => {
  const { request, post, signIn, clock, quotaWatch, raised } = start()
  const { headers } = await signIn('reviewer')
  const json = async <Body>(answer: Response | Promise<Response>) => (await (await answer).json()) as Body
  const warnings = async (as: Record<string, string>) =>
    (await json<{ items: QuotaWarning[] }>(request('/api/v1/warnings', { headers: as }))).items
  const price = () =>
    json<PriceQuote>(request('/api/v1/prices?provider=aliyun-viapi&capability=RecognizeBankCard', { headers }))

  expect((await price()).unseenWarning).toBeNull()
  await post('/api/v1/packages', { provider: 'aliyun-viapi', capability: 'RecognizeBankCard', calls: 5, validDays: 9 })
  for (const id of ['1', '2', '3', '4']) await call(id, clock.now)
  await quotaWatch.check()
  expect(raised.times).toBe(1)
  // A reviewer hears of it only when it concerns their next call.
  expect(await warnings(headers)).toEqual([])
  expect(await warnings({})).toMatchObject([{ level: 80, left: 100 }])
  expect(await price()).toMatchObject({ prepaid: 1, unseenWarning: null })

  await call('5', clock.now)
  await quotaWatch.check()
  const all = expect.arrayContaining(['RecognizeBankCard']) as unknown
  expect(await warnings(headers)).toMatchObject([{ level: 100, goesOn: all, appsStop: all }])
  const { unseenWarning, paid } = await price()
  expect(paid).toBe(1)
  expect(unseenWarning).toBe((await warnings(headers))[0]!.id)
  const seen = await request(`/api/v1/warnings/${unseenWarning}/seen`, { method: 'POST', headers })
  expect(seen.status).toBe(204)
  expect((await price()).unseenWarning).toBeNull()
  expect((await warnings(headers))[0]!.seen).toBe(true)
  expect((await warnings({}))[0]!.seen).toBe(false)
  await quotaWatch.stop()
})

test('nothing is seen that is not there', async () => {
  const { request } = start()
  expect((await request('/api/v1/warnings/none-80/seen', { method: 'POST' })).status).toBe(404)
})

test('webhooks are the administrator’s, and their secret is shown once', async () => {
  const { post, request, signIn } = start()
  const { headers } = await signIn('demonstrator')
  expect((await post('/api/v1/webhooks', { url: 'https://hook.example/' }, headers)).status).toBe(403)
  expect((await request('/api/v1/webhooks', { headers })).status).toBe(403)
  const refused = await post('/api/v1/webhooks', { url: 'http://169.254.169.254/' })
  expect(refused.status).toBe(422)
  expect(await refused.json()).toMatchObject({ code: 'webhook-address-refused' })
  const added = await post('/api/v1/webhooks', { url: 'https://hook.example/in' })
  expect(added.status).toBe(201)
  const { webhook, secret } = (await added.json()) as { webhook: { id: string }; secret: string }
  expect(secret).toMatch(/^whsec_[\w-]{43}$/u)
  const listed = await (await request('/api/v1/webhooks')).text()
  expect(listed).toContain('https://hook.example/in')
  expect(listed).not.toContain(secret)
  const path = `/api/v1/webhooks/${webhook.id}`
  expect(await (await request(`${path}/test`, { method: 'POST' })).json()).toMatchObject({ event: 'test', attempts: 0 })
  expect((await request(path, { method: 'DELETE' })).status).toBe(204)
  expect((await request(path, { method: 'DELETE' })).status).toBe(404)
})

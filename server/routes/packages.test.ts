import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Package, Usage } from '../contract/metering.ts'
import type { Offer } from '../contract/prices.ts'
import { openTestDatabase, type TestDatabase } from '../db/testing.ts'
import { reserve, settle } from '../metering/ledger.ts'
import { createProviderRegistry } from '../providers/registry.ts'
import type { Provider } from '../providers/provider.ts'
import { createTestApp } from './testing.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
beforeEach(() => database.clear())
afterAll(() => database.close())

const ctyun = {
  id: 'ctyun',
  label: { en: 'CTyun', zh: '天翼云' },
  mode: 'sandbox',
  capabilities: [{ id: 'ctyun.ocr.idcard' }],
  status: () => ({ ready: true }),
} as unknown as Provider

const start = () => createTestApp(database.db, { providers: createProviderRegistry([ctyun]) })
const read = async <Body>(response: Response | Promise<Response>, status = 200): Promise<Body> => {
  const answer = await response
  expect(answer.status).toBe(status)
  return (await answer.json()) as Body
}

describe('packages', () => {
  test('a grant is there at once, and a call takes from it', async () => {
    const { request, post, clock } = start()
    const grant = { provider: 'ctyun', capability: 'ctyun.ocr.idcard', calls: 7, validDays: 3 }
    const granted = await read<Package>(post('/api/v1/packages', grant), 201)
    expect(granted).toMatchObject({ origin: 'grant', mode: 'sandbox', state: 'in-use', units: 7, left: 7, price: 0 })
    const call = {
      callId: 'call-1',
      provider: 'ctyun',
      capability: 'ctyun.ocr.idcard',
      mode: 'sandbox',
      appId: 'console',
      bytes: 5,
    } as const
    await reserve(database.db, call, { policy: 'vendor', now: clock.now })
    await settle(database.db, 'call-1', { outcome: 'succeeded', durationMs: 80, code: null }, clock.now)
    const { items } = await read<{ items: Package[] }>(request('/api/v1/packages'))
    expect(items).toMatchObject([{ id: granted.id, used: 1, left: 6 }])

    const usage = await read<Usage>(request('/api/v1/usage?mode=sandbox&by=capability'))
    expect(usage.rows).toMatchObject([{ key: 'ctyun/ctyun.ocr.idcard', requests: 1, calls: 1, succeeded: 1, fen: 0 }])
    expect(usage.total.meanMs).toBe(80)
    expect((await read<Usage>(request('/api/v1/usage'))).total.requests).toBe(0)
    const { items: entries } = await read<{ items: object[] }>(request('/api/v1/ledger'))
    expect(entries).toMatchObject([
      { kind: 'call', callId: 'call-1', units: -1 },
      { kind: 'grant', units: 7 },
    ])
  })

  test('the ledger is read in pages', async () => {
    const { request, post } = start()
    const grant = { provider: 'ctyun', capability: 'ctyun.ocr.idcard', calls: 1, validDays: 1 }
    for (let count = 0; count < 3; count += 1) await read(post('/api/v1/packages', grant), 201)
    interface Listing {
      items: { sequence: number }[]
      nextCursor: string | null
    }
    const first = await read<Listing>(request('/api/v1/ledger?limit=2'))
    expect(first.items).toHaveLength(2)
    const second = await read<Listing>(request(`/api/v1/ledger?limit=2&cursor=${first.nextCursor}`))
    expect(second.items).toHaveLength(1)
    expect(second.nextCursor).toBeNull()
    expect(second.items[0]!.sequence).toBeLessThan(first.items[1]!.sequence)
  })

  test('what does not exist is not granted, and only an administrator grants', async () => {
    const { request, post, signIn } = start()
    const grant = { provider: 'ctyun', capability: 'ctyun.ocr.idcard', calls: 7, validDays: 3 }
    await read(post('/api/v1/packages', { ...grant, provider: 'nobody' }), 404)
    await read(post('/api/v1/packages', { ...grant, capability: 'nothing' }), 404)
    await read(post('/api/v1/packages', { ...grant, calls: 0 }), 400)
    const { headers } = await signIn('demonstrator')
    await read(post('/api/v1/packages', grant, headers), 403)
    await read(request('/api/v1/packages', { headers }))
    const { headers: reviewer } = await signIn('reviewer')
    await read(request('/api/v1/packages', { headers: reviewer }), 403)
    await read(request('/api/v1/usage', { headers: reviewer }), 403)
  })
})

test('a policy of a capability is kept', async () => {
  const { request } = start()
  const policies = { 'aliyun-viapi/RecognizeIdentityCard': 'block' }
  await read(
    request('/api/v1/packages/policies', {
      method: 'PUT',
      body: JSON.stringify(policies),
      headers: { 'Content-Type': 'application/json' },
    }),
  )
  expect(await read(request('/api/v1/packages/policies'))).toEqual(policies)
})

describe('reconciling', () => {
  const grant = { provider: 'ctyun', capability: 'ctyun.ocr.idcard', calls: 10, validDays: 3 }

  test("the vendor's figure comes in as an entry of the ledger with its reason", async () => {
    const { request, post } = start()
    const { id } = await read<Package>(post('/api/v1/packages', grant), 201)
    const told = { left: 4, reason: 'their console says 4' }
    expect(await read(post(`/api/v1/packages/${id}/adjust`, told))).toMatchObject({ used: 6, left: 4 })
    await read(post(`/api/v1/packages/${id}/adjust`, { ...told, left: 9 }))
    await read(post(`/api/v1/packages/${id}/adjust`, { ...told, left: 9 }))
    const { items } = await read<{ items: object[] }>(request('/api/v1/ledger?kind=adjustment'))
    expect(items).toMatchObject([
      { kind: 'adjustment', packageId: id, units: 5 },
      {
        kind: 'adjustment',
        packageId: id,
        units: -6,
        reason: expect.stringContaining('their console says 4') as string,
      },
    ])
  })

  test('not without a reason, not beyond what it held, and not while a call is on its way', async () => {
    const { post, clock } = start()
    const { id } = await read<Package>(post('/api/v1/packages', grant), 201)
    await read(post(`/api/v1/packages/${id}/adjust`, { left: 4, reason: ' ' }), 400)
    expect(await read(post(`/api/v1/packages/${id}/adjust`, { left: 11, reason: 'more' }), 422)).toMatchObject({
      code: 'left-too-much',
    })
    await read(post('/api/v1/packages/nothing/adjust', { left: 4, reason: 'fewer' }), 404)
    const call = { provider: 'ctyun', capability: 'ctyun.ocr.idcard', mode: 'sandbox', appId: 'console' } as const
    await reserve(database.db, { ...call, callId: 'c', bytes: 1 }, { policy: 'vendor', now: clock.now })
    expect(await read(post(`/api/v1/packages/${id}/adjust`, { left: 4, reason: 'fewer' }), 409)).toMatchObject({
      code: 'package-busy',
    })
  })
})

test('offers say what every capability costs and what its policy is', async () => {
  const { request } = start()
  await read(
    request('/api/v1/packages/policies', {
      method: 'PUT',
      body: JSON.stringify({ 'ctyun/ctyun.ocr.idcard': 'pay-as-you-go' }),
      headers: { 'Content-Type': 'application/json' },
    }),
  )
  const { items } = await read<{ items: Offer[] }>(request('/api/v1/packages/offers'))
  expect(items).toMatchObject([
    {
      provider: 'ctyun',
      mode: 'sandbox',
      pool: 'ctyun.ocr.idcard',
      status: 'commercial',
      source: 'vendor',
      afterwards: 'block',
      capabilities: [{ id: 'ctyun.ocr.idcard', unitsPerCall: 1, policy: 'pay-as-you-go' }],
    },
  ])
  expect(items[0]!.sizes.map(({ price }) => price)).toEqual([135_000, 960_000, 3_900_000, 7_800_000])
})

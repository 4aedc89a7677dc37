import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Order, Package, Usage } from '../contract/metering.ts'
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
const order = { provider: 'ctyun', lines: [{ size: 'ctyun.ocr.idcard.100000', quantity: 2 }], agreed: true }

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

describe('orders', () => {
  test('ordered, paid, there; given back whole within seven days', async () => {
    const { request, post, clock } = start()
    const ordered = await read<Order>(post('/api/v1/orders', order), 201)
    expect(ordered).toMatchObject({ state: 'awaiting-payment', total: 270_000, packageIds: [] })
    expect(ordered.id).toMatch(/^\d{20}$/)
    expect((await read<{ items: Package[] }>(request('/api/v1/packages'))).items).toEqual([])

    const paid = await read<Order>(post(`/api/v1/orders/${ordered.id}/pay`, {}))
    expect(paid).toMatchObject({ state: 'paid', refundRefusal: null })
    expect(await read<Order>(post(`/api/v1/orders/${ordered.id}/pay`, {}))).toMatchObject({ state: 'paid' })
    const { items } = await read<{ items: Package[] }>(request('/api/v1/packages'))
    expect(items.map(({ state, left }) => [state, left])).toEqual([
      ['in-use', 100_000],
      ['waiting', 100_000],
    ])
    expect(Date.parse(items[0]!.validUntil) - clock.now.getTime()).toBeGreaterThanOrEqual(365 * 24 * 3600 * 1000)

    expect(await read<Order>(post(`/api/v1/orders/${ordered.id}/refund`, {}))).toMatchObject({ state: 'refunded' })
    const after = await read<{ items: Package[] }>(request('/api/v1/packages'))
    expect(after.items.map(({ state, left }) => [state, left])).toEqual([
      ['refunded', 0],
      ['refunded', 0],
    ])
    await read(post(`/api/v1/orders/${ordered.id}/refund`, {}), 409)
  })

  test('is not given back once a call was deducted, or after seven days', async () => {
    const { post, clock } = start()
    const first = await read<Order>(post('/api/v1/orders', order), 201)
    await read(post(`/api/v1/orders/${first.id}/refund`, {}), 409)
    await read(post(`/api/v1/orders/${first.id}/pay`, {}))
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
    expect(await read(post(`/api/v1/orders/${first.id}/refund`, {}), 409)).toMatchObject({ code: 'refund-used' })

    const second = await read<Order>(post('/api/v1/orders', order), 201)
    await read(post(`/api/v1/orders/${second.id}/pay`, {}))
    clock.now = new Date(clock.now.getTime() + 7 * 24 * 3600 * 1000 + 1)
    expect(await read(post(`/api/v1/orders/${second.id}/refund`, {}), 409)).toMatchObject({ code: 'refund-too-late' })
  })

  test('asks for the agreement, and for a size that there is', async () => {
    const { post } = start()
    await read(post('/api/v1/orders', { ...order, agreed: false }), 400)
    const unknown = { ...order, lines: [{ size: 'ctyun.ocr.idcard.12', quantity: 1 }] }
    expect(await read(post('/api/v1/orders', unknown), 422)).toMatchObject({ code: 'package-size-unknown' })
    await read(post('/api/v1/orders/1/pay', {}), 404)
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

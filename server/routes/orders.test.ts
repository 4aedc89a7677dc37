import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Order, Package } from '../contract/metering.ts'
import { openTestDatabase, type TestDatabase } from '../db/testing.ts'
import { reserve, settle } from '../metering/ledger.ts'
import { createProviderRegistry } from '../providers/registry.ts'
import type { Provider } from '../providers/provider.ts'
import { createAccounts } from '../sandbox/accounts.ts'
import { createFaults } from '../sandbox/faults.ts'
import { createTestApp } from './testing.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
beforeEach(() => database.clear())
afterAll(() => database.close())

const ctyun = (mode: 'sandbox' | 'live') =>
  ({
    id: 'ctyun',
    label: { en: 'CTyun', zh: '天翼云' },
    mode,
    capabilities: [{ id: 'ctyun.ocr.idcard' }],
    status: () => ({ ready: true }),
  }) as unknown as Provider

function start(mode: 'sandbox' | 'live' = 'sandbox') {
  const accounts = createAccounts({ clock: () => app.clock.now })
  const app = createTestApp(database.db, {
    providers: createProviderRegistry([ctyun(mode)]),
    sandbox: { origin: 'http://127.0.0.1:8788', faults: createFaults(), accounts },
  })
  return { ...app, accounts }
}
const read = async <Body>(response: Response | Promise<Response>, status = 200): Promise<Body> => {
  const answer = await response
  expect(answer.status).toBe(status)
  return (await answer.json()) as Body
}
const order = { provider: 'ctyun', lines: [{ size: 'ctyun.ocr.idcard.100000', quantity: 2 }], agreed: true }

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

test('an order that was not paid can be given up, and then neither paid nor given back', async () => {
  const { post } = start()
  const { id } = await read<Order>(post('/api/v1/orders', order), 201)
  expect(await read(post(`/api/v1/orders/${id}/cancel`, {}))).toMatchObject({ state: 'cancelled' })
  await read(post(`/api/v1/orders/${id}/cancel`, {}))
  expect(await read(post(`/api/v1/orders/${id}/pay`, {}), 409)).toMatchObject({ code: 'order-closed' })
  expect(await read(post(`/api/v1/orders/${id}/refund`, {}), 409)).toMatchObject({ code: 'refund-not-paid' })
  const paid = await read<Order>(post('/api/v1/orders', order), 201)
  await read(post(`/api/v1/orders/${paid.id}/pay`, {}))
  expect(await read(post(`/api/v1/orders/${paid.id}/cancel`, {}), 409)).toMatchObject({ code: 'order-closed' })
})

test('a renewal begins when the last package has ended, or at once', async () => {
  const { request, post, clock } = start()
  const buy = async (starts: 'now' | 'after') => {
    const { id } = await read<Order>(post('/api/v1/orders', { ...order, starts }), 201)
    await read(post(`/api/v1/orders/${id}/pay`, {}))
  }
  await buy('now')
  clock.now = new Date(clock.now.getTime() + 1000)
  await buy('after')
  const { items } = await read<{ items: Package[] }>(request('/api/v1/packages'))
  const [first, , third, fourth] = items
  expect([third!.validFrom, fourth!.validFrom]).toEqual([first!.validUntil, first!.validUntil])
  expect(items.map(({ state }) => state)).toEqual(['in-use', 'waiting', 'waiting', 'waiting'])
  clock.now = new Date(Date.parse(first!.validUntil) + 1)
  const later = await read<{ items: Package[] }>(request('/api/v1/packages'))
  expect(later.items.map(({ state }) => state)).toEqual(['expired', 'expired', 'in-use', 'waiting'])
})

test('what is bought for a sandbox is there at its stand-in, until it is given back', async () => {
  const { post, accounts } = start()
  const take = () => accounts.take('ctyun', 'ctyun.ocr.idcard', 1)
  const grant = { provider: 'ctyun', capability: 'ctyun.ocr.idcard', calls: 1, validDays: 3 }
  await read(post('/api/v1/packages', grant), 201)
  expect([take(), take()]).toEqual([null, 'used-up'])
  const { id } = await read<Order>(post('/api/v1/orders', order), 201)
  expect(take()).toBe('used-up')
  const paid = await read<Order>(post(`/api/v1/orders/${id}/pay`, {}))
  expect(take()).toBeNull()
  expect(paid.packageIds.map((each) => accounts.left()[each])).toEqual([99_999, 100_000])
  await read(post(`/api/v1/orders/${id}/refund`, {}))
  expect(take()).toBe('used-up')
})

describe('of a live provider', () => {
  const payment = { vendorOrderId: '20241202101054634851', paidAt: '2026-01-01T10:00:00+08:00' }

  test('a purchase is recorded as it was made at the vendor, and nothing is bought', async () => {
    const { request, post, accounts, clock } = start('live')
    clock.now = new Date('2026-01-03T00:00:00Z')
    const { id } = await read<Order>(post('/api/v1/orders', order), 201)
    const nothing = await request(`/api/v1/orders/${id}/pay`, { method: 'POST' })
    expect(await read(nothing, 422)).toMatchObject({ code: 'payment-at-vendor' })
    const tomorrow = { ...payment, paidAt: '2026-01-04T00:00:00Z' }
    expect(await read(post(`/api/v1/orders/${id}/pay`, tomorrow), 422)).toMatchObject({ code: 'payment-in-future' })
    const backwards = { ...payment, validUntil: '2025-01-01T00:00:00Z' }
    expect(await read(post(`/api/v1/orders/${id}/pay`, backwards), 422)).toMatchObject({ code: 'validity-empty' })
    expect(await read(post(`/api/v1/orders/${id}/pay`, payment))).toMatchObject({
      state: 'paid',
      mode: 'live',
      vendorOrderId: payment.vendorOrderId,
      paidAt: '2026-01-01T02:00:00.000Z',
    })
    const { items } = await read<{ items: Package[] }>(request('/api/v1/packages'))
    expect(items.map(({ validFrom, validUntil }) => [validFrom, validUntil])).toEqual([
      ['2026-01-01T02:00:00.000Z', '2027-01-01T02:00:00.000Z'],
      ['2026-01-01T02:00:00.000Z', '2027-01-01T02:00:00.000Z'],
    ])
    expect(accounts.left()).toEqual({})
  })

  test('its validity may be another than that of the list', async () => {
    const { request, post, clock } = start('live')
    clock.now = new Date('2026-01-03T00:00:00Z')
    const { id } = await read<Order>(post('/api/v1/orders', order), 201)
    const validity = { validFrom: '2026-01-02T00:00:00Z', validUntil: '2026-06-30T00:00:00Z' }
    await read(post(`/api/v1/orders/${id}/pay`, { ...payment, ...validity }))
    const { items } = await read<{ items: Package[] }>(request('/api/v1/packages'))
    expect(items[0]).toMatchObject({ validFrom: '2026-01-02T00:00:00.000Z', validUntil: '2026-06-30T00:00:00.000Z' })
  })
})

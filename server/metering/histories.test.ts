import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../db/testing.ts'
import { ledger, packages, reservations, usageDays } from '../db/schema.ts'
import type { Outcome } from '../contract/metering.ts'
import { reserve, settle } from './ledger.ts'
import { payOrder } from './order-payment.ts'
import { createOrder } from './orders.ts'
import { refundOrder } from './refunds.ts'
import { grantPackage } from './packages.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())
beforeEach(() => database.clear())

const dayMs = 24 * 60 * 60 * 1000
const capability = { provider: 'ctyun', capability: 'ctyun.ocr.plate', mode: 'sandbox', appId: 'console' } as const
const by = { id: 'administrator', name: 'Ada Operator' }
const allOutcomes: Outcome[] = ['succeeded', 'failed', 'refused', 'network-error', 'not-sent', 'unknown']

/** Mulberry32: the same histories at every run. */
function seeded(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let value = Math.imul(state ^ (state >>> 15), 1 | state)
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value
    return Math.floor((((value ^ (value >>> 14)) >>> 0) / 4_294_967_296) * below)
  }
}

interface ModelPackage {
  id: string
  order: string | null
  total: number
  /** One element a call that was charged or is on its way. */
  calls: { id: string; open: boolean }[]
  until: number
  refunded: boolean
}

/** The rules said once more, slowly: lists of calls, no counter. */
class Model {
  packages: ModelPackage[] = []
  orders: { id: string; state: 'awaiting-payment' | 'paid' | 'refunded'; paidAt: number }[] = []
  open: { id: string; packageId: string | null }[] = []
  ended: string[] = []

  /** Which package a call would take; undefined = it is refused, null = none was ever bought. */
  choose(now: number): ModelPackage | null | undefined {
    const kept = this.packages.filter(({ refunded }) => !refunded)
    if (kept.length === 0) return null
    return kept.find(({ until, calls, total }) => until > now && calls.length < total)
  }

  mayRefund(id: string, now: number): boolean {
    const order = this.orders.find((each) => each.id === id)!
    const unused = this.packages.filter((each) => each.order === id).every(({ calls }) => calls.length === 0)
    return order.state === 'paid' && unused && now - order.paidAt <= 7 * dayMs
  }
}

// oxlint-disable vitest/no-conditional-expect -- which step a history takes next is what is random
async function step(model: Model, random: (below: number) => number, now: number, count: number): Promise<void> {
  const { db } = database
  const at = new Date(now)
  switch (random(8)) {
    case 0: {
      const calls = 1 + random(6)
      const validDays = 1 + random(20)
      const row = await grantPackage(db, { ...capability, calls, validDays }, { mode: 'sandbox', by, now: at })
      const until = now + validDays * dayMs
      model.packages.push({ id: row.id, order: null, total: calls, calls: [], until, refunded: false })
      return
    }
    case 1: {
      const order = await createOrder(
        db,
        { provider: 'ctyun', lines: [{ size: 'ctyun.ocr.plate.100000', quantity: 1 }], agreed: true },
        { mode: 'sandbox', by, now: at },
      )
      model.orders.push({ id: order.id, state: 'awaiting-payment', paidAt: 0 })
      return
    }
    case 2: {
      const order = model.orders[random(model.orders.length)]
      if (!order || order.state !== 'awaiting-payment') return
      await payOrder(db, order.id, { now: at })
      Object.assign(order, { state: 'paid', paidAt: now })
      const [row] = (await db.select().from(packages)).filter(({ orderId }) => orderId === order.id)
      const until = row!.validUntil.getTime()
      model.packages.push({ id: row!.id, order: order.id, total: 100_000, calls: [], until, refunded: false })
      return
    }
    case 3: {
      const order = model.orders[random(model.orders.length)]
      if (!order) return
      const may = model.mayRefund(order.id, now)
      const done = await refundOrder(db, order.id, { now: at }).then(
        () => true,
        () => false,
      )
      expect(done).toBe(may)
      if (!done) return
      order.state = 'refunded'
      for (const each of model.packages) if (each.order === order.id) each.refunded = true
      return
    }
    case 4: {
      // A call whose server was killed, or that has only now an answer.
      const call = model.open[random(model.open.length)]
      if (call) await end(model, call, allOutcomes[random(allOutcomes.length)]!, at)
      return
    }
    default: {
      const id = `call-${count}`
      const chosen = model.choose(now)
      const served = await reserve(db, { ...capability, callId: id, bytes: 10 }, { policy: 'vendor', now: at }).then(
        () => true,
        () => false,
      )
      expect(served).toBe(chosen !== undefined)
      if (!served) return
      chosen?.calls.push({ id, open: true })
      const call = { id, packageId: chosen?.id ?? null }
      model.open.push(call)
      if (random(3) > 0) await end(model, call, allOutcomes[random(allOutcomes.length)]!, at)
    }
  }
}

// oxlint-enable vitest/no-conditional-expect
async function end(model: Model, call: Model['open'][number], outcome: Outcome, at: Date): Promise<void> {
  await settle(database.db, call.id, { outcome, durationMs: 5, code: null }, at)
  model.open = model.open.filter((each) => each !== call)
  model.ended.push(call.id)
  const owner = model.packages.find(({ id }) => id === call.packageId)
  if (!owner) return
  const charged = outcome === 'succeeded' || outcome === 'failed' || outcome === 'unknown'
  owner.calls = charged
    ? owner.calls.map((each) => (each.id === call.id ? { ...each, open: false } : each))
    : owner.calls.filter((each) => each.id !== call.id)
}

/** The books and the model say the same; nothing is negative; every call that ended has exactly one entry. */
async function compare(model: Model): Promise<void> {
  const { db } = database
  const rows = await db.select().from(packages)
  const entries = await db.select().from(ledger)
  for (const expected of model.packages) {
    const row = rows.find(({ id }) => id === expected.id)!
    const used = expected.calls.filter(({ open }) => !open).length
    expect(row).toMatchObject({ units: expected.total, used, reserved: expected.calls.length - used })
    expect(row.units - row.used - row.reserved).toBeGreaterThanOrEqual(0)
    const own = entries.filter(({ packageId }) => packageId === row.id)
    const balance = own.reduce((sum, { units }) => sum + units, 0)
    expect(balance).toBe(expected.refunded ? 0 : row.units - row.used)
  }
  expect(rows).toHaveLength(model.packages.length)
  const calls = entries.filter(({ kind }) => kind === 'call').map(({ callId }) => callId)
  expect(calls).toHaveLength(model.ended.length)
  expect(new Set(calls)).toEqual(new Set(model.ended))
  const open = await db.select().from(reservations)
  expect(new Set(open.map(({ callId }) => callId))).toEqual(new Set(model.open.map(({ id }) => id)))
  const days = await db.select().from(usageDays)
  expect(days.reduce((sum, { requests }) => sum + requests, 0)).toBe(model.ended.length)
}

it.each([1, 2, 3, 4, 5, 6])('a random history agrees with the slow model (seed %i)', async (seed) => {
  const random = seeded(seed)
  const model = new Model()
  let now = Date.parse('2026-11-01T00:00:00Z')
  for (let count = 0; count < 70; count += 1) {
    // Now and then a day or a week passes: packages expire, refunds come too late.
    now += random(5) === 0 ? random(7) * dayMs : 1000
    await step(model, random, now, count)
    if (count % 10 === 9) await compare(model)
  }
  expect(model.ended.length).toBeGreaterThan(5)
})

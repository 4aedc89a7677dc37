import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../db/testing.ts'
import { ledger, packages, reservations, usageDays, usageMonths } from '../db/schema.ts'
import type { Outcome } from '../contract/metering.ts'
import type { PriceBookEntry } from '../contract/prices.ts'
import { adjustPackage } from './adjust.ts'
import { reserve, settle } from './ledger.ts'
import { payOrder } from './order-payment.ts'
import { createOrder } from './orders.ts'
import { refundOrder } from './refunds.ts'
import { grantPackage } from './packages.ts'
import { enterPrice, readPrices, removePrice } from './price-book.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())
beforeEach(() => database.clear())

const dayMs = 24 * 60 * 60 * 1000
const plate = { provider: 'ctyun', capability: 'ctyun.ocr.plate', mode: 'sandbox', appId: 'console' } as const
/** Of a vendor without a list: it costs what the price book says when a call ends. */
const passport = {
  provider: 'huawei-ocr',
  capability: 'huawei.ocr.passport',
  mode: 'sandbox',
  appId: 'console',
} as const
const entries: readonly Pick<PriceBookEntry, 'tiers' | 'sizes'>[] = [
  { tiers: [{ upTo: null, price: 350 }], sizes: [{ calls: 3, price: 900 }] },
  {
    tiers: [
      { upTo: 4, price: 1234 },
      { upTo: null, price: 51 },
    ],
    sizes: [
      { calls: 3, price: 1100 },
      { calls: 8, price: 2000 },
    ],
  },
]
const by = { id: 'administrator', name: 'Ada Operator' }
/** Half of the calls succeed. */
const allOutcomes: Outcome[] = [
  ...(['failed', 'refused', 'network-error', 'not-sent', 'unknown'] as const),
  ...Array<Outcome>(5).fill('succeeded'),
]

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
  provider: string
  order: string | null
  total: number
  /** One element a call that was charged or is on its way. */
  calls: { id: string; open: boolean }[]
  /** One element a call that the vendor counted and we did not see. */
  reconciled: null[]
  until: number
  refunded: boolean
}

/** The rules said once more, slowly: lists of calls, no counter. */
class Model {
  packages: ModelPackage[] = []
  orders: {
    id: string
    provider: string
    total: number
    state: 'awaiting-payment' | 'paid' | 'refunded'
    paidAt: number
  }[] = []
  open: { id: string; provider: string; packageId: string | null }[] = []
  ended: string[] = []
  adjustments: { packageId: string; units: number }[] = []
  /** What the price book says now; null = nothing was entered. */
  entry: (typeof entries)[number] | null = null
  /** Hundredths of a fen of each call that was paid as it went, by the vendor's month, in the order of their ends. */
  months = new Map<string, number[]>()
  /** Fen on each call's entry. */
  fen = new Map<string, number>()

  /** Which package a call would take; undefined = it is refused, null = it goes without. */
  choose(provider: string, now: number): ModelPackage | null | undefined {
    const kept = this.packages.filter((each) => each.provider === provider && !each.refunded)
    if (kept.length === 0) return null
    const found = kept.find(
      ({ until, calls, reconciled, total }) => until > now && calls.length + reconciled.length < total,
    )
    // CTyun stops where its packages end; what is paid by the price book goes on.
    return found ?? (provider === 'ctyun' ? undefined : null)
  }

  mayRefund(id: string, now: number): boolean {
    const order = this.orders.find((each) => each.id === id)!
    const unused = this.packages
      .filter((each) => each.order === id)
      .every(({ calls, reconciled }) => calls.length + reconciled.length === 0)
    return order.state === 'paid' && unused && now - order.paidAt <= 7 * dayMs
  }

  /** What the call costs that is the next of its month: the price of its place among the tiers, of the whole month rounded to the fen. */
  pay(id: string, now: number): void {
    // The vendor's month: eight hours ahead.
    const month = new Date(now + 8 * 60 * 60 * 1000).toISOString().slice(0, 7)
    if (this.entry === null) return
    const before = this.months.get(month) ?? []
    const place = before.length + 1
    const { price } = this.entry.tiers.find(({ upTo }) => upTo === null || place <= upTo)!
    const after = [...before, price]
    this.months.set(month, after)
    const billed = (prices: readonly number[]) => Math.round(prices.reduce((sum, each) => sum + each, 0) / 100)
    this.fen.set(id, billed(after) - billed(before))
  }
}

const packageOf = (given: Pick<ModelPackage, 'id' | 'provider' | 'order' | 'total' | 'until'>): ModelPackage => ({
  ...given,
  calls: [],
  reconciled: [],
  refunded: false,
})

/** Whether the books took it. */
const taken = (work: Promise<unknown>) =>
  work.then(
    () => true,
    () => false,
  )

// oxlint-disable vitest/no-conditional-expect -- which step a history takes next is what is random
async function step(model: Model, random: (below: number) => number, now: number, count: number): Promise<void> {
  const { db } = database
  const at = new Date(now)
  const capability = random(2) === 0 ? plate : passport
  const { provider } = capability
  switch (random(12)) {
    case 0: {
      // Small ones, so that there is something to pay beyond them.
      const total = 1 + random(capability === plate ? 6 : 2)
      const validDays = 1 + random(20)
      const row = await grantPackage(db, { ...capability, calls: total, validDays }, { mode: 'sandbox', by, now: at })
      model.packages.push(packageOf({ id: row.id, provider, order: null, total, until: now + validDays * dayMs }))
      return
    }
    case 1: {
      const size = model.entry?.sizes[0]
      if (capability === passport && size === undefined) return
      const total = capability === plate ? 100_000 : size!.calls
      const order = await createOrder(
        db,
        { provider, lines: [{ size: `${capability.capability}.${total}`, quantity: 1 }], agreed: true },
        { mode: 'sandbox', by, now: at },
      )
      model.orders.push({ id: order.id, provider, total, state: 'awaiting-payment', paidAt: 0 })
      return
    }
    case 2: {
      const order = model.orders[random(model.orders.length)]
      if (!order || order.state !== 'awaiting-payment') return
      // A size that was taken out of the price book meanwhile cannot be paid for.
      if (!(await taken(payOrder(db, order.id, { now: at })))) {
        expect([order.provider, model.entry?.sizes.some(({ calls }) => calls === order.total) ?? false]).toEqual([
          'huawei-ocr',
          false,
        ])
        return
      }
      Object.assign(order, { state: 'paid', paidAt: now })
      const [row] = (await db.select().from(packages)).filter(({ orderId }) => orderId === order.id)
      const { id, provider: sold, total } = order
      model.packages.push(
        packageOf({ id: row!.id, provider: sold, order: id, total, until: row!.validUntil.getTime() }),
      )
      return
    }
    case 3: {
      const order = model.orders[random(model.orders.length)]
      if (!order) return
      const may = model.mayRefund(order.id, now)
      const done = await taken(refundOrder(db, order.id, { now: at }))
      expect(done).toBe(may)
      if (!done) return
      order.state = 'refunded'
      for (const each of model.packages) if (each.order === order.id) each.refunded = true
      return
    }
    case 4: {
      // A call whose server was killed, or that has only now an answer.
      const call = model.open[random(model.open.length)]
      if (call) await end(model, call, allOutcomes[random(allOutcomes.length)]!, now)
      return
    }
    case 5: {
      await reconcile(model, random, at)
      return
    }
    case 6: {
      await changePrice(model, entries[random(entries.length + 1)] ?? null, at)
      return
    }
    default: {
      const id = `call-${count}`
      const chosen = model.choose(provider, now)
      const prices = await readPrices(db)
      const served = await taken(
        reserve(db, { ...capability, callId: id, bytes: 10 }, { policy: 'vendor', now: at, prices }),
      )
      expect(served).toBe(chosen !== undefined)
      if (!served) return
      chosen?.calls.push({ id, open: true })
      const call = { id, provider, packageId: chosen?.id ?? null }
      model.open.push(call)
      if (random(3) > 0) await end(model, call, allOutcomes[random(allOutcomes.length)]!, now)
    }
  }
}

async function changePrice(model: Model, entry: Model['entry'], now: Date): Promise<void> {
  const { provider, capability } = passport
  if (entry) await enterPrice(database.db, { provider, capability, ...entry, validityYears: 1 }, { by, now })
  else await removePrice(database.db, provider, capability)
  model.entry = entry
}

/** The vendor says that something else is left: less, more, or more than there ever was. */
async function reconcile(model: Model, random: (below: number) => number, at: Date): Promise<void> {
  const each = model.packages[random(model.packages.length)]
  if (!each) return
  const left = random(Math.min(each.total, 6) + 2)
  const busy = each.calls.some(({ open }) => open)
  const done = await taken(
    adjustPackage(database.db, each.id, { left, reason: 'As the vendor counts' }, { by, now: at }),
  )
  expect(done).toBe(!each.refunded && !busy && left <= each.total)
  if (!done) return
  const before = each.total - each.calls.length - each.reconciled.length
  if (left !== before) model.adjustments.push({ packageId: each.id, units: left - before })
  // Calls that we counted and the vendor did not are taken off as well.
  while (each.reconciled.length > 0 && each.calls.length + each.reconciled.length > each.total - left) {
    each.reconciled.pop()
  }
  each.calls = each.calls.slice(0, each.total - left)
  while (each.calls.length + each.reconciled.length < each.total - left) each.reconciled.push(null)
}
// oxlint-enable vitest/no-conditional-expect

async function end(model: Model, call: Model['open'][number], outcome: Outcome, now: number): Promise<void> {
  const prices = await readPrices(database.db)
  await settle(database.db, call.id, { outcome, durationMs: 5, code: null }, new Date(now), prices)
  model.open = model.open.filter((each) => each !== call)
  model.ended.push(call.id)
  // CTyun counts what its algorithm could not read, the others only what they read; of an unknown outcome the worst is taken.
  const charged =
    outcome === 'succeeded' || outcome === 'unknown' || (outcome === 'failed' && call.provider === 'ctyun')
  const owner = model.packages.find(({ id }) => id === call.packageId)
  if (!owner) {
    if (charged && call.provider === 'huawei-ocr') model.pay(call.id, now)
    return
  }
  owner.calls = charged
    ? owner.calls.map((each) => (each.id === call.id ? { ...each, open: false } : each))
    : owner.calls.filter((each) => each.id !== call.id)
}

/** The books and the model say the same; nothing is negative; every call that ended has exactly one entry. */
async function compare(model: Model): Promise<void> {
  const { db } = database
  const rows = await db.select().from(packages)
  const books = await db.select().from(ledger)
  for (const expected of model.packages) {
    const row = rows.find(({ id }) => id === expected.id)!
    const open = expected.calls.filter((each) => each.open).length
    const used = expected.calls.length - open + expected.reconciled.length
    expect(row).toMatchObject({ units: expected.total, used, reserved: open })
    expect(Math.min(row.used, row.reserved)).toBeGreaterThanOrEqual(0)
    expect(row.units - row.used - row.reserved).toBeGreaterThanOrEqual(0)
    const own = books.filter(({ packageId }) => packageId === row.id)
    const balance = own.reduce((sum, { units }) => sum + units, 0)
    expect(balance).toBe(expected.refunded ? 0 : row.units - row.used)
  }
  expect(rows).toHaveLength(model.packages.length)
  const adjusted = books.filter(({ kind }) => kind === 'adjustment')
  expect(adjusted.map(({ packageId, units }) => ({ packageId, units }))).toEqual(model.adjustments)
  const called = books.filter(({ kind }) => kind === 'call')
  const calls = called.map(({ callId }) => callId)
  expect(calls).toHaveLength(model.ended.length)
  expect(new Set(calls)).toEqual(new Set(model.ended))
  for (const { callId, fen } of called) expect([callId, fen]).toEqual([callId, model.fen.get(callId!) ?? 0])
  const open = await db.select().from(reservations)
  expect(new Set(open.map(({ callId }) => callId))).toEqual(new Set(model.open.map(({ id }) => id)))
  const days = await db.select().from(usageDays)
  expect(days.reduce((sum, { requests }) => sum + requests, 0)).toBe(model.ended.length)
  const paid = [...model.fen.values()].reduce((sum, fen) => sum + fen, 0)
  expect(days.reduce((sum, { fen }) => sum + fen, 0)).toBe(paid)
  const months = await db.select().from(usageMonths)
  expect(Object.fromEntries(months.map(({ month, hundredths }) => [month, hundredths]))).toEqual(
    Object.fromEntries(
      [...model.months].map(([month, prices]) => [month, prices.reduce((sum, each) => sum + each, 0)]),
    ),
  )
}

it.each([1, 2, 3, 4, 5, 6])('a random history agrees with the slow model (seed %i)', async (seed) => {
  const random = seeded(seed)
  const model = new Model()
  let now = Date.parse('2026-11-01T00:00:00Z')
  await changePrice(model, entries[0]!, new Date(now))
  for (let count = 0; count < 150; count += 1) {
    // Now and then a day or a week passes: packages expire, refunds come too late.
    now += random(5) === 0 ? random(7) * dayMs : 1000
    await step(model, random, now, count)
    if (count % 10 === 9) await compare(model)
  }
  // No part of it was left out by chance.
  expect(model.ended.length).toBeGreaterThan(20)
  expect(model.adjustments.length).toBeGreaterThan(0)
  expect(model.fen.size).toBeGreaterThan(0)
})

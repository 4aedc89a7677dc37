import { randomInt } from 'node:crypto'
import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import type { Order, OrderLine, OrderRequest } from '../contract/metering.ts'
import { ProblemError } from '../contract/problem.ts'
import type { Mode } from '../contract/result.ts'
import type { Database } from '../db/open.ts'
import { ledger, orders, packages } from '../db/schema.ts'
import { poolsOf } from './prices/index.ts'
import type { PackageSize, Pool } from './price-list.ts'
import { vendorStamp, yearsLater } from './vendor-time.ts'

type OrderRow = typeof orders.$inferSelect
type PackageRow = typeof packages.$inferSelect

/** An unused package may be given back within seven days (seed-facts/ctyun/pricing.json, `refunds` and `contradictions`, "refund-rule"). */
const refundWindowMs = 7 * 24 * 60 * 60 * 1000

interface Author {
  id: string
  name: string
}

function refuse(code: string, title: string, status: 404 | 409 | 422, action: string): ProblemError {
  return new ProblemError({ title, status, code, action, retryable: false, whoseFault: 'caller' })
}

function findSize(provider: string, id: string): { pool: Pool; size: PackageSize } {
  for (const pool of poolsOf(provider)) {
    const size = pool.sizes.find((each) => each.id === id)
    if (size) return { pool, size }
  }
  throw refuse('package-size-unknown', 'There is no package of this size', 422, 'Choose one of the sizes of the list.')
}

/**
 * What an order's lines cost. An offer for the first order of a size holds for one package in the first order that has that size
 * (seed-facts/aliyun-viapi/pricing.json, `firstPurchaseOffer`: one order of that size at 0.01 yuan).
 */
async function price(db: Database, mode: Mode, { provider, lines }: OrderRequest): Promise<OrderLine[]> {
  const priced: OrderLine[] = []
  for (const { size: id, quantity } of lines) {
    const { size } = findSize(provider, id)
    const [before] = await db
      .select({ id: packages.id })
      .from(packages)
      .where(and(eq(packages.provider, provider), eq(packages.mode, mode), eq(packages.size, id)))
      .limit(1)
    const offered = size.firstOrderPrice !== null && !before && quantity === 1
    priced.push({ size: id, quantity, price: offered ? size.firstOrderPrice! : size.price })
  }
  return priced
}

const totalOf = (lines: readonly OrderLine[]) =>
  lines.reduce((sum, { quantity, price: each }) => sum + quantity * each, 0)

/** Orders packages; nothing is served from them until the order is paid. @throws {ProblemError} `package-size-unknown` */
export async function createOrder(
  db: Database,
  request: OrderRequest,
  { mode, by, now }: { mode: Mode; by: Author; now: Date },
): Promise<OrderRow> {
  const lines = await price(db, mode, request)
  const [row] = await db
    .insert(orders)
    .values({
      id: `${vendorStamp(now)}${String(randomInt(1_000_000)).padStart(6, '0')}`,
      provider: request.provider,
      mode,
      lines,
      total: totalOf(lines),
      state: 'awaiting-payment',
      createdAt: now,
      createdBy: by.id,
      createdByName: by.name,
    })
    .returning()
  return row!
}

/** Pays an order: its packages are there from this second on. Paying it again changes nothing. @throws {ProblemError} `order-not-found`, `order-closed` */
export async function payOrder(db: Database, id: string, { now }: { now: Date }): Promise<OrderRow> {
  return db.transaction(async (tx) => {
    const [order] = await tx.select().from(orders).where(eq(orders.id, id)).for('update')
    if (!order) throw orderNotFound()
    if (order.state === 'paid') return order
    if (order.state !== 'awaiting-payment') {
      throw refuse('order-closed', 'This order is closed', 409, 'Order again.')
    }
    for (const { size: sizeId, quantity, price: each } of order.lines) {
      const { pool, size } = findSize(order.provider, sizeId)
      for (let count = 0; count < quantity; count += 1) {
        const packageId = uuidv7()
        await tx.insert(packages).values({
          id: packageId,
          provider: order.provider,
          mode: order.mode,
          pool: pool.id,
          origin: 'order',
          orderId: id,
          size: sizeId,
          units: size.units,
          price: each,
          validFrom: now,
          validUntil: yearsLater(now, pool.validityYears),
          createdAt: now,
          createdBy: order.createdBy,
        })
        await tx.insert(ledger).values({
          at: now,
          kind: 'purchase',
          provider: order.provider,
          mode: order.mode,
          packageId,
          orderId: id,
          units: size.units,
          fen: each,
        })
      }
    }
    const [paid] = await tx.update(orders).set({ state: 'paid', paidAt: now }).where(eq(orders.id, id)).returning()
    return paid!
  })
}

export type RefundRefusal = Order['refundRefusal']

/** Why an order cannot be given back at this moment; null when it can. */
export function refundRefusal(
  order: Pick<OrderRow, 'state' | 'paidAt'>,
  bought: readonly Pick<PackageRow, 'used' | 'reserved'>[],
  now: Date,
): RefundRefusal {
  if (order.state === 'refunded') return 'refunded'
  if (order.state !== 'paid' || order.paidAt === null) return 'not-paid'
  if (bought.some(({ used, reserved }) => used > 0 || reserved > 0)) return 'used'
  return now.getTime() - order.paidAt.getTime() > refundWindowMs ? 'too-late' : null
}

const refusalWords: Record<NonNullable<RefundRefusal>, [title: string, action: string]> = {
  'not-paid': ['This order was not paid', 'There is nothing to give back.'],
  used: [
    'A call of this order has been used',
    'Once one call was deducted nothing is given back (CTyun, section 7.2).',
  ],
  'too-late': ['The seven days are over', 'Where the product was described wrongly, ask the vendor by work order.'],
  refunded: ['This order has been given back already', 'There is nothing more to give back.'],
}

/** Gives back an order that is unused and younger than seven days. @throws {ProblemError} `order-not-found`, `refund-*` */
export async function refundOrder(db: Database, id: string, { now }: { now: Date }): Promise<OrderRow> {
  return db.transaction(async (tx) => {
    const [order] = await tx.select().from(orders).where(eq(orders.id, id)).for('update')
    if (!order) throw orderNotFound()
    // Locked, so that no call takes a unit between the look and the refund.
    const bought = await tx.select().from(packages).where(eq(packages.orderId, id)).for('update')
    const refusal = refundRefusal(order, bought, now)
    if (refusal !== null) {
      const [title, action] = refusalWords[refusal]
      throw refuse(`refund-${refusal}`, title, 409, action)
    }
    for (const each of bought) {
      await tx.insert(ledger).values({
        at: now,
        kind: 'refund',
        provider: order.provider,
        mode: order.mode,
        packageId: each.id,
        orderId: id,
        units: -each.units,
        fen: -each.price,
      })
    }
    await tx.update(packages).set({ refundedAt: now }).where(eq(packages.orderId, id))
    const [closed] = await tx
      .update(orders)
      .set({ state: 'refunded', closedAt: now })
      .where(eq(orders.id, id))
      .returning()
    return closed!
  })
}

/** The newest orders first, with their packages. */
export async function listOrders(db: Database, now: Date, id?: string): Promise<Order[]> {
  const rows = await db
    .select()
    .from(orders)
    .where(id === undefined ? sql`true` : eq(orders.id, id))
    .orderBy(desc(orders.createdAt), desc(orders.id))
    .limit(1000)
  const bought =
    rows.length === 0
      ? []
      : await db
          .select({
            id: packages.id,
            orderId: packages.orderId,
            used: packages.used,
            reserved: packages.reserved,
          })
          .from(packages)
          .where(
            inArray(
              packages.orderId,
              rows.map((row) => row.id),
            ),
          )
  return rows.map((row) => {
    const own = bought.filter(({ orderId }) => orderId === row.id)
    return {
      id: row.id,
      provider: row.provider,
      mode: row.mode,
      lines: row.lines,
      total: row.total,
      state: row.state,
      createdAt: row.createdAt.toISOString(),
      paidAt: row.paidAt?.toISOString() ?? null,
      closedAt: row.closedAt?.toISOString() ?? null,
      createdByName: row.createdByName,
      packageIds: own.map((each) => each.id),
      refundRefusal: refundRefusal(row, own, now),
    }
  })
}

function orderNotFound(): ProblemError {
  return refuse('order-not-found', 'There is no such order', 404, 'Reload the list of orders.')
}

import { randomInt } from 'node:crypto'
import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import type { Order, OrderLine, OrderRequest } from '../contract/metering.ts'
import type { Mode } from '../contract/result.ts'
import type { Database } from '../db/open.ts'
import { orders, packages } from '../db/schema.ts'
import { orderNotFound, refuse } from './order-problems.ts'
import { readPrices } from './price-book.ts'
import type { Prices } from './prices/index.ts'
import type { PackageSize, Pool } from './price-list.ts'
import { refundRefusal } from './refunds.ts'
import { vendorStamp } from './vendor-time.ts'

export type OrderRow = typeof orders.$inferSelect

interface Author {
  id: string
  name: string
}

/** @throws {ProblemError} `package-size-unknown` */
export function findSize(prices: Prices, provider: string, id: string): { pool: Pool; size: PackageSize } {
  for (const pool of prices.poolsOf(provider)) {
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
  const prices = await readPrices(db)
  for (const { size: id, quantity } of lines) {
    const { size } = findSize(prices, provider, id)
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
      starts: request.starts ?? 'now',
    })
    .returning()
  return row!
}

/** Gives up an order that was not paid. Giving it up again changes nothing. @throws {ProblemError} `order-not-found`, `order-closed` */
export async function cancelOrder(db: Database, id: string, { now }: { now: Date }): Promise<void> {
  await db.transaction(async (tx) => {
    const [order] = await tx.select({ state: orders.state }).from(orders).where(eq(orders.id, id)).for('update')
    if (!order) throw orderNotFound()
    if (order.state === 'cancelled') return
    if (order.state !== 'awaiting-payment') {
      throw refuse('order-closed', 'This order is closed', 409, 'A paid order can be given back instead.')
    }
    await tx.update(orders).set({ state: 'cancelled', closedAt: now }).where(eq(orders.id, id))
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
      starts: row.starts,
      vendorOrderId: row.vendorOrderId,
      packageIds: own.map((each) => each.id),
      refundRefusal: refundRefusal(row, own, now),
    }
  })
}

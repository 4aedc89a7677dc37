import { and, eq, isNull, max } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import type { OrderPayment } from '../contract/metering.ts'
import type { Database } from '../db/open.ts'
import { ledger, orders, packages } from '../db/schema.ts'
import { orderNotFound, refuse } from './order-problems.ts'
import { findSize, type OrderRow } from './orders.ts'
import { readPrices } from './price-book.ts'
import { yearsLater } from './vendor-time.ts'

/** When the last package of a sort ends that is still to be used; `now` where there is none. */
async function endOfLast(db: Database, order: OrderRow, pool: string, now: Date): Promise<Date> {
  const [last] = await db
    .select({ until: max(packages.validUntil) })
    .from(packages)
    .where(
      and(
        eq(packages.provider, order.provider),
        eq(packages.mode, order.mode),
        eq(packages.pool, pool),
        isNull(packages.refundedAt),
      ),
    )
  return last?.until && last.until > now ? last.until : now
}

/** A purchase that was made at the vendor must say so: nothing here can pay there. */
function checkPayment(order: OrderRow, payment: OrderPayment | undefined, now: Date): void {
  if (order.mode !== 'live') return
  if (!payment) {
    const action = 'Buy it in the console of the vendor, then record its order number and the moment of payment here.'
    throw refuse('payment-at-vendor', 'This order is paid at the vendor, not here', 422, action)
  }
  const { paidAt, validFrom = paidAt, validUntil } = payment
  if (new Date(paidAt) > now)
    throw refuse('payment-in-future', 'The payment lies in the future', 422, 'Check the date.')
  if (validUntil !== undefined && new Date(validUntil) <= new Date(validFrom)) {
    throw refuse('validity-empty', 'The validity ends before it begins', 422, 'Check the two dates.')
  }
}

/**
 * Pays an order: its packages are there from this second on, or from the end of the last one where it was ordered so. Of a live provider it records
 * what was paid there. Paying again changes nothing.
 * @throws {ProblemError} `order-not-found`, `order-closed`, and of a live provider `payment-at-vendor`, `payment-in-future`, `validity-empty`
 */
export async function payOrder(
  db: Database,
  id: string,
  { now, payment }: { now: Date; payment?: OrderPayment | undefined },
): Promise<OrderRow> {
  return db.transaction(async (tx) => {
    const [order] = await tx.select().from(orders).where(eq(orders.id, id)).for('update')
    if (!order) throw orderNotFound()
    if (order.state === 'paid') return order
    if (order.state !== 'awaiting-payment') {
      throw refuse('order-closed', 'This order is closed', 409, 'Order again.')
    }
    checkPayment(order, payment, now)
    const prices = await readPrices(tx)
    const ends = new Map<string, Date>()
    const recorded = order.mode === 'live' ? payment : undefined
    const paidAt = recorded ? new Date(recorded.paidAt) : now
    for (const { size: sizeId, quantity, price: each } of order.lines) {
      const { pool, size } = findSize(prices, order.provider, sizeId)
      // Looked up once for each sort: all packages of an order begin together.
      const end = ends.get(pool.id) ?? (await endOfLast(tx, order, pool.id, now))
      ends.set(pool.id, end)
      const begins = order.starts === 'after' ? end : paidAt
      const validFrom = recorded?.validFrom ? new Date(recorded.validFrom) : begins
      const validUntil = recorded?.validUntil
        ? new Date(recorded.validUntil)
        : yearsLater(validFrom, pool.validityYears)
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
          validFrom,
          validUntil,
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
    const [paid] = await tx
      .update(orders)
      .set({ state: 'paid', paidAt, vendorOrderId: recorded?.vendorOrderId ?? null })
      .where(eq(orders.id, id))
      .returning()
    return paid!
  })
}

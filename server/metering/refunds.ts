import { eq } from 'drizzle-orm'
import type { Order } from '../contract/metering.ts'
import type { Database } from '../db/open.ts'
import { ledger, orders, packages } from '../db/schema.ts'
import { orderNotFound, refuse } from './order-problems.ts'

type OrderRow = typeof orders.$inferSelect
type PackageRow = typeof packages.$inferSelect

/** An unused package may be given back within seven days (seed-facts/ctyun/pricing.json, `refunds` and `contradictions`, "refund-rule"). */
const refundWindowMs = 7 * 24 * 60 * 60 * 1000

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

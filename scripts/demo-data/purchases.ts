import type { Database } from '../../server/db/open.ts'
import { payOrder } from '../../server/metering/order-payment.ts'
import { createOrder } from '../../server/metering/orders.ts'
import { grantPackage } from '../../server/metering/packages.ts'
import { refundOrder } from '../../server/metering/refunds.ts'
import type { Mode } from '../../server/contract/result.ts'
import { dayMs } from './month.ts'

interface Purchase {
  daysAgo: number
  run: (db: Database, now: Date) => Promise<unknown>
}

type Author = { id: string; name: string }

/** What was bought, granted and given back in the month: one package of every state is among it. */
export function purchases(by: Author): Purchase[] {
  const grant = (
    daysAgo: number,
    provider: string,
    capability: string,
    mode: Mode,
    calls: number,
    validDays: number,
  ) => ({
    daysAgo,
    run: (db: Database, now: Date) => grantPackage(db, { provider, capability, calls, validDays }, { mode, by, now }),
  })
  const order = (daysAgo: number, provider: string, size: string, { paid = true, refundAfterDays = 0 } = {}) => ({
    daysAgo,
    run: async (db: Database, now: Date) => {
      const lines = [{ size, quantity: 1 }]
      const { id } = await createOrder(db, { provider, lines, agreed: true }, { mode: 'live', by, now })
      const paidAt = new Date(now.getTime() + 90_000)
      const payment = { vendorOrderId: `${id.slice(0, 8)}${id.slice(-6)}`, paidAt: paidAt.toISOString() }
      if (paid) await payOrder(db, id, { now: paidAt, payment })
      if (refundAfterDays > 0) await refundOrder(db, id, { now: new Date(now.getTime() + refundAfterDays * dayMs) })
    },
  })
  return [
    // Used up, expired, in use, waiting, refunded, awaiting payment.
    grant(31, 'ctyun', 'ctyun.ocr.idcard', 'live', 220, 90),
    grant(31, 'ctyun', 'ctyun.ocr.plate', 'live', 5_000, 12),
    grant(31, 'ctyun', 'ctyun.ocr.idcard', 'sandbox', 100, 365),
    grant(31, 'huawei-ocr', 'huawei.ocr.passport', 'live', 190, 60),
    order(30, 'aliyun-viapi', 'viapi_ocr1_bag.1000'),
    order(20, 'ctyun', 'ctyun.ocr.idcard.100000'),
    order(18, 'ctyun', 'ctyun.ocr.plate.100000'),
    order(16, 'ctyun', 'ctyun.ocr.plate.1000000', { refundAfterDays: 3 }),
    order(9, 'aliyun-viapi', 'viapi_ocr1_bag.1000'),
    grant(6, 'huawei-ocr', 'huawei.ocr.passport', 'live', 120, 30),
    order(2, 'aliyun-viapi', 'viapi_ocr1_bag.10000', { paid: false }),
  ]
}

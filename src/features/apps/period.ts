import type { Period } from '../../api/apps.ts'

const dayMs = 24 * 60 * 60 * 1000
/** The vendors' clock, which the sums by day follow: UTC+8. */
const vendorMs = 8 * 60 * 60 * 1000

const dayOf = (moment: number) => new Date(moment + vendorMs).toISOString().slice(0, 10)

/** So many days of the vendors, today among them. */
export function lastDays(days: number, now: number): Period {
  return { from: dayOf(now - (days - 1) * dayMs), to: dayOf(now) }
}

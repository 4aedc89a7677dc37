/** The vendors are in China, which has one time zone and no summer time: UTC+8. */
const offsetMs = 8 * 60 * 60 * 1000

const shifted = (moment: Date) => new Date(moment.getTime() + offsetMs)
const unshifted = (moment: Date) => new Date(moment.getTime() - offsetMs)

/** The vendor's calendar month, e.g. `2026-11`. */
export function vendorMonth(moment: Date): string {
  return shifted(moment).toISOString().slice(0, 7)
}

/** The vendor's calendar day, e.g. `2026-11-21`. */
export function vendorDay(moment: Date): string {
  return shifted(moment).toISOString().slice(0, 10)
}

/** When the vendor's day begins. */
export function startOfVendorDay(day: string): Date {
  return unshifted(new Date(`${day}T00:00:00.000Z`))
}

/** `yyyymmddHHMMSS` by the vendor's clock, as order numbers begin (seed-facts/ctyun/pricing.json, `orderNumber`). */
export function vendorStamp(moment: Date): string {
  return shifted(moment).toISOString().slice(0, 19).replaceAll(/[-T:]/gu, '')
}

/**
 * The same second so many years later by the vendor's calendar, as a package's validity runs (pricing.json, `validity`: 2023-11-14 11:19:28 to
 * 2024-11-14 11:19:28). From a 29 February it runs to the 28th, the last day of that month.
 */
export function yearsLater(moment: Date, years: number): Date {
  const local = shifted(moment)
  const later = new Date(local)
  later.setUTCFullYear(local.getUTCFullYear() + years)
  if (later.getUTCMonth() !== local.getUTCMonth()) later.setUTCDate(0)
  return unshifted(later)
}

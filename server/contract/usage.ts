import { z } from 'zod'
import { ledgerEntrySchema, packageStateSchema, usageRowSchema } from './metering.ts'
import { modeSchema } from './mode.ts'

/** An entry of the account with the names of what it points to, as far as that is still there. */
export const ledgerLineSchema = ledgerEntrySchema.extend({
  appName: z.string().nullable(),
  /** What was bought, as the price list names it; null for a grant, and without a package. */
  packageSize: z.string().nullable(),
  documentId: z.string().nullable(),
  documentName: z.string().nullable(),
  /** The vendor's own code of what went wrong. */
  providerCode: z.string().nullable(),
})
export type LedgerLine = z.infer<typeof ledgerLineSchema>

export const ledgerPageSchema = z.object({
  items: z.array(ledgerLineSchema),
  nextCursor: z.string().nullable(),
  /** How many calls fit, from the sums by day; null where the question is not about calls alone. */
  total: z.number().int().nullable(),
})
export type LedgerPage = z.infer<typeof ledgerPageSchema>

/** Everything that the overview shows of a period, added up from the same calls. Days are the vendors' (UTC+8), both inclusive. */
export const usageOverviewSchema = z.object({
  from: z.string(),
  to: z.string(),
  /** Which modes were added together. */
  modes: z.array(modeSchema),
  total: usageRowSchema,
  days: z.array(usageRowSchema),
  /** By hour, `yyyy-mm-ddThh`, where the period is one day; otherwise empty. */
  hours: z.array(usageRowSchema),
  capabilities: z.array(usageRowSchema),
  providers: z.array(usageRowSchema),
  apps: z.array(usageRowSchema),
  regions: z.array(usageRowSchema),
  outcomes: z.array(usageRowSchema),
  /** Of calls that did not succeed. */
  codes: z.array(usageRowSchema),
  /** What apps are called, those that were deleted too. The console has no entry. */
  appNames: z.record(z.string(), z.string()),
})
export type UsageOverview = z.infer<typeof usageOverviewSchema>

/**
 * What pays for a capability now: a package in use, none left, none ever bought; the vendor's own offers; `own` for our engine; `unpriced` where the vendor
 * publishes no price list and nothing was granted.
 */
export const payingStateSchema = z.union([
  packageStateSchema.extract(['in-use', 'used-up', 'expired']),
  z.enum(['not-bought', 'limited-free', 'free-beta', 'own', 'unpriced']),
])
export type PayingState = z.infer<typeof payingStateSchema>

export const capabilityUsageSchema = z.object({
  provider: z.string(),
  capability: z.string(),
  mode: modeSchema,
  /** False: the provider has no key and no stand-in. */
  ready: z.boolean(),
  status: z.enum(['commercial', 'limited-free', 'free-beta', 'unpriced']),
  state: payingStateSchema,
  /** Goes on with pay-as-you-go when its packages end. */
  payAsYouGo: z.boolean(),
  /** The packages it draws on, and whether sizes of them can be bought. */
  pool: z.string(),
  forSale: z.boolean(),
  /** Whole calls that its packages in use and waiting still hold, and that all of its packages have paid for; null without packages. */
  callsLeft: z.number().int().nullable(),
  callsUsed: z.number().int().nullable(),
  /** Of the package in use. */
  validUntil: z.string().nullable(),
  /** Calls in the period. */
  requests: z.number().int(),
  succeeded: z.number().int(),
})
export type CapabilityUsage = z.infer<typeof capabilityUsageSchema>

export const capabilityUsageListSchema = z.object({ items: z.array(capabilityUsageSchema) })

import { z } from 'zod'
import { modeSchema } from './mode.ts'

/**
 * How a call ended, as the clouds' bills tell calls apart: `failed` = the algorithm saw the picture and answered with an error; `refused` = turned away
 * at the gate (signature, key, rate, quota); `network-error` = a connection that failed, a time-out, an answer that broke off; `not-sent` =
 * nothing left the console; `unknown` = the console ended while it waited.
 */
export const outcomeSchema = z.enum(['succeeded', 'failed', 'refused', 'network-error', 'not-sent', 'unknown'])
export type Outcome = z.infer<typeof outcomeSchema>

/** Classes of resolution by which video is charged. */
export const videoClassSchema = z.enum(['SD', 'HD', '2K', '4K'])
export type VideoClass = z.infer<typeof videoClassSchema>

export const ledgerKindSchema = z.enum(['call', 'purchase', 'grant', 'refund', 'adjustment'])
export type LedgerKind = z.infer<typeof ledgerKindSchema>

export const packageOriginSchema = z.enum(['order', 'grant'])
export type PackageOrigin = z.infer<typeof packageOriginSchema>

/** `awaiting-payment` -> `paid` -> `refunded`, or -> `cancelled`. */
export const orderStateSchema = z.enum(['awaiting-payment', 'paid', 'refunded', 'cancelled'])
export type OrderState = z.infer<typeof orderStateSchema>

/** So many packages of one size, at the price in fen that each had when it was ordered. */
export const orderLineSchema = z.object({
  size: z.string(),
  quantity: z.number().int().min(1).max(1000),
  price: z.number().int().min(0),
})
export type OrderLine = z.infer<typeof orderLineSchema>

export const packageStateSchema = z.enum(['in-use', 'waiting', 'used-up', 'expired', 'refunded'])
export type PackageState = z.infer<typeof packageStateSchema>

/** A package as the screen and scripts see it. Counts are in units of the pool: calls, or hundredths of a point. */
export const packageSchema = z.object({
  id: z.string(),
  provider: z.string(),
  mode: modeSchema,
  pool: z.string(),
  unit: z.enum(['call', 'point-hundredth']),
  capabilities: z.array(z.string()),
  origin: packageOriginSchema,
  orderId: z.string().nullable(),
  size: z.string().nullable(),
  state: packageStateSchema,
  units: z.number().int(),
  used: z.number().int(),
  reserved: z.number().int(),
  left: z.number().int(),
  /** Fen. */
  price: z.number().int(),
  validFrom: z.string(),
  validUntil: z.string(),
  createdAt: z.string(),
})
export type Package = z.infer<typeof packageSchema>

/** What an administrator gives for tests and internal quotas. */
export const grantRequestSchema = z.object({
  provider: z.string().min(1),
  capability: z.string().min(1),
  calls: z.number().int().min(1).max(1_000_000_000),
  validDays: z.number().int().min(1).max(3650),
})
export type GrantRequest = z.infer<typeof grantRequestSchema>

export const ledgerEntrySchema = z.object({
  sequence: z.number().int(),
  at: z.string(),
  kind: ledgerKindSchema,
  provider: z.string(),
  capability: z.string().nullable(),
  mode: modeSchema,
  appId: z.string().nullable(),
  callId: z.string().nullable(),
  packageId: z.string().nullable(),
  orderId: z.string().nullable(),
  outcome: outcomeSchema.nullable(),
  calls: z.number().int(),
  units: z.number().int(),
  fen: z.number().int(),
  durationMs: z.number().int().nullable(),
  bytes: z.number().int().nullable(),
  code: z.string().nullable(),
  /** Why a person adjusted a package. */
  reason: z.string().nullable(),
})
export type LedgerEntry = z.infer<typeof ledgerEntrySchema>

/** `vendor` = as its vendor does: CTyun stops, Aliyun goes on with pay-as-you-go. */
export const exhaustionPolicySchema = z.enum(['vendor', 'block', 'pay-as-you-go'])
export type ExhaustionPolicy = z.infer<typeof exhaustionPolicySchema>

/** By `provider/capability`; what is not named does as its vendor does. */
export const exhaustionPoliciesSchema = z.record(z.string(), exhaustionPolicySchema)
export type ExhaustionPolicies = z.infer<typeof exhaustionPoliciesSchema>

export const packageListSchema = z.object({ items: z.array(packageSchema) })

/** When bought packages begin: at once, or when the last one of their sort has ended (a renewal that loses no day). */
export const orderStartSchema = z.enum(['now', 'after'])
export type OrderStart = z.infer<typeof orderStartSchema>

export const orderRequestSchema = z.object({
  provider: z.string().min(1),
  lines: z
    .array(z.object({ size: z.string().min(1), quantity: z.number().int().min(1).max(1000) }))
    .min(1)
    .max(20),
  /** The vendor's service agreement was read and accepted (seed-facts/ctyun/console.json, `buy.agreement`). */
  agreed: z.literal(true),
  starts: orderStartSchema.optional(),
})
export type OrderRequest = z.infer<typeof orderRequestSchema>

/** Money in fen. */
export const orderSchema = z.object({
  id: z.string(),
  provider: z.string(),
  mode: modeSchema,
  lines: z.array(orderLineSchema),
  total: z.number().int(),
  state: orderStateSchema,
  createdAt: z.string(),
  paidAt: z.string().nullable(),
  closedAt: z.string().nullable(),
  createdByName: z.string(),
  starts: orderStartSchema,
  /** The vendor's number of a purchase that was made there. */
  vendorOrderId: z.string().nullable(),
  packageIds: z.array(z.string()),
  /** Why it cannot be given back now, or null when it can. */
  refundRefusal: z.enum(['not-paid', 'used', 'too-late', 'refunded']).nullable(),
})
export type Order = z.infer<typeof orderSchema>

/**
 * Of an order at a live provider: what was paid at the vendor, which the console only records. Moments with their time zone; the end of the validity
 * is the list's where it is absent.
 */
export const orderPaymentSchema = z.object({
  vendorOrderId: z.string().trim().min(1).max(64),
  paidAt: z.iso.datetime({ offset: true }),
  validFrom: z.iso.datetime({ offset: true }).optional(),
  validUntil: z.iso.datetime({ offset: true }).optional(),
})
export type OrderPayment = z.infer<typeof orderPaymentSchema>

/** What the vendor says is left of a package, in calls (or hundredths of a point), and why the two figures may differ. */
export const adjustRequestSchema = z.object({
  left: z.number().int().min(0).max(1_000_000_000_000),
  reason: z.string().trim().min(3).max(300),
})
export type AdjustRequest = z.infer<typeof adjustRequestSchema>

export const orderListSchema = z.object({ items: z.array(orderSchema) })

export const usageBySchema = z.enum([
  'day',
  'hour',
  'capability',
  'provider',
  'app',
  'region',
  'outcome',
  'code',
  'mode',
])
export type UsageBy = z.infer<typeof usageBySchema>

/** Sums of calls. Durations in milliseconds; money in fen; `null` where nothing was timed. */
export const usageRowSchema = z.object({
  key: z.string(),
  requests: z.number().int(),
  calls: z.number().int(),
  succeeded: z.number().int(),
  units: z.number().int(),
  fen: z.number().int(),
  bytes: z.number().int(),
  meanMs: z.number().nullable(),
  p95Ms: z.number().nullable(),
})
export type UsageRow = z.infer<typeof usageRowSchema>

/** `from` and `to` are days of the vendor (UTC+8), both inclusive. */
export const usageSchema = z.object({
  from: z.string(),
  to: z.string(),
  by: usageBySchema,
  rows: z.array(usageRowSchema),
  total: usageRowSchema,
})
export type Usage = z.infer<typeof usageSchema>

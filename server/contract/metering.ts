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

export const ledgerKindSchema = z.enum(['call', 'purchase', 'grant', 'refund'])
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
})
export type LedgerEntry = z.infer<typeof ledgerEntrySchema>

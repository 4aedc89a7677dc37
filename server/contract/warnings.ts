import { z } from 'zod'
import { modeSchema } from './mode.ts'

/** Percent of a pool that is used. */
export const warningLevels = [80, 95, 100] as const
export const warningLevelSchema = z.union([z.literal(80), z.literal(95), z.literal(100)])
export type WarningLevel = z.infer<typeof warningLevelSchema>

/** A pool whose packages come to their end: the highest level that it has reached since its newest package came. */
export const quotaWarningSchema = z.object({
  id: z.string(),
  provider: z.string(),
  mode: modeSchema,
  pool: z.string(),
  unit: z.enum(['call', 'point-hundredth']),
  level: warningLevelSchema,
  /** Why nothing is left, at 100. */
  reason: z.enum(['used-up', 'expired']),
  /** What the packages held when the newest came, and what is left of it now. */
  units: z.number().int(),
  left: z.number().int(),
  raisedAt: z.string(),
  /** Capabilities of the pool whose calls are refused once nothing is left. */
  blocked: z.array(z.string()),
  /** Capabilities of the pool whose calls go on and are paid by themselves. */
  goesOn: z.array(z.string()),
  /** Those of `goesOn` at which nobody decided that apps go on as well: their calls are refused. */
  appsStop: z.array(z.string()),
  /** The asking person has put it away. */
  seen: z.boolean(),
})
export type QuotaWarning = z.infer<typeof quotaWarningSchema>
export const quotaWarningListSchema = z.object({ items: z.array(quotaWarningSchema) })

export const deliveryStateSchema = z.enum(['waiting', 'delivered', 'failed'])
export type DeliveryState = z.infer<typeof deliveryStateSchema>

/** Where warnings are sent. The secret itself is shown once, when it is made. */
export const webhookSchema = z.object({
  id: z.string(),
  url: z.string(),
  secretEnding: z.string(),
  createdAt: z.string(),
})
export type Webhook = z.infer<typeof webhookSchema>

export const webhookDeliverySchema = z.object({
  id: z.string(),
  webhookId: z.string(),
  event: z.string(),
  /** Of a warning. */
  level: warningLevelSchema.nullable(),
  provider: z.string().nullable(),
  pool: z.string().nullable(),
  state: deliveryStateSchema,
  attempts: z.number().int(),
  /** When it is tried again; null when it is over. */
  nextAt: z.string().nullable(),
  lastStatus: z.number().int().nullable(),
  lastError: z.string().nullable(),
  createdAt: z.string(),
  endedAt: z.string().nullable(),
})
export type WebhookDelivery = z.infer<typeof webhookDeliverySchema>

export const webhookListSchema = z.object({
  items: z.array(webhookSchema.extend({ deliveries: z.array(webhookDeliverySchema) })),
})
export const webhookRequestSchema = z.object({ url: z.string().min(1).max(2048) })
export const webhookCreatedSchema = z.object({ webhook: webhookSchema, secret: z.string() })

/** The body of what a webhook receives. It names no person and no document. */
export const webhookEventSchema = z.object({
  /** The same at every repetition of one delivery. */
  id: z.string(),
  type: z.enum(['quota.warning', 'test']),
  createdAt: z.string(),
  data: z
    .object({
      warning: z.string(),
      provider: z.string(),
      mode: modeSchema,
      pool: z.string(),
      unit: z.enum(['call', 'point-hundredth']),
      capabilities: z.array(z.string()),
      level: warningLevelSchema,
      units: z.number().int(),
      left: z.number().int(),
      blocked: z.array(z.string()),
      goesOn: z.array(z.string()),
      appsStop: z.array(z.string()),
    })
    .nullable(),
})
export type WebhookEvent = z.infer<typeof webhookEventSchema>

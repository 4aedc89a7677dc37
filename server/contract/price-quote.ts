import { z } from 'zod'
import { modeSchema } from './mode.ts'

/** Why calls cost nothing: read on this machine, the vendor says so, or seconds of the month that are free. */
export const freeReasonSchema = z.enum(['local', 'limited-free', 'free-beta', 'free-seconds'])
export type FreeReason = z.infer<typeof freeReasonSchema>

/** Why no package pays for a call. */
export const lackSchema = z.enum(['not-bought', 'used-up', 'expired'])

/**
 * What so many calls would cost if they were made now. Each call is one of `prepaid` (taken from packages), `free`, `paid` (pay-as-you-go, at a known
 * price), `unpriced` (no price is known) and `blocked` (refused, nothing is sent); together they are `calls`. In the sandbox nothing of it is
 * charged by a cloud: the figures are what the same calls would cost live, by the packages of the sandbox.
 */
export const priceQuoteSchema = z.object({
  provider: z.string(),
  capability: z.string(),
  mode: modeSchema,
  calls: z.number().int(),
  prepaid: z.number().int(),
  free: z.number().int(),
  freeBecause: freeReasonSchema.nullable(),
  paid: z.number().int(),
  unpriced: z.number().int(),
  blocked: z.number().int(),
  /** Fen that the month's bill grows by: the bill is rounded, so a call of a fraction of a fen may add none. */
  fen: z.number().int(),
  /** The same exactly, hundredths of a fen. */
  hundredths: z.number().int(),
  /** Why packages do not pay for all of them; null where they do, or where none are needed. */
  lack: lackSchema.nullable(),
  /** The warning that the asking person has yet to see before calls are paid as they go; null = nothing stands in the way. */
  unseenWarning: z.string().nullable(),
})
export type PriceQuote = z.infer<typeof priceQuoteSchema>

export const priceQueryShape = {
  provider: z.string().min(1).max(200),
  capability: z.string().min(1).max(200),
  calls: z.coerce.number().int().min(1).max(1_000_000_000).default(1),
  /** Of a video, the seconds of one, and its picture's sides in pixels: by these it is charged. */
  seconds: z.coerce.number().min(0).max(1_000_000).optional(),
  width: z.coerce.number().int().min(0).max(1_000_000).optional(),
  height: z.coerce.number().int().min(0).max(1_000_000).optional(),
}

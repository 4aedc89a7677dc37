import { z } from 'zod'

/** What a stand-in can be told to do wrong, for demonstration and tests. */
export const faultSchema = z.enum([
  'rate-limit',
  'package-exhausted',
  'clock-skew',
  'slow',
  'truncated',
  'server-error',
  'reset',
  'misread',
])
export type Fault = z.infer<typeof faultSchema>

export const sandboxSchema = z.object({
  /** Where the stand-ins answer; null when there are none. */
  origin: z.string().nullable(),
  /** By provider; `remaining` calls are hit, null = all until it is switched off. */
  faults: z.record(z.string(), z.object({ fault: faultSchema, remaining: z.number().int().nullable() })),
  /** What the stand-ins themselves say is left of each package, by its id: calls, or hundredths of a point. */
  left: z.record(z.string(), z.number().int()),
})

export const faultRequestSchema = z.strictObject({
  provider: z.string().max(100),
  fault: faultSchema.nullable(),
  times: z.number().int().min(1).max(1000).optional(),
})

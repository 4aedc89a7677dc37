import { z } from 'zod'
import { modeSchema } from './mode.ts'

/** A guess with what it may be instead: in 8 of 10 cases it lies from `low` to `high`. `high` is null where it may as well never happen. */
const intervalOf = <Value extends z.ZodType>(value: Value) =>
  z.object({ low: value, likely: value, high: value.nullable() })

/**
 * `runs-out`: used up on about `runsOut`. `expires`: its last package expires before it is used up. `unused`: nothing was called lately, it stays until
 * it expires. `not-enough-history`: fewer than seven whole days. `empty`: nothing is left.
 */
export const forecastStateSchema = z.enum(['runs-out', 'expires', 'unused', 'not-enough-history', 'empty'])
export type ForecastState = z.infer<typeof forecastStateSchema>

/** When a pool will be used up. Days are the vendors' (UTC+8). */
export const forecastSchema = z.object({
  provider: z.string(),
  mode: modeSchema,
  pool: z.string(),
  unit: z.enum(['call', 'point-hundredth']),
  state: forecastStateSchema,
  /** Whole days that were looked at, at most 28. */
  historyDays: z.number().int(),
  /** Units a day lately; null without enough history. */
  perDay: z.number().nullable(),
  runsOut: intervalOf(z.string()).nullable(),
  /** Packages that expire with something in them, as it looks now: when, and how many units are lost. */
  losses: z.array(z.object({ packageId: z.string(), expires: z.string(), units: intervalOf(z.number().int()) })),
  /** When the last package expires; null where none is usable. */
  lastExpiry: z.string().nullable(),
})
export type Forecast = z.infer<typeof forecastSchema>
export const forecastListSchema = z.object({ items: z.array(forecastSchema) })

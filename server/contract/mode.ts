import { z } from 'zod'

/** DESIGN.md, "Words": `sandbox` is a stand-in, and never shown as a cloud's result. */
export const modeSchema = z.enum(['local', 'sandbox', 'live'])
export type Mode = z.infer<typeof modeSchema>

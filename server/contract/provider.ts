import { z } from 'zod'
import { limitsSchema } from './limits.ts'
import { modeSchema } from './result.ts'

/** A label in the languages that the sources give; the screen falls back to English. */
export const labelSchema = z.object({ en: z.string(), zh: z.string(), ar: z.string().optional() })
export type Label = z.infer<typeof labelSchema>

/** One parameter of a capability, enough to generate its form. */
export const parameterSchema = z.object({
  name: z.string(),
  type: z.enum(['string', 'integer', 'number', 'boolean', 'enum']),
  required: z.boolean(),
  values: z.array(z.string()).optional(),
  default: z.string().optional(),
  label: labelSchema,
})

/** One operation of a provider, under the provider's own name. `kinds` lists what it can answer, the usual one first. */
export const capabilitySchema = z.object({
  id: z.string(),
  label: labelSchema,
  kinds: z.array(z.string()).min(1),
  parameters: z.array(parameterSchema),
  limits: limitsSchema,
  asynchronous: z.boolean(),
})
export type Capability = z.infer<typeof capabilitySchema>

export const providerDescriptionSchema = z.object({
  id: z.string(),
  label: labelSchema,
  mode: modeSchema,
  capabilities: z.array(capabilitySchema),
})
export type ProviderDescription = z.infer<typeof providerDescriptionSchema>

export const providerListSchema = z.object({ items: z.array(providerDescriptionSchema) })

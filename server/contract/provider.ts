import { z } from 'zod'
import { limitsSchema } from './limits.ts'
import { modeSchema } from './mode.ts'
import { problemSchema } from './problem.ts'

/** A label in the languages that the sources give; the screen falls back to English. */
export const labelSchema = z.object({ en: z.string(), zh: z.string(), ar: z.string().optional() })
export type Label = z.infer<typeof labelSchema>

/** One parameter of a capability, enough to generate its form. */
export const parameterSchema = z.object({
  name: z.string(),
  type: z.enum(['string', 'integer', 'number', 'boolean', 'enum']),
  required: z.boolean(),
  values: z.array(z.string()).optional(),
  /** What a value of `values` means. */
  valueLabels: z.record(z.string(), labelSchema).optional(),
  /** Used where the caller gives none; a required parameter with a default may be left out. */
  default: z.string().optional(),
  label: labelSchema,
  description: labelSchema.optional(),
  /** Bounds of a number, inclusive. */
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  maxLength: z.number().int().optional(),
  /** A regular expression that the whole value must match. */
  pattern: z.string().optional(),
})
export type Parameter = z.infer<typeof parameterSchema>

/** One operation of a provider, under the provider's own name. `kinds` lists what it can answer, the usual one first. */
export const capabilitySchema = z.object({
  id: z.string(),
  label: labelSchema,
  description: labelSchema.optional(),
  kinds: z.array(z.string()).min(1),
  /** The kind that a parameter's value stands for, where it decides (`Side=back`): parameter, value, kind. */
  kindsByParameter: z.array(z.object({ name: z.string(), value: z.string(), kind: z.string() })).optional(),
  parameters: z.array(parameterSchema),
  limits: limitsSchema,
  asynchronous: z.boolean(),
  /** `browser`: the file goes from the browser straight to the provider's store, with a policy that the provider hands out. */
  delivery: z.enum(['server', 'browser']).optional(),
})
export type Capability = z.infer<typeof capabilitySchema>

export const providerDescriptionSchema = z.object({
  id: z.string(),
  label: labelSchema,
  mode: modeSchema,
  /** False: no key is configured and there is no stand-in either. */
  ready: z.boolean(),
  capabilities: z.array(capabilitySchema),
})
export type ProviderDescription = z.infer<typeof providerDescriptionSchema>

export const providerListSchema = z.object({ items: z.array(providerDescriptionSchema) })

/** `open`: calls are refused at once until `until`, because the provider failed `failures` times in a row. `half-open`: one call may try. */
export const circuitSchema = z.object({
  state: z.enum(['closed', 'open', 'half-open']),
  failures: z.number().int(),
  until: z.string().nullable(),
})
export type Circuit = z.infer<typeof circuitSchema>

/** How a provider stands, for the settings page. It holds no secret; of the key only its last four characters. */
export const providerStatusSchema = z.object({
  id: z.string(),
  label: labelSchema,
  mode: modeSchema,
  ready: z.boolean(),
  /** Origins that calls and credentials go to; empty for the local engine. */
  endpoints: z.array(z.string()),
  keyEnding: z.string().nullable(),
  circuit: circuitSchema.nullable(),
  lastCall: z
    .object({
      at: z.string(),
      purpose: z.string(),
      status: z.number().int().nullable(),
      durationMs: z.number(),
      ok: z.boolean(),
      code: z.string().nullable(),
    })
    .nullable(),
  /** Settings that are no secrets, by the name of their variable: signature scheme, bucket, region ... */
  settings: z.array(z.object({ name: z.string(), value: z.string() })),
  /** Variables that make it live: all names of any one of the lists. Names only; what they hold never leaves the server. */
  liveVariables: z.array(z.array(z.string())).optional(),
})
export type ProviderStatus = z.infer<typeof providerStatusSchema>

/** The outcome of "test connection". `checked` says how far a test that costs nothing can go with this provider. */
export const probeSchema = z.object({
  ok: z.boolean(),
  checked: z.enum(['credentials', 'reachability', 'nothing']),
  durationMs: z.number(),
  problem: problemSchema.optional(),
})
export type Probe = z.infer<typeof probeSchema>

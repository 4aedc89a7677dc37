import { z } from 'zod'

/** `free`, each call by itself, whole packages, or some of both; `unpriced`: for a part of the calls no price is known. */
export const whatIfWaySchema = z.enum(['free', 'pay-as-you-go', 'packages', 'mixed', 'unpriced'])
export type WhatIfWay = z.infer<typeof whatIfWaySchema>

/** One capability that was used, and what the same calls would be at another provider. */
export const whatIfLineSchema = z.object({
  from: z.object({ provider: z.string(), capability: z.string() }),
  kind: z.string(),
  /** The capability that reads the same kind; null where the provider has none. */
  to: z.string().nullable(),
  requests: z.number().int(),
  /** Calls that the provider would count, by its own rule for failures. */
  calls: z.number().int(),
  /** Fen, each call by itself; null where no such price is known. */
  payAsYouGo: z.number().int().nullable(),
})
export type WhatIfLine = z.infer<typeof whatIfLineSchema>

/** The calls of the period at one provider's prices. Money in fen. */
export const whatIfProviderSchema = z.object({
  provider: z.string(),
  /** Requests of kinds that it reads, and of all others. */
  covered: z.number().int(),
  uncovered: z.number().int(),
  calls: z.number().int(),
  way: whatIfWaySchema,
  /** Each call by itself; null where that is not offered for all of them. */
  payAsYouGo: z.number().int().nullable(),
  /** The cheapest way to pay for all that has a price: packages are bought whole. */
  cheapest: z.number().int(),
  /** What would be bought, and units that would be left over. */
  packages: z.array(
    z.object({
      pool: z.string(),
      size: z.string(),
      unit: z.enum(['call', 'point-hundredth']),
      /** Of one. */
      units: z.number().int(),
      count: z.number().int(),
      fen: z.number().int(),
    }),
  ),
  leftOver: z.array(z.object({ pool: z.string(), unit: z.enum(['call', 'point-hundredth']), units: z.number().int() })),
  /** Calls for which no price is known: they are in no sum. */
  unpriced: z.number().int(),
  lines: z.array(whatIfLineSchema),
})
export type WhatIfProvider = z.infer<typeof whatIfProviderSchema>

export const whatIfSchema = z.object({
  from: z.string(),
  to: z.string(),
  /** Requests of the period, and what was paid for them beyond packages, fen. */
  requests: z.number().int(),
  fen: z.number().int(),
  providers: z.array(whatIfProviderSchema),
})
export type WhatIf = z.infer<typeof whatIfSchema>

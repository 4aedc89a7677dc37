import { z } from 'zod'
import { exhaustionPolicySchema } from './metering.ts'
import { modeSchema } from './mode.ts'

/** Hundredths of a fen (0.0001 yuan): the smallest unit of the vendors' lists. */
const hundredths = z.number().int().min(0).max(100_000_000)

/** A price that holds from the call after the tier before to `upTo` (inclusive), calls of a calendar month; null = without end. */
export const priceTierSchema = z.object({ upTo: z.number().int().min(1).nullable(), price: hundredths })
export type PriceBookTier = z.infer<typeof priceTierSchema>

/** A package of calls at a price in fen. */
export const priceBookSizeSchema = z.object({
  calls: z.number().int().min(1).max(1_000_000_000),
  price: z.number().int().min(0).max(1_000_000_000),
})
export type PriceBookSize = z.infer<typeof priceBookSizeSchema>

const rises = (tiers: readonly PriceBookTier[]) =>
  tiers.every(({ upTo }, index) =>
    index === tiers.length - 1 ? upTo === null : upTo !== null && upTo > (tiers[index - 1]?.upTo ?? 0),
  )

/** What an administrator says a capability costs whose vendor publishes no price. No tier and no size: free. */
export const priceBookEntrySchema = z.object({
  provider: z.string().min(1).max(100),
  capability: z.string().min(1).max(200),
  tiers: z.array(priceTierSchema).max(10).refine(rises, 'tiers rise, and the last one has no end'),
  sizes: z
    .array(priceBookSizeSchema)
    .max(20)
    .refine((sizes) => new Set(sizes.map(({ calls }) => calls)).size === sizes.length, 'each size once'),
  validityYears: z.number().int().min(1).max(10),
})
export type PriceBookEntry = z.infer<typeof priceBookEntrySchema>

export const priceBookSchema = z.object({
  items: z.array(priceBookEntrySchema.extend({ changedAt: z.string(), changedByName: z.string() })),
})
export type PriceBookListing = z.infer<typeof priceBookSchema>

/** What can be bought for a group of capabilities that draw on the same packages, and what the vendor does when they end. */
export const offerSchema = z.object({
  provider: z.string(),
  mode: modeSchema,
  /** The sort of packages; one that can only be granted has its capability's name. */
  pool: z.string(),
  unit: z.enum(['call', 'point-hundredth']),
  /** `unpriced`: the vendor publishes nothing and nobody has entered a price. */
  status: z.enum(['commercial', 'limited-free', 'free-beta', 'unpriced']),
  /** Where the prices are from. */
  source: z.enum(['vendor', 'price-book', 'none']),
  capabilities: z.array(
    z.object({
      id: z.string(),
      unitsPerCall: z.number().int(),
      tiers: z.array(priceTierSchema),
      policy: exhaustionPolicySchema,
    }),
  ),
  /** Prices in fen. */
  sizes: z.array(
    z.object({
      id: z.string(),
      units: z.number().int(),
      price: z.number().int(),
      listPrice: z.number().int().nullable(),
      firstOrderPrice: z.number().int().nullable(),
    }),
  ),
  validityYears: z.number().int(),
  afterwards: z.enum(['block', 'pay-as-you-go']),
  note: z.string().nullable(),
})
export type Offer = z.infer<typeof offerSchema>
export const offerListSchema = z.object({ items: z.array(offerSchema) })

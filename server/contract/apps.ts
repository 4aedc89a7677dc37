import { z } from 'zod'

/**
 * Seed-facts/ctyun/console.json, `apps.create.name-rule`: 4 to 15 Chinese characters, English letters, digits and underscores, the first one a letter or
 * a Chinese character; nobody else's.
 */
export const appNameSchema = z.string().regex(/^[A-Za-z\u4e00-\u9fff][A-Za-z0-9_\u4e00-\u9fff]{3,14}$/u)

/** `provider/capability`, or `provider/*` for all of a provider. */
const enabledSchema = z.string().regex(/^[a-z][a-z0-9-]*\/(?:\*|[\w.-]+)$/u)

/** An address or a network in CIDR notation, IPv4 or IPv6. */
const networkSchema = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()])

const appFieldsSchema = z.object({
  name: appNameSchema,
  description: z.string().max(500),
  /** The capabilities that it may call. */
  enabled: z.array(enabledSchema).max(200),
  /** Where calls may come from; empty = from anywhere that reaches the console. */
  allowedNetworks: z.array(networkSchema).max(100),
  /** Calls a minute; null = no limit of its own. */
  callsPerMinute: z.number().int().min(1).max(1_000_000).nullable(),
  /** Where its callers are, for the distribution by region; null = not said. */
  region: z.string().max(100).nullable(),
})

export const appRequestSchema = appFieldsSchema.partial().required({ name: true })
export type AppRequest = z.infer<typeof appRequestSchema>
export const appChangeSchema = appFieldsSchema.partial()
export type AppChange = z.infer<typeof appChangeSchema>

export const appSchema = appFieldsSchema.extend({
  id: z.string(),
  appKey: z.string(),
  /** The last four signs of the secret, to tell two apart. */
  secretEnding: z.string(),
  createdAt: z.string(),
  /** When the secret was last replaced; null = never. */
  rotatedAt: z.string().nullable(),
})
export type App = z.infer<typeof appSchema>
export const appListSchema = z.object({ items: z.array(appSchema) })

/** The secret is shown this once: only its hash is kept. */
export const appCreatedSchema = z.object({ app: appSchema, appSecret: z.string() })

import { z } from 'zod'
import { appNamePattern } from './app-name.ts'

export const appNameSchema = z.string().regex(appNamePattern)

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
  /** Where its callers are, for the distribution by region: a code of contract/regions.ts, or any other name; null = not said. */
  region: z.string().max(100).nullable(),
})

export const appRequestSchema = appFieldsSchema.partial().required({ name: true })
export type AppRequest = z.infer<typeof appRequestSchema>
export const appChangeSchema = appFieldsSchema.partial()
export type AppChange = z.infer<typeof appChangeSchema>

/** The public half of the key pair that bodies are encrypted for (seed-facts/ctyun/console.json, `app.enckey`). */
export const encKeySchema = z.object({
  /** Base64 of X.509 SubjectPublicKeyInfo in DER: an SM2 key (PROTOCOLS.md, 6.3). */
  publicKey: z.string(),
  createdAt: z.string(),
})
export type EncKey = z.infer<typeof encKeySchema>

export const appSchema = appFieldsSchema.extend({
  id: z.string(),
  /** The console itself: it has no credentials, calls whatever there is, and is neither changed nor deleted. */
  isDefault: z.boolean(),
  /** Empty for the console itself. */
  appKey: z.string(),
  /** The last four signs of the secret, to tell two apart. */
  secretEnding: z.string(),
  /** Null until somebody asks for one. */
  encKey: encKeySchema.nullable(),
  createdAt: z.string(),
  /** When the secret was last replaced; null = never. */
  rotatedAt: z.string().nullable(),
  /** When it was deleted; null for those that can call. The ledger names deleted ones for ever. */
  removedAt: z.string().nullable(),
})
export type App = z.infer<typeof appSchema>

export const appListSchema = z.object({
  items: z.array(appSchema),
  /** The address that the question came from, as an app's network would have to name it. */
  callerAddress: z.string().nullable(),
})
export type AppList = z.infer<typeof appListSchema>

/** The secret is shown this once: only its hash is kept. */
export const appCreatedSchema = z.object({ app: appSchema, appSecret: z.string() })
export type AppCreated = z.infer<typeof appCreatedSchema>

/** Calls that were turned away before anything was sent or written into the ledger: by day (UTC+8) and by the code of the problem. */
export const appRefusalsSchema = z.object({
  items: z.array(z.object({ day: z.string(), code: z.string(), count: z.number().int() })),
})
export type AppRefusals = z.infer<typeof appRefusalsSchema>

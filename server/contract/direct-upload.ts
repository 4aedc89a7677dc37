import { z } from 'zod'

export const directUploadRequestSchema = z.strictObject({
  provider: z.string().max(100),
  capability: z.string().max(200),
})

/**
 * A form that the browser posts to a provider's own store (PROTOCOLS.md sections 2.1 and 3): the fields in this order, then the file under the
 * name `file`. The policy is the provider's, untouched.
 */
export const directUploadSchema = z.object({
  url: z.string(),
  fields: z.array(z.tuple([z.string(), z.string()])),
  /** The object's name, which the policy dictates. */
  key: z.string(),
  /** Inclusive bounds of the file, bytes; null = none. */
  minBytes: z.number().int().nullable(),
  maxBytes: z.number().int().nullable(),
  /** ISO 8601: after it the store refuses, and a new policy must be fetched. */
  expiresAt: z.string(),
})
export type DirectUpload = z.infer<typeof directUploadSchema>

import { z } from 'zod'

/** Asked before a byte is sent. `sha256` is lower-case hex of the file's bytes, computed in the browser to notice duplicates. */
export const uploadRequestSchema = z.object({
  name: z.string().max(1024),
  bytes: z.number().int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})
export type UploadRequest = z.infer<typeof uploadRequestSchema>

/**
 * A signed post policy in the form that OSS PostObject takes (shared/protocols/PROTOCOLS.md section 3): POST `fields` and then the
 * file, last and under the name `file`, as multipart/form-data to `url`.
 */
export const uploadGrantSchema = z.object({
  url: z.string(),
  fields: z.record(z.string(), z.string()),
  objectKey: z.string(),
  expiresAt: z.string(),
  /** A document that already holds the same bytes: offered to the operator instead of a second copy. */
  duplicateOf: z.object({ id: z.string(), name: z.string(), createdAt: z.string() }).nullable(),
})
export type UploadGrant = z.infer<typeof uploadGrantSchema>

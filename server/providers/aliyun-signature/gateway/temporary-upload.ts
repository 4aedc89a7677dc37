import { signedFields } from '../../../storage/post-policy.ts'

/**
 * Invention: under whose key the cloud's own services hand out upload forms. It is not the caller's (PROTOCOLS.md 2.1), it opens nothing but
 * what its signed policies say, and only the stand-in of the store knows it.
 */
export const storeIdentity = { accessKeyId: 'FPSANDBOXSTORE', accessKeySecret: 'FPSANDBOXSTORESK' } as const

export interface TemporaryUpload {
  accessKeyId: string
  /** Base64 of the policy. */
  policy: string
  signature: string
}

/**
 * A form for one object: size range, bucket in object form, and `eq` on the key, slashes escaped, as in the sample that S0 shows
 * (PROTOCOLS.md 2.1).
 */
export function temporaryUpload({
  bucket,
  key,
  maxBytes,
  expires,
}: {
  bucket: string
  key: string
  maxBytes: number
  expires: Date
}): TemporaryUpload {
  const conditions = [['content-length-range', 0, maxBytes], { bucket }, ['eq', '$key', key]]
  const text = JSON.stringify({ expiration: expires.toISOString(), conditions }).replaceAll('/', String.raw`\/`)
  const { OSSAccessKeyId: accessKeyId, policy, Signature: signature } = signedFields(text, storeIdentity)
  return { accessKeyId, policy, signature }
}

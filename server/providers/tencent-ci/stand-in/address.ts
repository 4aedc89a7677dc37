import { sandboxIdentity, type StandInRequest } from '../../stand-in.ts'

/** Where a request goes: which bucket, and the path in it without its leading slash, decoded. */
export interface Address {
  bucket: string
  key: string
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** A name with an account number at its end. */
const bucketName = /^[a-z0-9][a-z0-9-]*-\d{5,}$/

/**
 * The bucket is the first part of the host (`<bucket>.cos.<region>.myqcloud.com`, `<bucket>.localhost`), or the first part of the path when that is
 * the name of a bucket; on a plain loopback address it is the sandbox's.
 */
export function addressOf({ target, headers }: Pick<StandInRequest, 'target' | 'headers'>): Address {
  const path = decoded(target.split('?')[0]!.slice(1))
  const first = (headers['host'] ?? '').split('.')[0]!
  if (bucketName.test(first)) return { bucket: first, key: path }
  const [segment = '', ...rest] = path.split('/')
  if (bucketName.test(segment)) return { bucket: segment, key: rest.join('/') }
  return { bucket: sandboxIdentity.tencentBucket, key: path }
}

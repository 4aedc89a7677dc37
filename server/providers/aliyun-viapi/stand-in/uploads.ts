import { temporaryUpload } from '../../aliyun-signature/gateway/temporary-upload.ts'
import { sandboxIdentity, type StandInDependencies } from '../../stand-in.ts'
import { Refused } from './refused.ts'

/** common.json, uploadTempFiles: such a file is good for an hour. */
const lifeMs = 60 * 60 * 1000

/** The largest file of any action: a video. */
const mostBytes = 20 * 1_048_576

/**
 * Invention: the port stands for the region, so that the form comes here; the real one is oss-cn-shanghai.aliyuncs.com. A name rather than an
 * address, because clients put the bucket before it.
 */
function endpointOf(origins: readonly string[]): string {
  const hosts = origins.map((origin) => new URL(origin))
  return (hosts.find(({ hostname }) => /[a-z]$/i.test(hostname)) ?? hosts[0] ?? new URL('http://localhost')).host
}

export interface Uploads {
  /** The answer of AuthorizeFileUpload (PROTOCOLS.md 1.3). @throws Refused */
  authorise(parameters: ReadonlyMap<string, string>): Record<string, unknown>
  /** Whether an object came by such a form: the service may then read it without a signed link. */
  uploaded(key: string): boolean
}

/** The vendor's temporary upload authorisation (host openplatform.aliyuncs.com, version 2019-12-19). */
export function createUploads({
  clock,
  uuid,
  origins,
}: Pick<StandInDependencies, 'clock' | 'uuid' | 'origins'>): Uploads {
  const handedOut = new Map<string, number>()

  function sweep(): void {
    const now = clock().getTime()
    for (const [key, until] of handedOut) if (until < now) handedOut.delete(key)
  }

  return {
    authorise(parameters) {
      if (parameters.get('Product') !== 'ocr') throw new Refused('InvalidParameter', 'Product must be ocr.')
      sweep()
      const until = clock().getTime() + lifeMs
      const key = `temporary/${uuid()}`
      handedOut.set(key, until)
      const bucket = sandboxIdentity.ossBucket
      const upload = temporaryUpload({ bucket, key, maxBytes: mostBytes, expires: new Date(until) })
      return {
        AccessKeyId: upload.accessKeyId,
        Bucket: bucket,
        EncodedPolicy: upload.policy,
        Endpoint: endpointOf(origins()),
        ObjectKey: key,
        Signature: upload.signature,
        UseAccelerate: false,
      }
    },
    uploaded(key) {
      sweep()
      return handedOut.has(key)
    },
  }
}

import type { CloudProviderOptions } from '../cloud-provider-options.ts'

export interface TencentCiOptions extends CloudProviderOptions {
  keys: { secretId: string; secretKey: string; token?: string | undefined } | null
  /** Name with account number, e.g. example-1250000000. */
  bucket: string
  region: string
  /** Origin of <bucket>.cos.<region>.myqcloud.com. */
  cosEndpoint: string
  /** Origin of <bucket>.ci.<region>.myqcloud.com. */
  ciEndpoint: string
  /** Where finished jobs are told to, without the job's own token; null = polling alone. */
  callbackUrl: string | null
  /** Resolves when a callback for this token came, at the latest when the signal aborts. The job is asked for afterwards all the same. */
  callbackOf?: (token: string, signal: AbortSignal) => Promise<void>
}

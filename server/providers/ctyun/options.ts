import type { CloudProviderOptions } from '../cloud-provider-options.ts'

export interface CtyunOptions extends CloudProviderOptions {
  keys: { accessKey: string; securityKey: string; appKey: string } | null
  /** Origin of ai-global.ctapi.ctyun.cn. */
  endpoint: string
  /** Minutes that eop-date is ahead of UTC; 480 by default (PROTOCOLS.md 6.1). */
  dateOffsetMinutes: number
  base64: 'standard' | 'url-safe'
  /** Other paths than those of the document, by capability id. */
  paths: Partial<Record<string, string>>
  /** Body encryption with the cloud's public key (Base64 of X.509 DER); null = off. */
  envelope: { publicKey: string; layout: 'C1C2C3' | 'C1C3C2' } | null
  /** The gateway's limit of a request's body, bytes. */
  maxRequestBytes: number
  requestsPerSecond: number
}

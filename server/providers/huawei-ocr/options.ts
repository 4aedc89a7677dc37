import type { CloudProviderOptions } from '../cloud-provider-options.ts'

export type HuaweiCredentials =
  | { type: 'ak-sk'; accessKey: string; secretKey: string; securityToken?: string | undefined }
  | { type: 'iam'; endpoint: string; domain: string; user: string; password: string; projectName: string }

export interface HuaweiOcrOptions extends CloudProviderOptions {
  credentials: HuaweiCredentials | null
  projectId: string
  /** Origin of ocr.ae-ad-1.g42cloud.com. */
  endpoint: string
}

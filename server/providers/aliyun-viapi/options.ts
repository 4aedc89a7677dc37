import type { CloudProviderOptions } from '../cloud-provider-options.ts'

/** Shared by aliyun-viapi and aliyun-dysms, whose account is one. */
export interface AliyunKeys {
  accessKeyId: string
  accessKeySecret: string
  /** Of temporary credentials. */
  securityToken?: string | undefined
}

export interface AliyunViapiOptions extends CloudProviderOptions {
  /** Null: not ready. */
  keys: AliyunKeys | null
  /** Origin of ocr.cn-shanghai.aliyuncs.com. */
  endpoint: string
  /** Origin of openplatform.aliyuncs.com (AuthorizeFileUpload). */
  uploadAuthorityEndpoint: string
  signature: 'hmac-sha1' | 'acs3'
  format: 'JSON' | 'XML'
  /**
   * The own bucket that files are put into; null = the vendor's temporary upload authorisation. `endpoint` is the origin of the region
   * (https://oss-cn-shanghai.aliyuncs.com: the bucket goes into the host), or with `pathStyle` one that takes the bucket first in the path.
   */
  bucket: { name: string; endpoint: string; pathStyle: boolean } | null
  /** Origins that an answer of AuthorizeFileUpload may name; a leading `*.` stands for any one host label. */
  uploadHosts: readonly string[]
}

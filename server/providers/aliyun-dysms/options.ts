import type { CloudProviderOptions } from '../cloud-provider-options.ts'
import type { Findings } from '../../contract/result.ts'
import type { RecogniseContext, UprightPage } from '../provider.ts'

export interface AliyunDysmsOptions extends CloudProviderOptions {
  keys: { accessKeyId: string; accessKeySecret: string; securityToken?: string | undefined } | null
  /** Origin of dysmsapi.aliyuncs.com. */
  endpoint: string
  signature: 'hmac-sha1' | 'acs3'
  /** Hosts that an answer may name as the store; a leading `*.` stands for any one host label. */
  storeHosts: readonly string[]
  /** The cloud's answer holds no reading: the console reads the screenshot with its own engine and says so. */
  read: (
    kind: string,
    pages: readonly UprightPage[],
    context: Pick<RecogniseContext, 'signal' | 'onProgress'>,
  ) => Promise<Findings>
}

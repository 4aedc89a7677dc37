import { randomUUID } from 'node:crypto'
import type { CloudSettings } from './cloud-settings.ts'
import type { Callbacks } from './documents/callbacks.ts'
import { createAliyunDysmsProvider } from './providers/aliyun-dysms/index.ts'
import type { AliyunDysmsOptions } from './providers/aliyun-dysms/options.ts'
import { createHuaweiOcrProvider } from './providers/huawei-ocr/index.ts'
import type { Provider } from './providers/provider.ts'
import { sandboxIdentity } from './providers/stand-in.ts'

export interface CloudProvidersOptions {
  clouds: CloudSettings
  /** Origin of the stand-ins; null = none: a cloud without keys is then not ready. */
  sandbox: string | null
  clock: () => Date
  fetch: typeof globalThis.fetch
  callbacks: Callbacks
  /** Reads pages with the local engine, for a cloud whose answer holds no reading. */
  read: AliyunDysmsOptions['read']
}

/** Stores to which the page itself may post a file, by a policy of theirs. */
export const directUploadSources: readonly string[] = ['https://*.aliyuncs.com']

type Common = Pick<CloudProvidersOptions, 'fetch' | 'clock'> & { uuid: () => string }
type Place = Pick<CloudProvidersOptions, 'clouds' | 'sandbox'>

const { accessKey, secretKey, ossBucket, tencentBucket, tencentRegion } = sandboxIdentity
const aliyunSandboxKeys = { accessKeyId: accessKey, accessKeySecret: secretKey }

/** The stand-in is used where no key is configured; it is asked with its own identity and endpoint alone. */
const standsIn = (keys: unknown, sandbox: string | null) => (keys === null ? sandbox : null)


function aliyunDysms(
  common: Common,
  { clouds: { aliyun }, sandbox }: Place,
  read: AliyunDysmsOptions['read'],
): Provider {
  const { signature } = aliyun
  const standIn = standsIn(aliyun.keys, sandbox)
  if (standIn !== null) {
    const storeHosts = [new URL(standIn).host]
    return createAliyunDysmsProvider({
      ...common,
      mode: 'sandbox',
      keys: aliyunSandboxKeys,
      endpoint: standIn,
      signature,
      storeHosts,
      read,
    })
  }
  return createAliyunDysmsProvider({
    ...common,
    mode: 'live',
    keys: aliyun.keys,
    endpoint: aliyun.smsEndpoint ?? 'https://dysmsapi.aliyuncs.com',
    signature,
    // The answer names the bucket in the host, in a region that the document leaves open.
    storeHosts: ['*.aliyuncs.com', '*.*.aliyuncs.com'],
    read,
  })
}


function huaweiOcr(common: Common, { clouds: { huawei }, sandbox }: Place): Provider {
  const standIn = standsIn(huawei.credentials, sandbox)
  if (standIn !== null) {
    return createHuaweiOcrProvider({
      ...common,
      mode: 'sandbox',
      credentials: { type: 'ak-sk', accessKey, secretKey },
      projectId: sandboxIdentity.huaweiProject,
      endpoint: standIn,
    })
  }
  return createHuaweiOcrProvider({
    ...common,
    mode: 'live',
    credentials: huawei.credentials,
    projectId: huawei.projectId ?? '',
    endpoint: huawei.endpoint ?? 'https://ocr.ae-ad-1.g42cloud.com',
  })
}


/**
 * The clouds, each live where its keys are configured, else against its stand-in. An endpoint that was set for the real cloud is never called
 * with the sandbox's identity, nor the sandbox with real keys.
 */
export function createCloudProviders(options: CloudProvidersOptions): readonly Provider[] {
  const { fetch, clock, callbacks, read } = options
  const common = { fetch, clock, uuid: randomUUID }
  return [
    aliyunDysms(common, options, read),
    huaweiOcr(common, options),
  ]
}

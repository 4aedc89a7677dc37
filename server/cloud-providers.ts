import { randomUUID } from 'node:crypto'
import type { CloudSettings } from './cloud-settings.ts'
import type { Callbacks } from './documents/callbacks.ts'
import { createAliyunDysmsProvider } from './providers/aliyun-dysms/index.ts'
import type { AliyunDysmsOptions } from './providers/aliyun-dysms/options.ts'
import { createAliyunViapiProvider } from './providers/aliyun-viapi/index.ts'
import { createCtyunProvider } from './providers/ctyun/index.ts'
import { createHuaweiOcrProvider } from './providers/huawei-ocr/index.ts'
import type { Provider } from './providers/provider.ts'
import { sandboxIdentity } from './providers/stand-in.ts'
import { createTencentCiProvider } from './providers/tencent-ci/index.ts'

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

function aliyunViapi(common: Common, { clouds: { aliyun }, sandbox }: Place): Provider {
  const { signature, format } = aliyun
  const standIn = standsIn(aliyun.keys, sandbox)
  if (standIn !== null) {
    return createAliyunViapiProvider({
      ...common,
      mode: 'sandbox',
      keys: aliyunSandboxKeys,
      endpoint: standIn,
      uploadAuthorityEndpoint: standIn,
      signature,
      format,
      bucket: { name: ossBucket, endpoint: standIn, pathStyle: true },
      uploadHosts: [new URL(standIn).host],
    })
  }
  return createAliyunViapiProvider({
    ...common,
    mode: 'live',
    keys: aliyun.keys,
    endpoint: aliyun.viapiEndpoint ?? 'https://ocr.cn-shanghai.aliyuncs.com',
    uploadAuthorityEndpoint: aliyun.uploadAuthorityEndpoint ?? 'https://openplatform.aliyuncs.com',
    signature,
    format,
    bucket: aliyun.bucket,
    uploadHosts: ['*.oss-cn-shanghai.aliyuncs.com', '*.oss-accelerate.aliyuncs.com'],
  })
}

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

function ctyun(common: Common, { clouds, sandbox }: Place): Provider {
  const standIn = standsIn(clouds.ctyun.keys, sandbox)
  if (standIn !== null) {
    const { dateOffsetMinutes, base64, maxRequestBytes, requestsPerSecond, envelope } = clouds.ctyun
    return createCtyunProvider({
      ...common,
      mode: 'sandbox',
      keys: { accessKey, securityKey: secretKey, appKey: sandboxIdentity.ctyunAppKey },
      endpoint: standIn,
      paths: {},
      dateOffsetMinutes,
      base64,
      maxRequestBytes,
      requestsPerSecond,
      envelope,
    })
  }
  const { endpoint, ...settings } = clouds.ctyun
  return createCtyunProvider({
    ...common,
    ...settings,
    mode: 'live',
    endpoint: endpoint ?? 'https://ai-global.ctapi.ctyun.cn',
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

function tencentCi(common: Common, { clouds: { tencent }, sandbox }: Place, callbacks: Callbacks): Provider {
  const standIn = standsIn(tencent.keys, sandbox)
  const callback = {
    callbackUrl: tencent.callbackUrl === null ? null : `${tencent.callbackUrl}/callbacks/tencent-ci`,
    callbackOf: (token: string, signal: AbortSignal) => callbacks.waitFor(token, signal),
  }
  if (standIn !== null) {
    return createTencentCiProvider({
      ...common,
      ...callback,
      mode: 'sandbox',
      keys: { secretId: accessKey, secretKey },
      bucket: tencentBucket,
      region: tencentRegion,
      cosEndpoint: standIn,
      ciEndpoint: standIn,
    })
  }
  const { bucket = 'unset', region = 'ap-beijing' } = tencent
  return createTencentCiProvider({
    ...common,
    ...callback,
    mode: 'live',
    keys: tencent.keys,
    bucket,
    region,
    cosEndpoint: tencent.cosEndpoint ?? `https://${bucket}.cos.${region}.myqcloud.com`,
    ciEndpoint: tencent.ciEndpoint ?? `https://${bucket}.ci.${region}.myqcloud.com`,
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
    aliyunViapi(common, options),
    aliyunDysms(common, options, read),
    ctyun(common, options),
    huaweiOcr(common, options),
    tencentCi(common, options, callbacks),
  ]
}

import { randomUUID } from 'node:crypto'
import type { CloudSettings } from './cloud-settings.ts'
import type { Callbacks } from './documents/callbacks.ts'
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

/**
 * The clouds, each live where its keys are configured, else against its stand-in. With a stand-in nothing of the environment counts but how to
 * sign: an endpoint that was set for the real cloud must not be called with the sandbox's identity, nor the other way round.
 */
export function createCloudProviders({ clouds, sandbox, clock, fetch }: CloudProvidersOptions): readonly Provider[] {
  const common = { fetch, clock, uuid: randomUUID }
  const { huawei } = clouds
  const { accessKey, secretKey } = sandboxIdentity
  const huaweiSandboxed = !huawei.credentials && sandbox !== null
  return [
    createHuaweiOcrProvider({
      ...common,
      mode: huaweiSandboxed ? 'sandbox' : 'live',
      credentials: huaweiSandboxed ? { type: 'ak-sk', accessKey, secretKey } : huawei.credentials,
      projectId: huaweiSandboxed ? sandboxIdentity.huaweiProject : (huawei.projectId ?? ''),
      endpoint: huaweiSandboxed ? sandbox : (huawei.endpoint ?? 'https://ocr.ae-ad-1.g42cloud.com'),
    }),
  ]
}

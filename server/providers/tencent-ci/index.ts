import type { Probe } from '../../contract/provider.ts'
import { createCloud } from '../http.ts'
import { ProviderError, type Provider } from '../provider.ts'
import { capabilities, label } from './catalogue.ts'
import { provider } from './errors.ts'
import { createJobs } from './jobs.ts'
import type { TencentCiOptions } from './options.ts'
import { recogniseCards } from './recognise.ts'
import type { Keys } from './request.ts'

function notConfigured(): ProviderError {
  return new ProviderError({
    provider,
    code: 'provider-not-configured',
    status: 500,
    title: 'No key is configured for Tencent Cloud Infinite',
    detail:
      'Set TENCENTCLOUD_SECRET_ID, TENCENTCLOUD_SECRET_KEY, TENCENT_CI_BUCKET and TENCENT_CI_REGION in the environment.',
    action: 'Set the variables and start again, or use the sandbox.',
    parameters: {
      titleZh: '未配置腾讯云数据万象的访问密钥',
      detailZh:
        '请在环境变量中设置 TENCENTCLOUD_SECRET_ID、TENCENTCLOUD_SECRET_KEY、TENCENT_CI_BUCKET 和 TENCENT_CI_REGION。',
    },
    retryable: false,
    whoseFault: 'configuration',
  })
}

function capabilityUnknown(capability: string, kind: string): ProviderError {
  return new ProviderError({
    provider,
    code: 'capability-unknown',
    status: 422,
    title: 'Tencent Cloud Infinite does not have this operation for this kind of document',
    parameters: { capability, kind, titleZh: '该服务不支持此类证件' },
    retryable: false,
    whoseFault: 'caller',
  })
}

/**
 * Tencent Cloud Infinite, ImageLicenseRec: identity cards and driving licences, as jobs on objects of a bucket, with a place and a score for each
 * field. @param options null keys: the provider is listed, and recognising throws `provider-not-configured`
 */
export function createTencentCiProvider(options: TencentCiOptions): Provider {
  const { keys, bucket, region, cosEndpoint, ciEndpoint, callbackUrl, clock, mode } = options
  const origins = [...new Set([cosEndpoint, ciEndpoint].map((url) => new URL(url).origin))]
  const requireKeys = (): Keys => {
    if (keys === null) throw notConfigured()
    return keys
  }
  const cloud = createCloud({
    provider,
    fetch: options.fetch,
    clock,
    ...(options.random && { random: options.random }),
    ...(options.wait && { wait: options.wait }),
    origins,
    secrets: keys === null ? [] : [keys.secretKey],
    identifiers: keys === null ? [] : [keys.secretId],
  })
  const jobs = createJobs({ cloud, keys: requireKeys, options })

  return {
    id: provider,
    label,
    mode,
    capabilities,
    status: () => ({
      id: provider,
      label,
      mode,
      ready: keys !== null,
      endpoints: origins,
      keyEnding: keys === null ? null : keys.secretId.slice(-4),
      circuit: cloud.circuit(),
      lastCall: cloud.lastCall(),
      settings: [
        { name: 'TENCENT_CI_BUCKET', value: bucket },
        { name: 'TENCENT_CI_REGION', value: region },
        { name: 'TENCENT_CI_CALLBACK_ORIGIN', value: callbackUrl ?? '-' },
      ],
    }),
    /** Asking for a job that cannot be: it costs nothing, orders nothing, and is answered only to a right signature. */
    async probe(signal): Promise<Probe> {
      const start = clock().getTime()
      const durationMs = () => Math.max(0, clock().getTime() - start)
      try {
        requireKeys()
        await jobs.probe(signal)
        return { ok: true, checked: 'credentials', durationMs: durationMs() }
      } catch (error) {
        if (!(error instanceof ProviderError)) throw error
        return { ok: false, checked: 'credentials', durationMs: durationMs(), problem: error.problem }
      }
    },
    // Each page is a job of its own.
    countedCalls: (_, pages) => pages,
    async recognise(request, context) {
      const offered = capabilities.find(({ id }) => id === request.capability.id)
      if (!offered?.kinds.includes(request.kind.kind)) {
        throw capabilityUnknown(request.capability.id, request.kind.kind)
      }
      context.signal.throwIfAborted()
      requireKeys()
      return recogniseCards({ jobs, options }, request, context)
    },
  }
}

import type { Probe, ProviderStatus } from '../../contract/provider.ts'
import { ProviderError, type Provider } from '../provider.ts'
import { createViapiCalls, readViapi } from './calls.ts'
import { capabilities, wayOf } from './catalogue.ts'
import { capabilityUnknown, notConfigured, providerId } from './errors.ts'
import { pollAction } from './jobs.ts'
import type { AliyunKeys, AliyunViapiOptions } from './options.ts'
import { recogniseFile } from './recognise-file.ts'
import { callsFor, recognisePages, type Services } from './recognise-pages.ts'
import { createFileStore } from './upload.ts'

const label = { en: 'Alibaba Cloud viapi', zh: '阿里云视觉智能' }

/** A job that does not exist: asking for it is signed as every call is, and costs nothing (S4: polling is free). */
const noSuchJob = '00000000-0000-0000-0000-000000000000'

/** What a refused probe says about the connection. Everything else (no such job, parameter refused) comes after the signature was accepted. */
const connectionCodes = new Set([
  'provider-credentials-refused',
  'provider-clock-skew',
  'provider-permission-denied',
  'provider-not-enabled',
  'provider-rate-limited',
  'provider-unavailable',
  'provider-failed',
  'provider-timeout',
])

function servicesOf(options: AliyunViapiOptions, keys: AliyunKeys): Services {
  return { calls: createViapiCalls(options, keys), store: createFileStore(options, keys) }
}

/** Character recognition of the vision platform (S4): 26 recognisers, files by address on OSS, two of them as jobs. */
export function createAliyunViapiProvider(options: AliyunViapiOptions): Provider {
  const { keys, mode } = options
  const services = keys && servicesOf(options, keys)
  const clouds = () => (services ? [services.calls.cloud, ...services.store.clouds()] : [])

  const endpoints = [options.endpoint, options.bucket ? options.bucket.endpoint : options.uploadAuthorityEndpoint].map(
    (endpoint) => new URL(endpoint).origin,
  )

  function status(): ProviderStatus {
    const circuits = clouds().map((cloud) => cloud.circuit())
    const calls = clouds().flatMap((cloud) => cloud.lastCall() ?? [])
    return {
      id: providerId,
      label,
      mode,
      ready: services !== null,
      endpoints: [...new Set(endpoints)],
      keyEnding: keys ? keys.accessKeyId.slice(-4) : null,
      // The one that stands in the way, if any: recogniser and store fail on their own.
      circuit: circuits.find(({ state }) => state !== 'closed') ?? circuits[0] ?? null,
      lastCall: calls.toSorted((first, second) => second.at.localeCompare(first.at))[0] ?? null,
      settings: [
        { name: 'ALIYUN_SIGNATURE', value: options.signature },
        { name: 'ALIYUN_FORMAT', value: options.format },
        { name: 'ALIYUN_OSS_BUCKET', value: options.bucket?.name ?? '' },
      ],
    }
  }

  async function probe(signal: AbortSignal): Promise<Probe> {
    if (!services) {
      return { ok: false, checked: 'nothing', durationMs: 0, problem: notConfigured().problem }
    }
    const { calls } = services
    const started = performance.now()
    const end = (rest: Omit<Probe, 'durationMs'>): Probe => ({ ...rest, durationMs: performance.now() - started })
    try {
      await calls.cloud.call(() => calls.sign(pollAction, { JobId: noSuchJob }), {
        purpose: 'probe',
        signal,
        timeoutMs: 10_000,
        read: (answer) => {
          try {
            readViapi(pollAction, answer)
          } catch (error) {
            const isKnownCode = error instanceof ProviderError && error.problem.providerCode !== undefined
            if (!isKnownCode || connectionCodes.has(error.problem.code)) throw error
          }
        },
      })
      return end({ ok: true, checked: 'credentials' })
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error
      return end({ ok: false, checked: 'credentials', problem: error.problem })
    }
  }

  return {
    id: providerId,
    label,
    mode,
    capabilities,
    status,
    probe,
    countedCalls({ capability }, pages) {
      const way = wayOf(capability.id)
      return way === undefined || way.takes === 'whole-file' ? 1 : callsFor(way, pages)
    },
    async recognise(request, context) {
      const way = wayOf(request.capability.id)
      if (!way || !request.capability.kinds.includes(request.kind.kind)) throw capabilityUnknown(request.capability.id)
      context.signal.throwIfAborted()
      if (!services) throw notConfigured()
      const recognise = way.takes === 'whole-file' ? recogniseFile : recognisePages
      return recognise(services, way, request, context)
    },
  }
}

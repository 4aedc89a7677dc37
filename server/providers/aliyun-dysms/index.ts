import type { DirectUpload } from '../../contract/direct-upload.ts'
import type { Exchange } from '../../contract/exchange.ts'
import type { Probe, ProviderStatus } from '../../contract/provider.ts'
import { postObject, readStored, type StoreFile } from '../aliyun-signature/oss-requests.ts'
import { maskUploadSecrets, withoutUploadSecrets } from '../aliyun-signature/upload-secrets.ts'
import { createCloud, type Cloud } from '../http.ts'
import { pictureFor } from '../picture.ts'
import { ProviderError, type Provider } from '../provider.ts'
import { actionId, capability, objectKeyParameter } from './catalogue.ts'
import { capabilityUnknown, notConfigured, providerId, sizeRefused } from './errors.ts'
import { readByEngine } from './findings.ts'
import type { AliyunDysmsOptions } from './options.ts'
import { uploadInfoRequest } from './request.ts'
import { readUploadModel } from './response.ts'
import { uploadForm, type UploadForm } from './upload-form.ts'

const label = { en: 'Alibaba Cloud SMS', zh: '阿里云短信服务' }

type Observer = ((exchange: Exchange) => void) | undefined

export interface AliyunDysmsProvider extends Provider {
  authoriseUpload(signal: AbortSignal, onExchange?: (exchange: Exchange) => void): Promise<DirectUpload>
}

interface Authorised extends UploadForm {
  requestId: string | null
  /** The answer as it came, without policy and signature. */
  raw: { contentType: string; body: string }
}

/** The store refuses a policy that has expired with 403 AccessDenied and says so (PROTOCOLS.md section 3). */
const isExpiry = (error: unknown) =>
  error instanceof ProviderError &&
  error.problem.providerCode === 'AccessDenied' &&
  /expired/i.test(String(error.problem.parameters?.['providerMessage'] ?? ''))

/**
 * The SMS service's upload for OCR tasks (S0). It hands out a policy for one object; how the screenshot is read afterwards is documented
 * nowhere, so the console's own engine reads it, and every box and confidence says so.
 */
export function createAliyunDysmsProvider(options: AliyunDysmsOptions): AliyunDysmsProvider {
  const { keys, mode, fetch, clock, random, wait } = options
  const { origin, protocol } = new URL(options.endpoint)

  const cloudAt = (at: string): Cloud =>
    createCloud({
      provider: providerId,
      fetch,
      clock,
      ...(random && { random }),
      ...(wait && { wait }),
      origins: [at],
      secrets: keys ? [keys.accessKeySecret, keys.securityToken ?? ''].filter(Boolean) : [],
      identifiers: keys ? [keys.accessKeyId] : [],
    })
  const cloud = cloudAt(origin)
  const stores = new Map<string, Cloud>()

  async function authorise(
    taskType: string | undefined,
    purpose: 'authorise' | 'probe',
    signal: AbortSignal,
    onExchange: Observer,
  ): Promise<Authorised> {
    if (!keys) throw notConfigured()
    return cloud.call(() => uploadInfoRequest(options, keys, taskType), {
      purpose,
      signal,
      onExchange: onExchange && ((exchange) => onExchange(withoutUploadSecrets(exchange))),
      timeoutMs: 15_000,
      read: (answer) => {
        const { model, requestId } = readUploadModel(answer)
        const form = uploadForm(model, { storeHosts: options.storeHosts, protocol, name: options.uuid() })
        return { ...form, requestId, raw: { contentType: answer.contentType, body: maskUploadSecrets(answer.text()) } }
      },
    })
  }

  async function upload(
    { upload: form, range }: UploadForm,
    file: StoreFile,
    signal: AbortSignal,
    onExchange: Observer,
  ) {
    const { byteLength } = file.bytes
    if (byteLength < range.min || byteLength > range.max) throw sizeRefused(byteLength, range)
    const at = new URL(form.url).origin
    const store = stores.get(at) ?? cloudAt(at)
    stores.set(at, store)
    await store.call(
      () => postObject({ origin: at, fields: form.fields, file, boundary: `fieldproof-${options.uuid()}` }),
      { purpose: 'upload', signal, onExchange, timeoutMs: 120_000, read: readStored(providerId) },
    )
  }

  /** A policy, the upload under it, and once more with a new policy where the first has expired meanwhile. */
  async function deliver(taskType: string | undefined, file: StoreFile, signal: AbortSignal, onExchange: Observer) {
    const first = await authorise(taskType, 'authorise', signal, onExchange)
    const isOver = ({ upload: { expiresAt } }: Authorised) => Date.parse(expiresAt) <= clock().getTime()
    if (!isOver(first)) {
      try {
        await upload(first, file, signal, onExchange)
        return first
      } catch (error) {
        if (!isExpiry(error)) throw error
      }
    }
    const second = await authorise(taskType, 'authorise', signal, onExchange)
    await upload(second, file, signal, onExchange)
    return second
  }

  function status(): ProviderStatus {
    const clouds = [cloud, ...stores.values()]
    const circuits = clouds.map((each) => each.circuit())
    const calls = clouds.flatMap((each) => each.lastCall() ?? [])
    return {
      id: providerId,
      label,
      mode,
      ready: keys !== null,
      endpoints: [origin],
      keyEnding: keys ? keys.accessKeyId.slice(-4) : null,
      circuit: circuits.find(({ state }) => state !== 'closed') ?? circuits[0] ?? null,
      lastCall: calls.toSorted((one, other) => other.at.localeCompare(one.at))[0] ?? null,
      settings: [{ name: 'ALIYUN_SIGNATURE', value: options.signature }],
    }
  }

  /** Asking for a policy uploads nothing, and the document names no price for it. */
  async function probe(signal: AbortSignal): Promise<Probe> {
    if (!keys) return { ok: false, checked: 'nothing', durationMs: 0, problem: notConfigured().problem }
    const started = performance.now()
    const end = (rest: Omit<Probe, 'durationMs'>): Probe => ({ ...rest, durationMs: performance.now() - started })
    try {
      await authorise(undefined, 'probe', signal, undefined)
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
    capabilities: [capability],
    status,
    probe,
    async authoriseUpload(signal, onExchange) {
      return (await authorise(capability.parameters[0]?.default, 'authorise', signal, onExchange)).upload
    },
    async recognise({ capability: wanted, kind, parameters, pages }, context) {
      const { signal, onExchange, onProgress } = context
      if (wanted.id !== actionId || !wanted.kinds.includes(kind.kind)) throw capabilityUnknown(wanted.id)
      signal.throwIfAborted()
      const [page] = pages
      if (!page) throw new Error('a document without pages')
      let delivered: Authorised | null = null
      if (!parameters[objectKeyParameter]) {
        if (!keys) throw notConfigured()
        onProgress({ stage: 'preparing', share: 0 })
        const picture = await pictureFor(providerId, page, capability.limits)
        signal.throwIfAborted()
        onProgress({ stage: 'sending', share: 0.05 })
        delivered = await deliver(parameters['TaskType'] ?? 'ICP_DOMAIN', picture, signal, onExchange)
      }
      // Reading is most of the work: its own progress fills the rest of the bar.
      const from = delivered ? 0.3 : 0
      const reading = {
        signal,
        onProgress: (progress: Parameters<typeof onProgress>[0]) =>
          onProgress({ ...progress, share: from + (1 - from) * progress.share }),
      }
      const findings = readByEngine(await options.read(kind.kind, [page], reading))
      signal.throwIfAborted()
      return { kind: kind.kind, requestId: delivered?.requestId ?? null, findings, raw: delivered?.raw ?? null }
    },
  }
}

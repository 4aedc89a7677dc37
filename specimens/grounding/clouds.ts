import { setTimeout } from 'node:timers/promises'
import { noFindings } from '../../server/providers/field.ts'
import { createAliyunDysmsProvider } from '../../server/providers/aliyun-dysms/index.ts'
import type { AliyunDysmsOptions } from '../../server/providers/aliyun-dysms/options.ts'
import { createAliyunViapiProvider } from '../../server/providers/aliyun-viapi/index.ts'
import { createCtyunProvider } from '../../server/providers/ctyun/index.ts'
import { createHuaweiOcrProvider } from '../../server/providers/huawei-ocr/index.ts'
import { createNodeFetch } from '../../server/providers/node-fetch.ts'
import type { Provider, ProviderAnswer, RecogniseContext, RecogniseRequest } from '../../server/providers/provider.ts'
import { sandboxIdentity, type StandInEngine } from '../../server/providers/stand-in.ts'
import { createTencentCiProvider } from '../../server/providers/tencent-ci/index.ts'
import { kindByName } from '../../server/contract/documents/index.ts'
import type { Capability } from '../../server/contract/provider.ts'
import { createSandbox } from '../../server/sandbox/index.ts'

/** One call that can be made of a cloud: an operation, a kind that it reads, and what else must be said. */
export interface Operation {
  provider: string
  capability: string
  kind: string
  parameters: Record<string, string>
}

/** A document as the adapters take it: pictures of its pages, and the whole file where one was uploaded (a PDF, a video). */
export interface Document {
  pages: readonly { image: Uint8Array; width: number; height: number }[]
  file?: { format: 'pdf' | 'mp4'; bytes: Uint8Array }
}

export interface Clouds {
  /** Every call that the clouds' catalogues offer, each once; the forms of an answer that a parameter chooses are calls of their own. */
  operations: readonly Operation[]
  /** By way of the adapter, its wire protocol on loopback, and the stand-in. @throws {ProviderError} */
  recognise(operation: Operation, document: Document): Promise<ProviderAnswer>
  close(): Promise<void>
}

/** Parameters whose values change the form of the answer, and the values that each have one. */
const forms: Readonly<Record<string, readonly Record<string, string>[]>> = {
  RecognizeTable: [{ OutputFormat: 'json' }, { OutputFormat: 'html' }, { OutputFormat: 'xlsx' }],
  TrimDocument: [{ OutputType: 'html' }, { OutputType: 'json' }],
}

/** Fixed by the kind where the catalogue names only one kind for each value. */
const byKind = (kind: string): Record<string, string> =>
  kind.startsWith('driver-licence') ? { CardType: 'DriverLicense' } : { CardType: 'IDCard' }

function operationsOf(provider: string, { id, kinds, kindsByParameter = [], parameters }: Capability): Operation[] {
  const usual = parameters.flatMap(({ name, default: value, required }) =>
    required && value !== undefined ? [[name, value] as const] : [],
  )
  return kinds.flatMap((kind) => {
    const chosen = kindsByParameter.filter((choice) => choice.kind === kind).map(({ name, value }) => [name, value])
    const own = {
      ...Object.fromEntries(usual),
      ...(provider === 'tencent-ci' && byKind(kind)),
      ...(Object.fromEntries(chosen) as Record<string, string>),
    }
    return (forms[id] ?? [{}]).map((form) => ({ provider, capability: id, kind, parameters: { ...own, ...form } }))
  })
}

/** A context of a call that nobody watches. */
function silentContext(): RecogniseContext {
  return {
    signal: new AbortController().signal,
    onProgress: () => undefined,
    onExchange: () => undefined,
    beforePaidCall: async () => undefined,
    keepJob: async () => undefined,
  }
}

export interface CloudsOptions {
  /** What the stand-ins answer from. */
  engine: StandInEngine
  /** What reads for the cloud whose answer holds no reading; without it nothing is found. */
  read?: AliyunDysmsOptions['read']
  /** Of aliyun-viapi, with the older signature for XML as its SDKs have it. Default JSON. */
  format?: 'JSON' | 'XML'
  /** Between two questions about a job, milliseconds at most. Default 0: an engine that answers at once is never waited for. */
  mostWaitMs?: number
}

/** Opens the stand-ins of all clouds on a port of loopback and an adapter for each. */
export async function openClouds({ engine, read, format = 'JSON', mostWaitMs = 0 }: CloudsOptions): Promise<Clouds> {
  const wait = async (milliseconds: number) => {
    if (mostWaitMs > 0) await setTimeout(Math.min(milliseconds, mostWaitMs))
  }
  // On a fast machine more calls are made in a second than a cloud allows: its second is over sooner, for both sides.
  let looks = 0
  const clock = () => new Date(Date.now() + 100 * (looks += 1))
  const sandbox = await createSandbox({ engine, clock, wait: async () => undefined }).listen(0)
  const { origin: endpoint } = sandbox
  const { accessKey, secretKey, ossBucket, ctyunAppKey, huaweiProject, tencentBucket, tencentRegion } = sandboxIdentity
  const common = {
    mode: 'sandbox' as const,
    fetch: createNodeFetch(),
    clock,
    uuid: () => crypto.randomUUID(),
    wait,
  }
  const aliyun = {
    ...common,
    keys: { accessKeyId: accessKey, accessKeySecret: secretKey },
    endpoint,
    signature: format === 'JSON' ? ('acs3' as const) : ('hmac-sha1' as const),
  }
  const storeHosts = [new URL(endpoint).host]
  const providers: readonly Provider[] = [
    createAliyunViapiProvider({
      ...aliyun,
      uploadAuthorityEndpoint: endpoint,
      format,
      bucket: { name: ossBucket, endpoint, pathStyle: true },
      uploadHosts: storeHosts,
    }),
    createAliyunDysmsProvider({ ...aliyun, storeHosts, read: read ?? (async () => noFindings()) }),
    createCtyunProvider({
      ...common,
      keys: { accessKey, securityKey: secretKey, appKey: ctyunAppKey },
      endpoint,
      paths: {},
      dateOffsetMinutes: 480,
      base64: 'standard',
      envelope: null,
      maxRequestBytes: 15 * 1024 * 1024,
      requestsPerSecond: 10_000,
    }),
    createHuaweiOcrProvider({
      ...common,
      credentials: { type: 'ak-sk', accessKey, secretKey },
      projectId: huaweiProject,
      endpoint,
    }),
    createTencentCiProvider({
      ...common,
      keys: { secretId: accessKey, secretKey },
      bucket: tencentBucket,
      region: tencentRegion,
      cosEndpoint: endpoint,
      ciEndpoint: endpoint,
      callbackUrl: null,
    }),
  ]

  function requestOf(operation: Operation, capability: Capability, document: Document): RecogniseRequest {
    const { pages, file } = document
    const [first] = pages
    const bytes = file?.bytes ?? first!.image
    return {
      id: crypto.randomUUID(),
      capability,
      kind: kindByName(operation.kind)!,
      parameters: operation.parameters,
      pages: pages.map(({ image, width, height }, index) => ({ index, width, height, image: async () => image })),
      file: { format: file?.format ?? 'jpeg', bytes: bytes.byteLength, read: async () => bytes },
      job: null,
    }
  }

  return {
    operations: providers.flatMap(({ id, capabilities }) =>
      capabilities.flatMap((capability) => operationsOf(id, capability)),
    ),
    async recognise(operation, document) {
      const provider = providers.find(({ id }) => id === operation.provider)
      const capability = provider?.capabilities.find(({ id }) => id === operation.capability)
      if (!provider || !capability) throw new RangeError(`There is no operation ${operation.capability}.`)
      return provider.recognise(requestOf(operation, capability, document), silentContext())
    },
    close: () => sandbox.close(),
  }
}

/** How an operation is called in tables and names of tests. */
export function nameOf({ provider, capability, kind, parameters }: Operation): string {
  const form = forms[capability] ? ` ${parameters['OutputFormat'] ?? parameters['OutputType']}` : ''
  return `${provider} ${capability}${form}: ${kind}`
}

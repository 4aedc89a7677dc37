import { createHash } from 'node:crypto'
import { canonicalResource, ossSignature } from '../../../aliyun-oss/verify.ts'
import { fakeEngine, pngHead } from '../../../aliyun-signature/gateway/testing.ts'
import { rpcSignature, rpcStringToSign } from '../../../aliyun-signature/gateway/verify.ts'
import {
  sandboxIdentity,
  type StandInAnswer,
  type StandInEngine,
  type StandInObjects,
  type StandInRequest,
} from '../../../stand-in.ts'
import { limits } from '../../limits.ts'
import { createAliyunViapiStandIn } from '../../stand-in.ts'
import { fileParameter, requiredParameters } from './parameters.ts'
import { fullReadings } from './readings.ts'

export interface Variant {
  format?: string
  time?: Date
  nonce?: string
  version?: string
  /** What happens to the request on its way, after it was signed. */
  change?: (request: StandInRequest) => StandInRequest
}

/** Heads of files that are enough to be told by. */
const heads = {
  png: pngHead(800, 500),
  jpeg: Buffer.from('ffd8ffe000104a46494600010100000100010000ffc000110801f4032003012200021101031101', 'hex'),
  pdf: Buffer.from('%PDF-1.7\n%'),
  // ISO 14496-12: a file type box is all that tells an MP4.
  mp4: Buffer.concat([
    Buffer.from('00000018', 'hex'),
    Buffer.from('ftypisom'),
    Buffer.alloc(4),
    Buffer.from('isommp41'),
  ]),
}

export const origin = 'http://127.0.0.1:9788'

export const parse = ({ body }: StandInAnswer) => JSON.parse(body as string) as Record<string, unknown>

/** Status and Code of a refusal. */
export async function refusalOf(answer: Promise<StandInAnswer>): Promise<[number, string]> {
  const given = await answer
  return [given.status, parse(given).Code as string]
}

function memory(clock: () => Date): StandInObjects {
  const kept = new Map<string, NonNullable<ReturnType<StandInObjects['get']>>>()
  return {
    put: (bucket, key, { bytes, contentType }) => {
      const etag = createHash('md5').update(bytes).digest('hex').toUpperCase()
      kept.set(`${bucket}/${key}`, { bytes, contentType, etag, at: clock() })
    },
    get: (bucket, key) => kept.get(`${bucket}/${key}`),
    delete: (bucket, key) => void kept.delete(`${bucket}/${key}`),
    list: (bucket) =>
      [...kept.keys()].filter((id) => id.startsWith(`${bucket}/`)).map((id) => id.slice(bucket.length + 1)),
  }
}

/** Lets what was promised so far come to pass. */
export const settle = () => new Promise((resolve) => setImmediate(resolve))

/** A stand-in with a clock, a store and waits of its own, and a client that signs for it. */
export function createBench(engine: StandInEngine = fakeEngine(fullReadings).engine) {
  let now = new Date('2026-03-04T05:06:07Z')
  let ids = 0
  const waits: (() => void)[] = []
  const clock = () => now
  const objects = memory(clock)
  const standIn = createAliyunViapiStandIn({
    accounts: { lack: () => null, take: () => null },
    clock,
    engine,
    objects,
    uuid: () => `00000000-0000-4000-8000-${String((ids += 1)).padStart(12, '0')}`,
    origins: () => [origin, 'http://localhost:9788'],
    wait: () => new Promise((resolve) => void waits.push(() => resolve())),
  })

  /** A link as a client presigns it; `seconds` to live. */
  function link(key: string, seconds = 60, secret: string = sandboxIdentity.secretKey): string {
    const expires = String(Math.floor(now.getTime() / 1000) + seconds)
    const resource = canonicalResource({ bucket: 'fieldproof', key }, new Map())
    const signature = encodeURIComponent(ossSignature(`GET\n\n\n${expires}\n${resource}`, secret))
    return `${origin}/${key}?OSSAccessKeyId=${sandboxIdentity.accessKey}&Expires=${expires}&Signature=${signature}`
  }

  /** Puts a file that suits an action and gives its link. */
  function store(action: string, bytes?: Uint8Array): string {
    const { formats } = limits[action as keyof typeof limits]
    const format = (['png', 'jpeg', 'pdf', 'mp4'] as const).find((name) => (formats as string[]).includes(name))!
    objects.put('fieldproof', `files/${action}`, { bytes: bytes ?? heads[format], contentType: 'image/png' })
    return link(`files/${action}`)
  }

  /** A call as a core sends it: everything in the query. */
  function call(action: string, parameters: Record<string, string>, variant: Variant = {}): Promise<StandInAnswer> {
    const common = {
      AccessKeyId: sandboxIdentity.accessKey,
      Action: action,
      Format: variant.format ?? 'JSON',
      SignatureMethod: 'HMAC-SHA1',
      SignatureNonce: variant.nonce ?? `nonce-${(ids += 1)}`,
      SignatureVersion: '1.0',
      Timestamp: (variant.time ?? now).toISOString().replace(/\.\d+Z$/, 'Z'),
      Version: variant.version ?? '2019-12-30',
    }
    const target = (all: Record<string, string>) =>
      `/?${Object.entries(all)
        .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
        .join('&')}`
    const unsigned: StandInRequest = {
      method: 'GET',
      target: target({ ...common, ...parameters }),
      headers: { host: '127.0.0.1:9788' },
      body: new Uint8Array(),
      signal: new AbortController().signal,
    }
    const Signature = rpcSignature(rpcStringToSign(unsigned), sandboxIdentity.secretKey)
    const signed = { ...unsigned, target: target({ ...common, ...parameters, Signature }) }
    return standIn.answer(variant.change?.(signed) ?? signed)
  }

  return {
    standIn,
    objects,
    waits,
    link,
    store,
    call,
    now: clock,
    later: (milliseconds: number) => void (now = new Date(now.getTime() + milliseconds)),
    /** An action on a file that suits it, with all that it cannot do without. */
    run: (action: string, change: Record<string, string> = {}) =>
      call(action, { [fileParameter(action)]: store(action), ...requiredParameters(action), ...change }),
  }
}

export type Bench = ReturnType<typeof createBench>

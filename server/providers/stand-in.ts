import type { Findings } from '../contract/result.ts'
import type { Fault } from '../contract/sandbox.ts'

/** A request as it came over the wire: nothing decoded, nothing reordered. */
export interface StandInRequest {
  method: string
  /** Path and query exactly as on the request line. */
  target: string
  /** Lower-case names; values of a repeated header joined with ", ". */
  headers: Readonly<Record<string, string>>
  /** After the transfer coding was taken off. */
  body: Uint8Array
  signal: AbortSignal
}

export interface StandInAnswer {
  status: number
  headers: Record<string, string>
  body: string | Uint8Array
}

/** What the stand-ins see of the local engine. */
export interface StandInEngine {
  /**
   * Reads one picture as a document of a kind: fields where the engine can extract the kind, and every line in any case. Sizes are pixels of the
   * upright picture, to which the coordinates refer. @throws {ProblemError} with whoseFault `document` for what is no picture
   */
  read(kind: string, image: Uint8Array, signal: AbortSignal): Promise<StandInReading>
  /** Pages of a PDF as pictures, in order. @throws {ProblemError} */
  pdfPages(pdf: Uint8Array, signal: AbortSignal): Promise<{ width: number; height: number; image: Uint8Array }[]>
  /** Frames of a video as pictures. @throws {ProblemError} `video-codec-unknown` for codecs that cannot be decoded here */
  videoFrames(video: Uint8Array, signal: AbortSignal): Promise<{ timeMs: number; image: Uint8Array }[]>
}

export interface StandInReading extends Findings {
  width: number
  height: number
}

/** Objects that clients put into the stand-in buckets (OSS and COS). Kept for an hour, in memory, up to a bound. */
export interface StandInObjects {
  put(bucket: string, key: string, object: { bytes: Uint8Array; contentType: string }): void
  get(bucket: string, key: string): { bytes: Uint8Array; contentType: string; etag: string; at: Date } | undefined
  delete(bucket: string, key: string): void
  /** Names of the objects of a bucket, in byte order. */
  list(bucket: string): string[]
}

export type { Fault } from '../contract/sandbox.ts'

/** Why an account has no call left: nothing was bought (or it was given back), it is used up, or its time is over. */
export type Lack = 'not-bought' | 'used-up' | 'expired'

/** The prepaid calls that a stand-in keeps for its customer. Null = the calls are served. */
export interface StandInAccounts {
  /** Whether the gateway lets a call in. */
  lack(provider: string, capability: string): Lack | null
  /** Takes so many calls from the oldest packages, all or none. */
  take(provider: string, capability: string, calls: number): Lack | null
}

export interface StandInDependencies {
  accounts: StandInAccounts
  clock: () => Date
  engine: StandInEngine
  objects: StandInObjects
  /** Makes ids; tests put a counted one in place. */
  uuid: () => string
  /** The stand-ins' own origins, e.g. http://127.0.0.1:8788 and http://localhost:8788; the first is the one to write into answers. */
  origins: () => readonly string[]
  wait: (milliseconds: number, signal: AbortSignal) => Promise<void>
}

/** What stands in for one cloud on SANDBOX_PORT. It re-derives every signature from the request as it came. */
export interface StandIn {
  /** Provider id, or `aliyun-oss` for the store. */
  id: string
  /** Whether this request is of this cloud's dialect, told by its headers and target alone. */
  recognises(request: Pick<StandInRequest, 'method' | 'target' | 'headers' | 'body'>): boolean
  answer(request: StandInRequest): Promise<StandInAnswer>
  /** The cloud's own answer to faults that have one (rate limit, exhausted package, clock skew, server error); the others are the port's. */
  fault(fault: Fault, request: StandInRequest): StandInAnswer | null
  /** Whether a fault concerns this request: calls that recognise, not uploads and polls. */
  isRecognition(request: StandInRequest): boolean
}

/** DESIGN.md, "Fixed from outside": the only identities that the stand-ins know. They protect nothing. */
export const sandboxIdentity = {
  accessKey: 'FPSANDBOXAK',
  secretKey: 'FPSANDBOXSK',
  ctyunAppKey: 'FPSANDBOXAPP',
  huaweiProject: '0123456789abcdef0123456789abcdef',
  tencentBucket: 'fieldproof-1250000000',
  tencentRegion: 'ap-beijing',
  ossBucket: 'fieldproof',
} as const

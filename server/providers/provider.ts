import type { DirectUpload } from '../contract/direct-upload.ts'
import type { KindDefinition } from '../contract/documents/index.ts'
import type { Exchange } from '../contract/exchange.ts'
import type { Format } from '../contract/limits.ts'
import { ProblemError, type ProblemInput } from '../contract/problem.ts'
import type { Capability, Label, Probe, ProviderStatus } from '../contract/provider.ts'
import type { Findings, Line, Mode, Progress } from '../contract/result.ts'

/** An upright page as a recogniser may want it: encoded bytes (JPEG, PNG or WebP) and their pixel size. */
export interface UprightPage {
  index: number
  width: number
  height: number
  image: () => Promise<Uint8Array>
  /** Of a PDF's page: its own text in pixels of `image`, null where it has none. What it says must be compared with the pixels before it is believed. */
  textLayer?: () => Promise<Line[] | null>
}

/** The document as it was uploaded, for recognisers that take a PDF or a video rather than pictures of pages. */
export interface SourceFile {
  format: Format
  bytes: number
  read: () => Promise<Uint8Array>
}

export interface RecogniseRequest {
  /** The recognition's id: the same after a restart, so that object keys and request ids can be made from it. */
  id: string
  capability: Capability
  /** The kind that the caller expects, one of `capability.kinds`. */
  kind: KindDefinition
  parameters: Record<string, string>
  pages: readonly UprightPage[]
  file: SourceFile
  /** Where the caller had the picture from, when it gave an address instead of bytes; it has passed the guard. */
  sourceUrl?: string | undefined
  /** What `keepJob` kept before a restart: the job runs at the provider and must be polled, not ordered again. Null = nothing. */
  job: Record<string, string> | null
}

export interface RecogniseContext {
  signal: AbortSignal
  onProgress: (progress: Progress) => void
  /** Every call that was made, masked. */
  onExchange: (exchange: Exchange) => void
  /**
   * To be awaited before a call that may be charged. After a restart such a recognition is not begun again unless a job was kept: nobody knows
   * whether it was paid for. @throws when that could not be written down: then the call must not be made
   */
  beforePaidCall: () => Promise<void>
  /** Writes down, durably, what is needed to go on polling after a restart. */
  keepJob: (job: Record<string, string>) => Promise<void>
  /** So many more calls have been counted by the provider, as its bill counts them. Where it is never called, the outcome tells. */
  onCounted?: (calls: number) => void
}

/** What a provider answers: canonical findings, the kind they are of, and the answer as it came. */
export interface ProviderAnswer {
  kind: string
  requestId: string | null
  findings: Findings
  raw: { contentType: string; body: string } | null
}

/** One recogniser service. Clock, fetch, endpoint and credentials come in through its factory, never from the environment. */
export interface Provider {
  readonly id: string
  readonly label: Label
  readonly mode: Mode
  readonly capabilities: readonly Capability[]
  /** How many calls its bill counts when a document of so many pages is read whole; absent = one a document. */
  countedCalls?(request: Pick<RecogniseRequest, 'capability' | 'sourceUrl'>, pages: number): number
  /** @throws {ProviderError} for everything that goes wrong at or on the way to the provider. */
  recognise(request: RecogniseRequest, context: RecogniseContext): Promise<ProviderAnswer>
  /** How it stands now. Holds no secret. */
  status(): ProviderStatus
  /** A test of the connection that costs nothing. Never throws for what the provider says. */
  probe(signal: AbortSignal): Promise<Probe>
  /** For capabilities with delivery `browser`: a policy to upload one file with. @throws {ProviderError} */
  authoriseUpload?(signal: AbortSignal): Promise<DirectUpload>
}

/**
 * When the same call may be sent again without asking a person. It is absent on errors that stay (a refused credential, a bad picture), and on
 * those after which nobody knows whether the call was charged.
 */
export interface RetryAdvice {
  /** The vendor's own advice, milliseconds; absent = growing delay with jitter. */
  afterMs?: number
}

/** A ProblemError that names the provider and, where there was one, the provider's own code. */
export class ProviderError extends ProblemError {
  readonly retry: RetryAdvice | undefined

  constructor(
    problem: ProblemInput & { provider: string },
    options?: ErrorOptions & { retry?: RetryAdvice | undefined },
  ) {
    super(problem, options)
    this.name = 'ProviderError'
    this.retry = options?.retry
  }
}

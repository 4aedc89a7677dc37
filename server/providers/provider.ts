import type { KindDefinition } from '../contract/documents/index.ts'
import { ProblemError, type ProblemInput } from '../contract/problem.ts'
import type { Capability, Label } from '../contract/provider.ts'
import type { Findings, Mode, Progress } from '../contract/result.ts'

/** An upright page as a recogniser may want it: encoded bytes (JPEG, PNG or WebP) and their pixel size. */
export interface UprightPage {
  index: number
  width: number
  height: number
  image: () => Promise<Uint8Array>
}

export interface RecogniseRequest {
  capability: Capability
  /** The kind that the caller expects, one of `capability.kinds`. */
  kind: KindDefinition
  parameters: Record<string, string>
  pages: readonly UprightPage[]
}

export interface RecogniseContext {
  signal: AbortSignal
  onProgress: (progress: Progress) => void
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
  /** @throws {ProviderError} for everything that goes wrong at or on the way to the provider. */
  recognise(request: RecogniseRequest, context: RecogniseContext): Promise<ProviderAnswer>
}

/** A ProblemError that names the provider and, where there was one, the provider's own code. */
export class ProviderError extends ProblemError {
  constructor(problem: ProblemInput & { provider: string }, options?: ErrorOptions) {
    super(problem, options)
    this.name = 'ProviderError'
  }
}

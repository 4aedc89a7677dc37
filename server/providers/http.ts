import type { Exchange, ExchangePurpose, SigningStep } from '../contract/exchange.ts'
import type { Circuit, ProviderStatus } from '../contract/provider.ts'
import { createAttempts } from './transport/attempts.ts'
import { createPoll } from './transport/poll.ts'

/** One signed request, ready to be sent. Signed anew for every attempt: dates and nonces may not be used twice. */
export interface CloudRequest {
  method: string
  url: URL
  /** Lower-case names; without content-length, which the body decides, and without host, which the URL decides. */
  headers: Record<string, string>
  body?: Uint8Array | undefined
  /** What stands for the body in the record where the body itself is too long to show (a JSON with its Base64 shortened). */
  bodyShown?: string | undefined
  signing: readonly SigningStep[]
  /** Values of this request that nobody may replay: signature, token, policy, signed URLs' signatures. Masked wherever they appear. */
  sensitive: readonly string[]
}

export interface CloudAnswer {
  status: number
  /** Lower-case names. */
  headers: Readonly<Record<string, string>>
  contentType: string
  body: Uint8Array
  /** UTF-8. */
  text(): string
}

export interface CallOptions<Value> {
  purpose: ExchangePurpose
  signal: AbortSignal
  onExchange?: ((exchange: Exchange) => void) | undefined
  /** Awaited before each attempt of a call that may be charged (RecogniseContext.beforePaidCall). Given = the call is billable. */
  beforePaidCall?: (() => Promise<void>) | undefined
  /** From the first byte sent to the last received, milliseconds. */
  timeoutMs: number
  /** Bytes; a longer answer is refused. Default 16 MiB. */
  maxAnswerBytes?: number
  /**
   * Turns an answer of any status into a value. @throws {ProviderError} for what the provider refuses; its `retry` decides whether the call is
   * sent again. An error of any other class becomes `provider-answer-malformed`.
   */
  read: (answer: CloudAnswer) => Value | Promise<Value>
}

export interface CloudOptions {
  provider: string
  fetch: typeof globalThis.fetch
  clock: () => Date
  /** 0..1, for jitter. */
  random?: () => number
  /** Resolves after so many milliseconds, rejects with the signal's reason when aborted. Tests put their own in place. */
  wait?: (milliseconds: number, signal: AbortSignal) => Promise<void>
  /** The only origins that requests may go to. Redirects are never followed. */
  origins: readonly string[]
  /** Masked to nothing wherever they appear: secret keys, passwords. */
  secrets: readonly string[]
  /** Masked to their last four characters: access key ids, app keys. */
  identifiers: readonly string[]
  limiter?: { requestsPerSecond?: number; concurrent?: number }
  /** How often one call may be sent at most. Default 3. */
  mostAttempts?: number
}

/** The way to one cloud: limiter, circuit breaker, retries with a budget, time limits, the rule on origins, and the masked record. */
export interface Cloud {
  /**
   * Signs, sends and reads one call, again where its error allows it.
   * @param sign makes the request of an attempt (1 is the first)
   * @throws {ProviderError} `provider-unreachable`, `provider-timeout`, `provider-outcome-unknown` (billable, sent, no answer), `provider-answer-truncated`,
   *   `provider-answer-malformed`, `provider-answer-too-large`, `provider-circuit-open`, `provider-redirected`, or what `read` threw; the signal's reason when aborted
   */
  call<Value>(
    sign: (attempt: number) => CloudRequest | Promise<CloudRequest>,
    options: CallOptions<Value>,
  ): Promise<Value>
  /**
   * Asks again and again with a growing delay until `read` gives something else than null.
   * @throws as `call`; `provider-job-timeout` after `patienceMs`
   */
  poll<Value>(
    sign: (attempt: number) => CloudRequest | Promise<CloudRequest>,
    options: CallOptions<Value | null> & { firstDelayMs: number; mostDelayMs: number; patienceMs: number },
  ): Promise<Value>
  circuit(): Circuit
  lastCall(): ProviderStatus['lastCall']
}

/**
 * Opens the way to one cloud. Its limiter, breaker and budget are its own, so a provider keeps one for its life.
 * Rules for those who call: get tokens before `call`, not while it signs, as a call that waits for another of the same cloud may wait for ever;
 * calls with the purpose `token` go before the queue all the same, and those with `probe` are sent even while the circuit is open.
 * @throws {TypeError} for an origin that is no URL
 */
export function createCloud(options: CloudOptions): Cloud {
  const attempts = createAttempts(options)
  return {
    call: attempts.call,
    poll: createPoll(attempts.call, options),
    circuit: attempts.circuit,
    lastCall: attempts.lastCall,
  }
}

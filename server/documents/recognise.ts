import type { Exchange } from '../contract/exchange.ts'
import type { Recognition } from '../contract/result.ts'

export interface RecogniseOrder {
  provider: string
  capability: string
  /** One of the capability's kinds; the usual one when absent. */
  kind?: string | undefined
  parameters?: Record<string, string> | undefined
  /** Where the caller had the picture from, when it gave an address instead of bytes. */
  sourceUrl?: string | undefined
  /** User id. */
  requestedBy: string
  /** The app that is charged; the console itself when absent. */
  appId?: string | undefined
}

export interface Recognitions {
  /**
   * Queues a recognition of a stored document. `batch` work waits behind what a person is waiting for; a reading for a `comparison` does not
   * displace the one under review.
   * @throws {ProblemError} `document-not-found`, `provider-unknown`, `capability-unknown`, `kind-not-offered`, `parameter-*`, or a breach of the limits
   */
  request(
    documentId: string,
    order: RecogniseOrder,
    options?: { batch?: boolean; comparison?: boolean },
  ): Promise<Recognition>
  /** Admits bytes as a document and queues its recognition (Prefer: respond-async). @throws {ProblemError} of intake and of `request` */
  submit(
    bytes: Uint8Array,
    order: RecogniseOrder & { name: string; requestedByName: string },
    signal?: AbortSignal,
  ): Promise<Recognition>
  /** `submit`, then waits until it is finished. A failed recognition is returned, not thrown. Aborting cancels it. */
  runNow(
    bytes: Uint8Array,
    order: RecogniseOrder & { name: string; requestedByName: string },
    signal?: AbortSignal,
  ): Promise<Recognition>
  /** Null when there is none; progress included while it runs. */
  get(id: string): Promise<Recognition | null>
  /** The calls that were made for it so far, masked. Null when there is no such recognition. */
  exchanges(id: string): Promise<Exchange[] | null>
  /** Stops it; one that is finished stays as it is. Null when there is none. */
  cancel(id: string): Promise<Recognition | null>
  /** At start: takes up everything that was queued or running when the process ended, then begins to work. */
  resume(): Promise<void>
  /** Finishes running work (up to `graceMs`), then stops. */
  stop(graceMs?: number): Promise<void>
}

import type { LookAnswer, LookRequest } from '../contract/actions.ts'
import type { ProviderDescription } from '../contract/provider.ts'
import type { Database } from '../db/open.ts'
import type { EventBus } from '../documents/events.ts'
import type { Intake } from '../documents/intake/intake.ts'
import type { Recognitions } from '../documents/recognise.ts'
import type { ObjectStore } from '../storage/object-store.ts'

/** How requests are let in; main.ts decides it from the environment. */
export interface AccessRules {
  /**
   * The origins under which the console may be called, e.g. `http://127.0.0.1:8787`; the first is where sign-in links lead. A request under
   * any other Host is refused: that is what stops DNS rebinding.
   */
  origins: () => readonly string[]
  /** A bearer token with administrator rights, or undefined for none. */
  token: string | undefined
}

/** Everything that the application needs from outside; tests put their own in place. */
export interface AppDependencies {
  db: Database
  objects: ObjectStore
  intake: Intake
  recognitions: Recognitions
  /** Reads one place of a page again with the local engine. @throws {ProblemError} `page-not-found` and what the engine says */
  look: (documentId: string, request: LookRequest, signal: AbortSignal) => Promise<LookAnswer>
  providers: { describe(): ProviderDescription[] }
  events: EventBus
  access: AccessRules
  clock: () => Date
  /** One line of JSON to stderr; no personal data, no secrets. */
  log: (entry: Record<string, unknown>) => void
  /** The built browser part, or undefined for none (tests, API only). */
  staticDirectory: string | undefined
  /** The largest file that is taken in, bytes. */
  maxUploadBytes: number
  /** Aborts as soon as the server begins to stop: /readyz says so and event streams end. */
  stopping: AbortSignal
}

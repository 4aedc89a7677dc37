import type { LookAnswer, LookRequest } from '../contract/actions.ts'
import type { Database } from '../db/open.ts'
import type { EventBus } from '../documents/events.ts'
import type { Callbacks } from '../documents/callbacks.ts'
import type { Intake } from '../documents/intake/intake.ts'
import type { Recognitions } from '../documents/recognise.ts'
import type { QuotaWatch } from '../metering/quota-watch.ts'
import type { ProviderRegistry } from '../providers/registry.ts'
import type { Accounts } from '../sandbox/accounts.ts'
import type { Faults } from '../sandbox/faults.ts'
import type { ObjectStore } from '../storage/object-store.ts'
import type { OutTray } from '../webhooks/out-tray.ts'
import type { Vault } from '../storage/vault.ts'

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
  /** Where the private halves of the apps' EncKeys are sealed. */
  vault: Vault
  intake: Intake
  recognitions: Recognitions
  /** Reads one place of a page again with the local engine. @throws {ProblemError} `page-not-found` and what the engine says */
  look: (documentId: string, request: LookRequest, signal: AbortSignal) => Promise<LookAnswer>
  providers: ProviderRegistry
  /** The stand-ins of the clouds, or null for none. */
  sandbox: { origin: string; faults: Faults; accounts: Accounts } | null
  /** Callbacks of finished jobs that clouds send here. */
  callbacks: Callbacks
  /** Fetches a picture from an address that a caller gives, through the guard. @throws {ProblemError} `image-url-*` */
  fetchPicture: (url: string, signal: AbortSignal) => Promise<Uint8Array>
  /** Origins beside our own that the page may send to: stores that take files from the browser. */
  connectSources: readonly string[]
  events: EventBus
  /** Raises warnings of packages that come to their end. */
  quotaWatch: Pick<QuotaWatch, 'poke' | 'check'>
  /** Sends webhooks. */
  outTray: Pick<OutTray, 'send'>
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

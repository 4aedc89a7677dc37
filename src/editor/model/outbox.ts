import type { Problem } from '#contract/problem'
import type { ChangeAnswer, ChangeSet } from '#contract/review'
import type { Journal, JournalEntry } from './journal.ts'

/**
 * How a document's work is kept: `saved` on the server, `saving` on its way, `kept` in this browser because the server cannot be
 * reached, `conflict` when somebody else changed the same, `refused` when the server will not take it.
 */
export type SavedState = 'saved' | 'saving' | 'kept' | 'conflict' | 'refused'

/** Why the server did not store change-sets. */
export class SendFailure extends Error {
  readonly reason: 'unreachable' | 'conflict' | 'refused'
  readonly theirs: readonly ChangeSet[]
  readonly problem: Problem | null

  constructor(reason: SendFailure['reason'], problem: Problem | null = null, theirs: readonly ChangeSet[] = []) {
    super(problem?.title ?? reason)
    this.name = 'SendFailure'
    this.reason = reason
    this.problem = problem
    this.theirs = theirs
  }
}

export type OutboxEvent =
  | { type: 'state'; state: SavedState; problem: Problem | null }
  | { type: 'answer'; answer: ChangeAnswer }
  | { type: 'conflict'; theirs: readonly ChangeSet[] }

export interface OutboxDependencies {
  journal: Journal
  /** Stores change-sets on the server. @throws {SendFailure} */
  send: (documentId: string, baseSequence: number, changeSets: ChangeSet[]) => Promise<ChangeAnswer>
  /** Runs a task while no other tab of this browser runs one of the same name. */
  exclusively?: <Result>(name: string, task: () => Promise<Result>) => Promise<Result>
  /** Calls back after so many milliseconds; answers how to cancel. */
  later?: (milliseconds: number, task: () => void) => () => void
}

interface Lane {
  state: SavedState
  problem: Problem | null
  /** Appends and sends of one document follow one another. */
  chain: Promise<void>
  sending: boolean
  attempt: number
  cancelRetry: (() => void) | null
  listeners: Set<(event: OutboxEvent) => void>
  waiting: (() => void)[]
}

const BATCH = 500
const FIRST_RETRY = 500
const LONGEST_RETRY = 30_000

/**
 * Sends journalled change-sets behind, document by document and in order, and tries again for as long as it takes. It outlives the
 * document on the screen: what was typed in the last one goes on being sent while the next one is reviewed.
 */
export class Outbox {
  readonly #journal: Journal
  readonly #send: OutboxDependencies['send']
  readonly #exclusively: NonNullable<OutboxDependencies['exclusively']>
  readonly #later: NonNullable<OutboxDependencies['later']>
  readonly #lanes = new Map<string, Lane>()

  constructor({ journal, send, exclusively, later }: OutboxDependencies) {
    this.#journal = journal
    this.#send = send
    this.#exclusively = exclusively ?? ((_, task) => task())
    this.#later =
      later ??
      ((milliseconds, task) => {
        const timer = setTimeout(task, milliseconds)
        return () => clearTimeout(timer)
      })
  }

  #lane(documentId: string): Lane {
    let lane = this.#lanes.get(documentId)
    if (!lane) {
      lane = {
        state: 'saved',
        problem: null,
        chain: Promise.resolve(),
        sending: false,
        attempt: 0,
        cancelRetry: null,
        listeners: new Set(),
        waiting: [],
      }
      this.#lanes.set(documentId, lane)
    }
    return lane
  }

  /** Hears of a document's state, answers and conflicts until the returned function is called. */
  subscribe(documentId: string, listener: (event: OutboxEvent) => void): () => void {
    const lane = this.#lane(documentId)
    lane.listeners.add(listener)
    return () => lane.listeners.delete(listener)
  }

  stateOf(documentId: string): SavedState {
    return this.#lane(documentId).state
  }

  /** What earlier sessions left of a document, oldest first. */
  pending(documentId: string): Promise<JournalEntry[]> {
    return this.#journal.pending(documentId)
  }

  /** Sends what earlier sessions left, of every document. */
  async sendLeftovers(): Promise<void> {
    for (const documentId of await this.#journal.documents()) this.flush(documentId)
  }

  /** Tries again at once, as when the network has come back. */
  retryNow(): void {
    for (const [documentId, lane] of this.#lanes) {
      if (lane.state === 'kept' || lane.state === 'refused') {
        lane.attempt = 0
        this.flush(documentId)
      }
    }
  }

  /** Journals a change-set and sends it behind. Resolves when this browser has it. */
  append(entry: JournalEntry): Promise<void> {
    const { documentId } = entry
    const lane = this.#lane(documentId)
    if (lane.state === 'saved') this.#enter(lane, 'saving')
    const kept = lane.chain.then(() => this.#journal.append(entry))
    lane.chain = kept.catch(() => {})
    void kept.then(
      () => this.flush(documentId),
      // A full or broken disk: say so; the document's own memory still has the change.
      () => this.#enter(lane, 'refused'),
    )
    return kept
  }

  /** Puts other change-sets in place of the journalled ones (after a conflict) and sends them. */
  async replace(documentId: string, entries: readonly JournalEntry[]): Promise<void> {
    const lane = this.#lane(documentId)
    const replaced = lane.chain.then(() => this.#journal.replace(documentId, entries))
    lane.chain = replaced.catch(() => {})
    await replaced
    this.#enter(lane, 'saving')
    this.flush(documentId)
  }

  /** Resolves once nothing of the document is on its way: it is saved, or it cannot be at present. */
  settled(documentId: string): Promise<void> {
    const lane = this.#lane(documentId)
    if (lane.state !== 'saving') return Promise.resolve()
    return new Promise((resolve) => lane.waiting.push(resolve))
  }

  /** Starts sending if nothing of the document is being sent. */
  flush(documentId: string): void {
    const lane = this.#lane(documentId)
    if (lane.sending) return
    lane.sending = true
    lane.cancelRetry?.()
    lane.cancelRetry = null
    void this.#sendAll(documentId, lane)
  }

  async #sendAll(documentId: string, lane: Lane): Promise<void> {
    await this.#drain(documentId, lane)
    lane.sending = false
    if (lane.state !== 'saved') return
    // Something may have been journalled between the last look and now.
    const left = await this.#journal.pending(documentId)
    if (left.length > 0) this.flush(documentId)
  }

  async #drain(documentId: string, lane: Lane): Promise<void> {
    try {
      await this.#exclusively(`fieldproof-outbox:${documentId}`, async () => {
        for (;;) {
          await lane.chain
          const batch = (await this.#journal.pending(documentId)).slice(0, BATCH)
          if (batch.length === 0) return
          this.#enter(lane, 'saving')
          const base = Math.min(...batch.map(({ baseSequence }) => baseSequence))
          const changeSets = batch.map(({ changeSet }) => changeSet)
          const answer = await this.#send(documentId, base, changeSets)
          lane.attempt = 0
          await this.#journal.remove(changeSets.map(({ id }) => id))
          for (const listener of lane.listeners) listener({ type: 'answer', answer })
        }
      })
      this.#enter(lane, 'saved')
    } catch (error) {
      this.#failed(documentId, lane, error)
    }
  }

  #failed(documentId: string, lane: Lane, error: unknown): void {
    const failure = error instanceof SendFailure ? error : new SendFailure('unreachable')
    if (failure.reason === 'conflict') {
      this.#enter(lane, 'conflict', failure.problem)
      for (const listener of lane.listeners) listener({ type: 'conflict', theirs: failure.theirs })
      return
    }
    this.#enter(lane, failure.reason === 'refused' ? 'refused' : 'kept', failure.problem)
    if (failure.reason === 'refused') return
    const pause = Math.min(LONGEST_RETRY, FIRST_RETRY * 2 ** lane.attempt++)
    lane.cancelRetry = this.#later(pause, () => this.flush(documentId))
  }

  #enter(lane: Lane, state: SavedState, problem: Problem | null = null): void {
    if (state !== 'saving') for (const resolve of lane.waiting.splice(0)) resolve()
    if (lane.state === state && lane.problem === problem) return
    lane.state = state
    lane.problem = problem
    for (const listener of lane.listeners) listener({ type: 'state', state, problem })
  }
}

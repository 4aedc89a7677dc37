import { createStore, type StoreApi } from 'zustand/vanilla'
import { RECALL } from './decisions.ts'
import type { Session } from './session.ts'
import type { OpenSession, SessionServices } from './session-core.ts'

export interface DeskState {
  /** The document in hand. While another one is being fetched the one before stays, so that nothing flickers between two documents. */
  readonly session: Session | null
  readonly failure: { readonly documentId: string; readonly error: unknown } | null
}

/** What a session tells of its decision, and how it goes on to the next document. */
export type Decisions = Pick<SessionServices, 'openNext' | 'decided'>

export interface DeskDependencies<Open extends OpenSession> {
  /** Fetches what a session is opened from: the journal of this browser first, then the server's answer. */
  load: (documentId: string) => Promise<Open>
  /** Begins the work on a document. */
  begin: (open: Open, decisions: Decisions) => Session
  /** Calls back after so many milliseconds; answers how to cancel. */
  later: (milliseconds: number, task: () => void) => () => void
}

/**
 * The documents on the reviewer's desk: the one in hand, those that come next, made ready, and the one that was decided a moment ago. What lies
 * ready is in hand within the same turn of the event loop.
 */
export class Desk<Open extends OpenSession = OpenSession> {
  readonly store: StoreApi<DeskState> = createStore<DeskState>(() => ({ session: null, failure: null }))
  readonly #needs: DeskDependencies<Open>
  readonly #ready = new Map<string, Open>()
  readonly #loading = new Map<string, Promise<Open>>()
  /** Which documents are wanted ready; what of others arrives late is dropped. */
  #wanted: readonly string[] = []
  #decided: { session: Session; cancel: () => void } | null = null
  /** Grows with every document that is asked for: only the last one comes to hand. */
  #turn = 0
  #heard: Decisions | null = null

  constructor(needs: DeskDependencies<Open>) {
    this.#needs = needs
  }

  get session(): Session | null {
    return this.store.getState().session
  }

  /** Who is told of decisions, and brings the next document. */
  heed(heard: Decisions): void {
    this.#heard = heard
  }

  #begin(open: Open): Session {
    return this.#needs.begin(open, {
      openNext: () => this.#heard?.openNext() ?? Promise.resolve(false),
      decided: (made) => this.#heard?.decided(made),
    })
  }

  /** A document that is on its way is not asked for twice. */
  #load(documentId: string): Promise<Open> {
    const under = this.#loading.get(documentId)
    if (under) return under
    const loading = this.#needs.load(documentId).finally(() => this.#loading.delete(documentId))
    this.#loading.set(documentId, loading)
    return loading
  }

  /** The documents that can be taken in hand at once. */
  get ready(): readonly string[] {
    return [...this.#ready.keys()]
  }

  /**
   * Makes documents ready, one after the other, and lets go of those that are not wanted any more.
   * @param prepare what is to be done beside, as to have the picture there
   */
  async makeReady(documentIds: readonly string[], prepare: (open: Open) => Promise<void>): Promise<void> {
    this.#wanted = documentIds
    for (const id of this.#ready.keys()) if (!documentIds.includes(id)) this.#ready.delete(id)
    for (const id of documentIds) {
      if (this.#ready.has(id)) continue
      const open = await this.#load(id)
      if (!this.#wanted.includes(id)) continue
      this.#ready.set(id, open)
      await prepare(open)
    }
  }

  /** Something changed about a document: what lies ready of it is out of date. */
  async renew(documentId: string): Promise<void> {
    if (!this.#ready.has(documentId)) return
    const open = await this.#needs.load(documentId)
    if (this.#ready.has(documentId)) this.#ready.set(documentId, open)
  }

  /**
   * Takes a document in hand: at once when it lies on the desk, else when it has come. With `anew` it is asked for again, whatever lies
   * ready.
   */
  async open(documentId: string, anew = false): Promise<void> {
    const turn = ++this.#turn
    const { session, failure } = this.store.getState()
    if (session?.state.documentId === documentId && !anew) {
      if (failure) this.store.setState({ failure: null })
      return
    }
    if (this.#decided?.session.state.documentId === documentId && !anew) {
      const { session: kept, cancel } = this.#decided
      cancel()
      this.#decided = null
      this.#take(kept)
      return
    }
    const ready = this.#ready.get(documentId)
    if (ready && !anew) {
      this.#ready.delete(documentId)
      this.#take(this.#begin(ready))
      return
    }
    try {
      const open = await (anew ? this.#needs.load(documentId) : this.#load(documentId))
      if (turn === this.#turn) this.#take(this.#begin(open))
    } catch (error) {
      if (turn === this.#turn) this.store.setState({ failure: { documentId, error } })
    }
  }

  #take(session: Session): void {
    const before = this.session
    this.store.setState({ session, failure: null })
    if (before && before !== session) this.#putAway(before)
  }

  /** A document that was just decided stays for as long as the decision can be taken back; any other is closed. */
  #putAway(session: Session): void {
    // What lies ready of it does not know what was done since.
    this.#ready.delete(session.state.documentId)
    const { recallable, document } = session.state
    if (!recallable || document?.review.decision.state === 'open') {
      session.close()
      return
    }
    session.commitDraft()
    this.#letGoOfDecided()
    const cancel = this.#needs.later(RECALL, () => this.#letGoOfDecided())
    this.#decided = { session, cancel }
  }

  #letGoOfDecided(): void {
    this.#decided?.cancel()
    this.#decided?.session.close()
    this.#decided = null
  }

  /** Leaves the desk. */
  close(): void {
    this.#turn += 1
    this.#letGoOfDecided()
    this.session?.close()
    this.store.setState({ session: null, failure: null })
  }
}

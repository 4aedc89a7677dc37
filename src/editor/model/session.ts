import { createStore, type StoreApi } from 'zustand/vanilla'
import type { ReadingFound } from '#contract/actions'
import type { DocumentDetail } from '#contract/document'
import type { Change, ChangeSet } from '#contract/review'
import type { Disagreement } from './conflict.ts'
import { withLocal } from './document-state.ts'
import { derived } from './derived.ts'
import type { DialogName, EditorState } from './editor-state.ts'
import { Exchange } from './exchange.ts'
import { withDone } from './history.ts'
import { initialState } from './initial-state.ts'
import { withRecognisers } from './other-readings.ts'
import type { Reading } from './readings.ts'
import type { OpenSession, SessionCore, SessionServices } from './session-core.ts'
import { Steps } from './steps.ts'
import { Typing } from './typing.ts'
import { Whereabouts, type FocusOptions } from './whereabouts.ts'

/** What of the state is only this screen's and may be set from outside. */
type ScreenState = Pick<
  EditorState,
  | 'tool'
  | 'layers'
  | 'picture'
  | 'bare'
  | 'frozen'
  | 'hand'
  | 'quad'
  | 'corner'
  | 'doubtful'
  | 'trail'
  | 'hold'
  | 'recallable'
  | 'looking'
  | 'cycle'
  | 'grid'
  | 'region'
>

/**
 * One open document: its state and everything that can be done to it. Plain TypeScript; React subscribes to `store`, commands and
 * tools call the methods. Every change goes through `commit`.
 */
export class Session implements SessionCore {
  readonly store: StoreApi<EditorState>
  readonly services: SessionServices
  readonly #typing: Typing
  readonly #whereabouts: Whereabouts
  readonly #steps: Steps
  readonly #exchange: Exchange
  readonly #me: string | null

  constructor({ detail, leftovers, draft, me, readings = [] }: OpenSession, services: SessionServices) {
    this.services = services
    this.store = createStore<EditorState>(() => initialState(detail, leftovers, me, services.threshold.read()))
    this.#typing = new Typing(this)
    this.#whereabouts = new Whereabouts(this, () => this.#typing.commit())
    this.#steps = new Steps(this, this.#typing, this.#whereabouts)
    const { document, documentId } = this.state
    this.#me = me
    const history = document && services.histories?.of(documentId, document.recognition.id, me)
    this.patch(history ? { history } : {})
    this.#exchange = new Exchange(this, this.#whereabouts, me)
    if (leftovers.length > 0) services.outbox.flush(detail.document.id)
    this.takeReadings(readings)
    this.#typing.recover(draft)
    this.showPage(this.state.page)
    this.focusFirst()
  }

  get state(): EditorState {
    return this.store.getState()
  }

  close(): void {
    this.#typing.commit()
    this.#typing.hold()
    this.keepHistory()
    this.#exchange.close()
  }

  /** Leaves the history where it is found again when the document is opened once more. */
  keepHistory(): void {
    const { document, documentId, history } = this.state
    if (!document) return
    const recognitionId = document.recognition.id
    this.services.histories?.keep(documentId, { recognitionId, owner: this.#me, history })
  }

  /** Sets parts of the state; what depends on items, draft and threshold is worked out again when one of them changed. */
  patch(patch: Partial<EditorState>): void {
    const next = { ...this.state, ...patch }
    const dependent = (['document', 'draft', 'threshold', 'otherReadings'] as const).some(
      (part) => patch[part] !== undefined,
    )
    const first = this.state.byId.size === 0 && next.document !== null
    this.store.setState(dependent || first ? { ...next, ...derived(next, this.state) } : next, true)
  }

  /** Sets what is only this screen's: tool, layers, picture and the like. */
  set(patch: Partial<ScreenState>): void {
    this.patch(patch)
  }

  openDialog(dialog: DialogName | null): void {
    this.patch({ dialog })
  }

  setThreshold(threshold: number): void {
    this.services.threshold.write(threshold)
    this.patch({ threshold })
  }

  announce(key: string, parameters: Record<string, string | number> = {}): void {
    this.patch({ announcement: { key, parameters, count: this.state.announcement.count + 1 } })
  }

  /** The document is on the screen for the first time, or its picture turned out to be missing, which the screen says. */
  painted(): void {
    if (!this.state.seen) this.patch({ seen: true })
  }

  /** Says which document has come, and how much there is to do. */
  announceOpened(): void {
    const { summary, flags } = this.state
    this.announce('opened', { name: summary.name, left: flags.size })
  }

  /** Offers another value for an item; one that is known already moves to the front. */
  addReading(item: string, reading: Reading): void {
    const others = new Map(this.state.otherReadings)
    const before = (others.get(item) ?? []).filter(({ value }) => value !== reading.value)
    this.patch({ otherReadings: new Map(others.set(item, [reading, ...before])) })
  }

  /** Offers what other recognisers read on this document; readings that were offered before give way to them. */
  takeReadings(readings: readonly ReadingFound[]): void {
    const { document, otherReadings } = this.state
    if (document) this.patch({ otherReadings: withRecognisers(otherReadings, document.recognition, readings) })
  }

  // Where one is

  showPage(page: number): void {
    this.#whereabouts.showPage(page)
  }

  focus(id: string, options: FocusOptions = {}): void {
    this.#whereabouts.focus(id, options)
  }

  focusDecision(): void {
    this.#whereabouts.focusDecision()
  }

  focusFirst(): void {
    this.#whereabouts.focusFirst()
  }

  // What is typed

  type(item: string, text: string): void {
    this.#typing.type(item, text)
  }

  holdDraft(): void {
    this.#typing.hold()
  }

  dropDraft(): void {
    this.#typing.drop()
  }

  commitDraft(): void {
    this.#typing.commit()
  }

  // What changes

  /** Makes one step of the history: applied here at once, journalled, sent behind. Null when the document cannot be changed. */
  commit(label: string, changes: readonly Change[], undoable = true): ChangeSet | null {
    const { document, documentId, history, hold } = this.state
    if (!document || changes.length === 0 || hold.by === 'other') return null
    const decides = changes.some(({ type }) => type === 'decision')
    if (!decides && document.review.decision.state !== 'open') return null
    const changeSet: ChangeSet = {
      id: this.services.uuid(),
      recognitionId: document.recognition.id,
      label,
      changes: [...changes],
    }
    this.patch({
      document: withLocal(document, changeSet),
      ...(undoable ? { history: withDone(history, changeSet) } : {}),
    })
    void this.services.outbox.append({ documentId, changeSet, baseSequence: document.sequence }).catch(() => {})
    return changeSet
  }

  undo(): void {
    this.#steps.undo()
  }

  redo(): void {
    this.#steps.redo()
  }

  // What the server says

  settleConflict(choice: (disagreement: Disagreement) => 'mine' | 'theirs'): void {
    this.#exchange.settle(choice)
  }

  refresh(detail: DocumentDetail): void {
    this.#exchange.refresh(detail)
  }
}

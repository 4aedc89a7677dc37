import { createStore, type StoreApi } from 'zustand/vanilla'
import type { DocumentDetail } from '#contract/document'
import type { Quad } from '#contract/geometry'
import type { Change, ChangeAnswer, ChangeSet } from '#contract/review'
import { settled, disagreementsOf, type Disagreement } from './conflict.ts'
import { acknowledge, newestSequence, openDocumentState, withLocal, withPending } from './document-state.ts'
import {
  claimHold,
  derived,
  emptyToNull,
  isEditable,
  itemsIn,
  type DialogName,
  type EditorState,
} from './editor-state.ts'
import { flagOrder } from './flags.ts'
import { emptyHistory, nextRedo, nextUndo, withDone, type Step } from './history.ts'
import type { Draft, Journal, JournalEntry } from './journal.ts'
import type { Outbox, OutboxEvent } from './outbox.ts'
import type { Reading } from './readings.ts'
import type { ViewController } from './view-controller.ts'
import { uprightRotation, type Rotation } from './view.ts'

/** What one look of the engine at one place found. */
export interface Look {
  text: string
  confidence: number | null
}

/** What a session needs from outside; tests bring their own. */
export interface SessionServices {
  outbox: Outbox
  journal: Journal
  view: ViewController
  uuid: () => string
  look: (documentId: string, page: number, quad: Quad) => Promise<Look>
  /** Calls back after so many milliseconds; answers how to cancel. */
  later: (milliseconds: number, task: () => void) => () => void
  /** Takes the next document of the queue; true when there is one. */
  openNext: () => Promise<boolean>
  /** Remembers an approval for the ten seconds in which it can be taken back from anywhere. */
  decided: (decided: { documentId: string; name: string; changeSet: ChangeSet }) => void
  threshold: { read: () => number; write: (threshold: number) => void }
}

export interface FocusOptions {
  hand?: EditorState['hand']
  /** The view stays where it is. */
  still?: boolean
  quad?: number
  /** The keyboard's focus stays where it is. */
  silent?: boolean
}

/** Typing that pauses for so long becomes a change: one step of the history, and on its way to the server. */
const PAUSE_OF_TYPING = 700

export interface OpenSession {
  detail: DocumentDetail
  /** What the journal still held of this document. */
  leftovers: readonly JournalEntry[]
  draft: Draft | null
  /** The id of the user on this screen. */
  me: string | null
}

/**
 * One open document: its state and everything that can be done to it. Plain TypeScript; React subscribes to `store`, commands and
 * tools call the methods. Every change goes through `commit`.
 */
export class Session {
  readonly store: StoreApi<EditorState>
  readonly services: SessionServices
  readonly #unsubscribe: () => void
  readonly #me: string | null
  #cancelPause: (() => void) | null = null
  #rotations = new Map<number, Rotation>()

  constructor({ detail, leftovers, draft, me }: OpenSession, services: SessionServices) {
    this.services = services
    this.#me = me
    this.store = createStore<EditorState>(() => initialState(detail, leftovers, me, services.threshold.read()))
    this.#patch({})
    this.#unsubscribe = services.outbox.subscribe(detail.document.id, (event) => this.#heard(event))
    this.#patch({ saved: services.outbox.stateOf(detail.document.id) })
    if (leftovers.length > 0) services.outbox.flush(detail.document.id)
    this.#recoverDraft(draft)
    this.showPage(this.state.page)
    this.focusFirst()
  }

  get state(): EditorState {
    return this.store.getState()
  }

  close(): void {
    this.commitDraft()
    this.#cancelPause?.()
    this.#unsubscribe()
  }

  /** Sets parts of the state; what depends on items, draft and threshold is worked out again when one of them changed. */
  #patch(patch: Partial<EditorState>): void {
    const next = { ...this.state, ...patch }
    const dependent = patch.document !== undefined || patch.draft !== undefined || patch.threshold !== undefined
    const first = this.state.byId.size === 0 && next.document !== null
    this.store.setState(dependent || first ? { ...next, ...derived(next) } : next, true)
  }

  /** Sets what is only this screen's: tool, layers, picture, dialog and the like. */
  set(
    patch: Partial<
      Pick<
        EditorState,
        | 'tool'
        | 'layers'
        | 'picture'
        | 'bare'
        | 'frozen'
        | 'hand'
        | 'quad'
        | 'doubtful'
        | 'trail'
        | 'hold'
        | 'looking'
        | 'cycle'
      >
    >,
  ): void {
    this.#patch(patch)
  }

  openDialog(dialog: DialogName | null): void {
    this.#patch({ dialog })
  }

  setThreshold(threshold: number): void {
    this.services.threshold.write(threshold)
    this.#patch({ threshold })
  }

  /** Says something in the live region. */
  announce(key: string, parameters: Record<string, string | number> = {}): void {
    this.#patch({ announcement: { key, parameters, count: this.state.announcement.count + 1 } })
  }

  addReading(item: string, reading: Reading): void {
    const others = new Map(this.state.otherReadings)
    const before = (others.get(item) ?? []).filter(({ value }) => value !== reading.value)
    this.#patch({ otherReadings: new Map(others.set(item, [reading, ...before])) })
  }

  // Where one is

  /** Shows a page, whole and with its text upright. */
  showPage(page: number): void {
    const shown = this.state.pages[page]
    if (!shown) return
    this.#patch({ page })
    this.services.view.showPage(shown, this.#uprightRotation(page))
  }

  #uprightRotation(page: number): Rotation {
    const known = this.#rotations.get(page)
    if (known !== undefined) return known
    const { document } = this.state
    const lines = document?.recognition.lines.filter((line) => line.page === page).map(({ quad }) => quad) ?? []
    const quads =
      lines.length > 0 ? lines : itemsIn(this.state).flatMap((item) => (item.page === page ? item.quads : []))
    const rotation = uprightRotation(quads)
    this.#rotations.set(page, rotation)
    return rotation
  }

  /** Puts the focus on an item, in the list and on the page alike; the view follows unless `still`. */
  focus(id: string, options: FocusOptions = {}): void {
    const { hand = 'text', still = false, quad = 0, silent = false } = options
    if (this.state.draft && this.state.draft.item !== id) this.commitDraft()
    const item = this.state.byId.get(id)
    if (!item) return
    if (item.quads.length > 0 && item.page !== this.state.page) this.showPage(item.page)
    this.#patch({
      focus: id,
      hand,
      quad: Math.min(quad, Math.max(0, item.quads.length - 1)),
      doubtful: this.state.doubtful?.item === id ? this.state.doubtful : null,
      focusDecision: false,
      focusCount: this.state.focusCount + (silent ? 0 : 1),
    })
    if (!still) this.services.view.reveal(item.quads)
  }

  /** Puts the focus on Approve. It never approves. */
  focusDecision(): void {
    this.commitDraft()
    this.#patch({ focusDecision: true, focusCount: this.state.focusCount + 1 })
    this.announce('allSeen')
  }

  /** Puts the focus on the most urgent flag, or on Approve when there is none. */
  focusFirst(): void {
    const { document } = this.state
    if (!document) return
    const first = flagOrder(itemsIn(this.state), this.state.flags)[0]
    if (first !== undefined && document.review.decision.state === 'open') this.focus(first)
    else this.#patch({ focusDecision: true, focusCount: this.state.focusCount + 1 })
  }

  // What is typed

  /** Takes in what stands in an input. It becomes a change when typing pauses or the focus goes on. */
  type(item: string, text: string): void {
    if (!isEditable(this.state)) return
    const { documentId, document } = this.state
    this.#patch({ draft: { item, text } })
    void this.services.journal
      .writeDraft({ documentId, recognitionId: document!.recognition.id, item, text })
      .catch(() => {})
    this.#cancelPause?.()
    this.#cancelPause = this.services.later(PAUSE_OF_TYPING, () => this.commitDraft())
  }

  /** While an input method composes, nothing becomes a change. */
  holdDraft(): void {
    this.#cancelPause?.()
    this.#cancelPause = null
  }

  /** Lets go of what is typed without making a change of it. */
  dropDraft(): void {
    this.holdDraft()
    if (!this.state.draft) return
    this.#patch({ draft: null })
    void this.services.journal.clearDraft(this.state.documentId).catch(() => {})
  }

  /** Makes a change of what is typed. */
  commitDraft(): void {
    const { draft, byId } = this.state
    if (!draft) return
    const item = byId.get(draft.item)
    const value = emptyToNull(draft.text)
    this.dropDraft()
    if (item && value !== item.value) this.commit('value', valueChanges(item.id, value, this.state))
  }

  #recoverDraft(draft: Draft | null): void {
    const { document, byId } = this.state
    if (!draft || document?.recognition.id !== draft.recognitionId || !byId.has(draft.item)) return
    this.#patch({ draft: { item: draft.item, text: draft.text } })
    this.commitDraft()
  }

  // What changes

  /** Makes one step of the history: applied here at once, journalled, sent behind. False when the document cannot be changed. */
  commit(label: string, changes: readonly Change[], undoable = true): ChangeSet | null {
    const { document } = this.state
    if (!document || changes.length === 0 || this.state.hold.by === 'other') return null
    const decides = changes.some(({ type }) => type === 'decision')
    if (!decides && document.review.decision.state !== 'open') return null
    const changeSet: ChangeSet = {
      id: this.services.uuid(),
      recognitionId: document.recognition.id,
      label,
      changes: [...changes],
    }
    this.#patch({
      document: withLocal(document, changeSet),
      ...(undoable ? { history: withDone(this.state.history, changeSet) } : {}),
    })
    this.#journal(changeSet)
    return changeSet
  }

  #journal(changeSet: ChangeSet): void {
    const { documentId, document } = this.state
    void this.services.outbox.append({ documentId, changeSet, baseSequence: document!.sequence }).catch(() => {})
  }

  undo(): void {
    this.commitDraft()
    const { document, history } = this.state
    const found = document && nextUndo(history, document.review)
    if (!found) {
      this.announce('nothingToUndo')
      return
    }
    const inverse = this.commit('undo', found.step.changes, false)
    if (!inverse) return
    this.#patch({ history: { done: found.history.done, undone: [...found.history.undone, inverse] } })
    this.#afterStep(found.step, 'undone')
  }

  redo(): void {
    this.commitDraft()
    const { document, history } = this.state
    const found = document && nextRedo(history, document.review)
    if (!found) {
      this.announce('nothingToRedo')
      return
    }
    const again = this.commit('redo', found.step.changes, false)
    if (!again) return
    this.#patch({ history: { done: [...found.history.done, again], undone: found.history.undone } })
    this.#afterStep(found.step, 'redone')
  }

  /** The focus follows what a step of the history changed. */
  #afterStep({ changes }: Step, announcement: string): void {
    const change = changes.at(-1)
    const id = change && 'item' in change ? (typeof change.item === 'string' ? change.item : change.item.id) : null
    if (id !== null && this.state.byId.has(id)) this.focus(id, { hand: this.state.hand })
    this.announce(announcement)
  }

  // What the server says

  #heard(event: OutboxEvent): void {
    switch (event.type) {
      case 'state':
        this.#patch({ saved: event.state, savedProblem: event.problem })
        break
      case 'answer':
        this.#answered(event.answer)
        break
      case 'conflict':
        this.#conflicting(event.theirs)
        break
    }
  }

  #answered(answer: ChangeAnswer): void {
    const { document } = this.state
    if (!document) return
    const own = new Set(document.pending.map(({ id }) => id))
    const theirs = answer.changeSets.some(
      ({ id }) => !own.has(id) && !document.acknowledged.some((known) => known.id === id),
    )
    this.#patch({ document: acknowledge(document, answer) })
    if (theirs) this.announce('merged')
  }

  #conflicting(theirs: readonly ChangeSet[]): void {
    const { document } = this.state
    if (!document) return
    const disagreements = disagreementsOf(document, theirs)
    this.#patch({
      conflict: { theirs, disagreements },
      dialog: disagreements.length > 0 ? 'conflict' : this.state.dialog,
    })
    // Both came to the same: nothing to ask.
    if (disagreements.length === 0) this.settleConflict(() => 'mine')
    else this.announce('conflict', { count: disagreements.length })
  }

  /** Settles a conflict; both values stay in the history, whoever wins. */
  settleConflict(choice: (disagreement: Disagreement) => 'mine' | 'theirs'): void {
    const { document, conflict, documentId } = this.state
    if (!document || !conflict) return
    const pending = settled(document, conflict.theirs, choice, this.services.uuid)
    const known = new Set(document.acknowledged.map(({ id }) => id))
    const acknowledged = [...document.acknowledged, ...conflict.theirs.filter(({ id }) => !known.has(id))]
    const sequence = newestSequence(conflict.theirs, document.sequence)
    this.#patch({
      document: withPending({ ...document, acknowledged, sequence }, pending),
      conflict: null,
      dialog: this.state.dialog === 'conflict' ? null : this.state.dialog,
    })
    void this.services.outbox.replace(
      documentId,
      pending.map((changeSet) => ({ documentId, changeSet, baseSequence: sequence })),
    )
  }

  /** Who holds the document now. Our own lease may be newer than the answer: only somebody else's takes it away. */
  #holdAfter({ document: { claim } }: DocumentDetail): EditorState['hold'] {
    const { hold } = this.state
    if (claim !== null && claim.owner !== this.#me) return claimHold(claim, this.#me)
    return hold.by === 'other' ? claimHold(claim, this.#me) : hold
  }

  /**
   * Takes in a newer answer of the server for this document: its row, its pages, and what others did. A new machine reading is taken
   * only when there is none yet or no work of a person stands on the present one.
   */
  refresh(detail: DocumentDetail): void {
    const { document } = this.state
    const summary = { summary: detail.document, pages: detail.pages, hold: this.#holdAfter(detail) }
    const { recognition } = detail
    if (!recognition || recognition.status !== 'succeeded') {
      this.#patch(summary)
      return
    }
    if (document && document.recognition.id === recognition.id) {
      this.#patch({ ...summary, document: acknowledge(document, detail) })
      return
    }
    const touched = document !== null && (document.pending.length > 0 || this.state.draft !== null)
    if (touched) {
      this.#patch(summary)
      return
    }
    this.#patch({
      ...summary,
      document: openDocumentState(recognition, detail.changeSets, detail.sequence),
      history: emptyHistory,
      focus: null,
    })
    this.#rotations.clear()
    this.showPage(Math.min(this.state.page, detail.pages.length - 1))
    this.focusFirst()
  }
}

/** The changes that give an item another value: a value that was accepted is doubtful again, and a mark falls. */
export function valueChanges(id: string, value: string | null, state: EditorState): Change[] {
  const item = state.byId.get(id)!
  const changes: Change[] = []
  if (item.value !== value) changes.push({ type: 'value', item: id, from: item.value, to: value })
  if (item.mark !== null) changes.push({ type: 'mark', item: id, from: item.mark, to: null })
  if (item.accepted) changes.push({ type: 'accept', item: id, from: true, to: false })
  return changes
}

function initialState(
  detail: DocumentDetail,
  leftovers: readonly JournalEntry[],
  me: string | null,
  threshold: number,
): EditorState {
  const { document: summary, pages, recognition, changeSets, sequence } = detail
  const readable = recognition?.status === 'succeeded' ? recognition : null
  const pending = leftovers
    .map(({ changeSet }) => changeSet)
    .filter(({ recognitionId }) => recognitionId === readable?.id)
  const document = readable && openDocumentState(readable, changeSets, sequence, pending)
  return {
    documentId: summary.id,
    summary,
    pages,
    document,
    byId: new Map(),
    checks: new Map(),
    flags: new Map(),
    threshold,
    // What was not sent yet was done in this browser and can be taken back.
    history: (document?.pending ?? []).reduce(withDone, emptyHistory),
    draft: null,
    focus: null,
    hand: 'text',
    quad: 0,
    doubtful: null,
    trail: [],
    page: 0,
    tool: 'select',
    layers: { fields: true, lines: false, characters: false, regions: true },
    picture: { brightness: 1, contrast: 1, inverted: false },
    bare: false,
    frozen: false,
    saved: 'saved',
    savedProblem: null,
    hold: claimHold(summary.claim, me),
    dialog: null,
    conflict: null,
    looking: new Set(),
    otherReadings: new Map(),
    cycle: null,
    announcement: { key: '', parameters: {}, count: 0 },
    focusCount: 0,
    focusDecision: false,
  }
}

import type { DocumentDetail } from '#contract/document'
import type { ChangeAnswer, ChangeSet } from '#contract/review'
import { sameValue } from '#contract/same-value'
import { disagreementsOf, settled, type Disagreement } from './conflict.ts'
import { acknowledge, newestSequence, openDocumentState, withPending, type DocumentState } from './document-state.ts'
import { claimHold, type EditorState } from './editor-state.ts'
import { pagesOf } from './frame-pages.ts'
import { emptyHistory } from './history.ts'
import type { OutboxEvent } from './outbox.ts'
import type { SessionCore } from './session-core.ts'
import type { Whereabouts } from './whereabouts.ts'

/** What a session and the server tell one another: changes on their way, conflicts, and what others did. */
export class Exchange {
  readonly #core: SessionCore
  readonly #whereabouts: Whereabouts
  readonly #me: string | null
  readonly #unsubscribe: () => void

  constructor(core: SessionCore, whereabouts: Whereabouts, me: string | null) {
    this.#core = core
    this.#whereabouts = whereabouts
    this.#me = me
    const { outbox } = core.services
    const { documentId } = core.state
    this.#unsubscribe = outbox.subscribe(documentId, (event) => this.#heard(event))
    core.patch({ saved: outbox.stateOf(documentId) })
  }

  close(): void {
    this.#unsubscribe()
  }

  #heard(event: OutboxEvent): void {
    switch (event.type) {
      case 'state':
        this.#core.patch({ saved: event.state, savedProblem: event.problem })
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
    const { document } = this.#core.state
    if (!document) return
    const own = new Set(document.pending.map(({ id }) => id))
    const theirs = answer.changeSets.some(
      ({ id }) => !own.has(id) && !document.acknowledged.some((known) => known.id === id),
    )
    this.#core.patch({ document: acknowledge(document, answer) })
    if (theirs) this.#core.announce('merged')
  }

  #conflicting(theirs: readonly ChangeSet[]): void {
    const { document, dialog } = this.#core.state
    if (!document) return
    const disagreements = disagreementsOf(document, theirs)
    this.#core.patch({
      conflict: { theirs, disagreements },
      dialog: disagreements.length > 0 ? 'conflict' : dialog,
    })
    // Both came to the same: nothing to ask.
    if (disagreements.length === 0) this.settle(() => 'mine')
    else this.#core.announce('conflict', { count: disagreements.length })
  }

  /** Settles a conflict; both values stay in the history, whoever wins. */
  settle(choice: (disagreement: Disagreement) => 'mine' | 'theirs'): void {
    const { services, state } = this.#core
    const { document, conflict, documentId, dialog } = state
    if (!document || !conflict) return
    const pending = settled(document, conflict.theirs, choice, services.uuid)
    const known = new Set(document.acknowledged.map(({ id }) => id))
    const acknowledged = [...document.acknowledged, ...conflict.theirs.filter(({ id }) => !known.has(id))]
    const sequence = newestSequence(conflict.theirs, document.sequence)
    this.#core.patch({
      document: withPending({ ...document, acknowledged, sequence }, pending),
      conflict: null,
      dialog: dialog === 'conflict' ? null : dialog,
    })
    void services.outbox.replace(
      documentId,
      pending.map((changeSet) => ({ documentId, changeSet, baseSequence: sequence })),
    )
  }

  /** Who holds the document now. Our own lease may be newer than the answer: only somebody else's takes it away. */
  #holdAfter({ document: { claim } }: DocumentDetail): EditorState['hold'] {
    const { hold } = this.#core.state
    if (claim !== null && claim.owner !== this.#me) return claimHold(claim, this.#me)
    return hold.by === 'other' ? claimHold(claim, this.#me) : hold
  }

  /**
   * Takes in a newer answer of the server for this document: its row, its pages, and what others did. A new machine reading is taken
   * only when there is none yet or no work of a person stands on the present one.
   */
  refresh(detail: DocumentDetail): void {
    const { document, draft, pages: known } = this.#core.state
    // Pages hardly ever change: as long as they are the same, every row and the stage may rely on it.
    const found = pagesOf(detail)
    const pages = sameValue(known, found) ? known : found
    const summary = { summary: detail.document, pages, hold: this.#holdAfter(detail) }
    const { recognition } = detail
    if (!recognition || recognition.status !== 'succeeded') {
      this.#core.patch(summary)
      return
    }
    if (document && document.recognition.id === recognition.id) {
      this.#core.patch({ ...summary, document: acknowledge(document, detail) })
      return
    }
    const touched = document !== null && (document.pending.length > 0 || draft !== null)
    if (touched) {
      this.#core.patch(summary)
      return
    }
    this.#takeReading(openDocumentState(recognition, detail.changeSets, detail.sequence), summary)
  }

  /** Another machine reading takes the place of the one before. What a person did and where the focus is stay, where both have the same items. */
  #takeReading(document: DocumentState, summary: Pick<EditorState, 'summary' | 'pages' | 'hold'>): void {
    const { document: before, history, focus, focusDecision, page } = this.#core.state
    const sameKind = before?.recognition.kind === document.recognition.kind
    this.#core.patch({ ...summary, document, history: sameKind ? history : emptyHistory, cycle: null, doubtful: null })
    this.#whereabouts.forgetRotations()
    if (sameKind && !focusDecision && focus !== null && this.#core.state.byId.has(focus)) return
    this.#core.patch({ focus: null })
    this.#whereabouts.showPage(Math.min(page, summary.pages.length - 1))
    this.#whereabouts.focusFirst()
  }
}

import { emptyToNull, isEditable } from './editor-state.ts'
import type { Draft } from './journal.ts'
import type { SessionCore } from './session-core.ts'
import { valueChanges } from './value-changes.ts'

/** Typing that pauses for so many milliseconds becomes a change: one step of the history, and on its way to the server. */
const PAUSE_OF_TYPING = 700

/** What stands in an input and is no change yet. The journal has it from the first sign on. */
export class Typing {
  readonly #core: SessionCore
  #cancelPause: (() => void) | null = null

  constructor(core: SessionCore) {
    this.#core = core
  }

  /** Takes in what stands in an input. It becomes a change when typing pauses or the focus goes on. */
  type(item: string, text: string): void {
    const { state, services } = this.#core
    if (!isEditable(state)) return
    const { documentId, document } = state
    this.#core.patch({ draft: { item, text } })
    void services.journal
      .writeDraft({ documentId, recognitionId: document!.recognition.id, item, text })
      .catch(() => {})
    this.#cancelPause?.()
    this.#cancelPause = services.later(PAUSE_OF_TYPING, () => this.commit())
  }

  /** While an input method composes, nothing becomes a change. */
  hold(): void {
    this.#cancelPause?.()
    this.#cancelPause = null
  }

  /** Lets go of what is typed without making a change of it. */
  drop(): void {
    this.hold()
    const { state, services } = this.#core
    if (!state.draft) return
    this.#core.patch({ draft: null })
    void services.journal.clearDraft(state.documentId).catch(() => {})
  }

  /** Makes a change of what is typed. */
  commit(): void {
    const { draft, byId } = this.#core.state
    if (!draft) return
    const item = byId.get(draft.item)
    const value = emptyToNull(draft.text)
    this.drop()
    if (item && value !== item.value) this.#core.commit('value', valueChanges(item.id, value, this.#core.state))
  }

  /** Takes up what was being typed when the tab was lost. */
  recover(draft: Draft | null): void {
    const { document, byId } = this.#core.state
    if (!draft || document?.recognition.id !== draft.recognitionId || !byId.has(draft.item)) return
    this.#core.patch({ draft: { item: draft.item, text: draft.text } })
    this.commit()
  }
}

import { goOn } from './decisions.ts'
import { nextRedo, nextUndo, type Step } from './history.ts'
import type { SessionCore } from './session-core.ts'
import type { Typing } from './typing.ts'
import type { Whereabouts } from './whereabouts.ts'

/** Goes back and forth in the one history of a document. */
export class Steps {
  readonly #core: SessionCore
  readonly #typing: Typing
  readonly #whereabouts: Whereabouts

  constructor(core: SessionCore, typing: Typing, whereabouts: Whereabouts) {
    this.#core = core
    this.#typing = typing
    this.#whereabouts = whereabouts
  }

  undo(): void {
    this.#typing.commit()
    const { document, history } = this.#core.state
    const found = document && nextUndo(history, document.review)
    // A decision is a step like any other for ten seconds; after them it takes a button of its own.
    const settled = found?.step.of.changes.some(({ type }) => type === 'decision') && !this.#core.state.recallable
    if (!found || settled) {
      this.#core.announce('nothingToUndo')
      return
    }
    const inverse = this.#core.commit('undo', found.step.changes, false)
    if (!inverse) return
    this.#core.patch({ history: { done: found.history.done, undone: [...found.history.undone, inverse] } })
    this.#after(found.step, 'undone')
  }

  redo(): void {
    this.#typing.commit()
    const { document, history } = this.#core.state
    const found = document && nextRedo(history, document.review)
    if (!found) {
      this.#core.announce('nothingToRedo')
      return
    }
    const again = this.#core.commit('redo', found.step.changes, false)
    if (!again) return
    this.#core.patch({ history: { done: [...found.history.done, again], undone: found.history.undone } })
    this.#after(found.step, 'redone')
    goOn(this.#core, again)
  }

  /** The focus follows what a step of the history changed. */
  #after({ changes }: Step, announcement: string): void {
    const { state } = this.#core
    const change = changes.at(-1)
    const id = change && 'item' in change ? (typeof change.item === 'string' ? change.item : change.item.id) : null
    if (id !== null && state.byId.has(id)) this.#whereabouts.focus(id, { hand: state.hand })
    this.#core.announce(announcement)
  }
}

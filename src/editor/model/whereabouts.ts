import { itemsIn, type EditorState } from './editor-state.ts'
import { flagOrder } from './flags.ts'
import type { SessionCore } from './session-core.ts'
import { uprightRotation, type Rotation } from './view.ts'

export interface FocusOptions {
  hand?: EditorState['hand']
  /** The view stays where it is. */
  still?: boolean
  quad?: number
  /** The keyboard's focus stays where it is. */
  silent?: boolean
}

/** Where one is in a document: the page on the screen and the item in focus. */
export class Whereabouts {
  readonly #core: SessionCore
  readonly #leaveInput: () => void
  #rotations = new Map<number, Rotation>()

  /** @param leaveInput makes a change of what is typed, before the focus goes elsewhere */
  constructor(core: SessionCore, leaveInput: () => void) {
    this.#core = core
    this.#leaveInput = leaveInput
  }

  /** Shows a page, whole and with its text upright. */
  showPage(page: number): void {
    const shown = this.#core.state.pages[page]
    if (!shown) return
    this.#core.patch({ page })
    this.#core.services.view.showPage(shown, this.#uprightRotation(page))
  }

  /** Another reading may have found the text to run another way. */
  forgetRotations(): void {
    this.#rotations.clear()
  }

  #uprightRotation(page: number): Rotation {
    const known = this.#rotations.get(page)
    if (known !== undefined) return known
    const { state } = this.#core
    const lines = state.document?.recognition.lines.filter((line) => line.page === page).map(({ quad }) => quad) ?? []
    const quads = lines.length > 0 ? lines : itemsIn(state).flatMap((item) => (item.page === page ? item.quads : []))
    const rotation = uprightRotation(quads)
    this.#rotations.set(page, rotation)
    return rotation
  }

  /** Puts the focus on an item, in the list and on the page alike; the view follows unless `still`. */
  focus(id: string, { hand = 'text', still = false, quad = 0, silent = false }: FocusOptions = {}): void {
    const core = this.#core
    if (core.state.draft && core.state.draft.item !== id) this.#leaveInput()
    const item = core.state.byId.get(id)
    if (!item) return
    if (item.quads.length > 0 && item.page !== core.state.page) this.showPage(item.page)
    core.patch({
      focus: id,
      hand,
      quad: Math.min(quad, Math.max(0, item.quads.length - 1)),
      corner: null,
      doubtful: core.state.doubtful?.item === id ? core.state.doubtful : null,
      focusDecision: false,
      focusCount: core.state.focusCount + (silent ? 0 : 1),
    })
    if (!still) core.services.view.reveal(item.quads)
  }

  /** Puts the focus on Approve. It never approves. */
  focusDecision(): void {
    this.#leaveInput()
    this.#core.patch({ focusDecision: true, focusCount: this.#core.state.focusCount + 1 })
    this.#core.announce('allSeen')
  }

  /** Puts the focus on the most urgent flag, or on Approve when there is none. */
  focusFirst(): void {
    const { state } = this.#core
    if (!state.document) return
    const first = flagOrder(itemsIn(state), state.flags)[0]
    if (first !== undefined && state.document.review.decision.state === 'open') this.focus(first)
    else this.#core.patch({ focusDecision: true, focusCount: state.focusCount + 1 })
  }
}

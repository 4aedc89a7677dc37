import type { Point } from '#contract/geometry'
import { fillFromPage } from '../model/actions.ts'
import { focusedItem, isEditable, shownValue } from '../model/editor-state.ts'
import { nextHit } from '../model/hits.ts'
import { toPage } from '../model/view.ts'
import { wordAt } from '../model/words.ts'
import type { PointerInput, ToolContext } from './gesture.ts'

/**
 * A click on the page. With Ctrl/Cmd the word under it is appended to the field in focus. Otherwise: a box takes the focus, the
 * smallest first and at another click the next one under it; a word fills the field in focus when no other box holds it, when that
 * field is empty, or when the tool for picking words is in hand.
 */
export function click(context: ToolContext, input: PointerInput): void {
  const { session, view } = context
  const { state } = session
  const point = toPage(view.view, input.point)
  const picking = state.tool === 'word'
  if (input.mod || picking) {
    if (fillFromPage(session, point, input.mod) && picking) session.set({ tool: 'select' })
    return
  }
  const hits = hitsAt(context, input, point)
  const item = focusedItem(state)
  const empty = item !== null && isEditable(state) && (shownValue(state, item) ?? '') === '' && item.mark === null
  if (empty && !hits.includes(item.id) && fillFromPage(session, point, false)) return
  const next = nextHit(hits, state.focus)
  if (next === null) {
    if (item) fillFromPage(session, point, false)
    return
  }
  session.focus(next, { hand: 'box', still: true })
}

/** The boxes under the pointer, the smallest first; none while the fields' layer is hidden. */
export function hitsAt({ session, view, hits }: ToolContext, input: PointerInput, point: Point): string[] {
  if (!session.state.layers.fields || session.state.bare) return []
  return hits().at(point, (input.kind === 'mouse' ? 2 : 8) / view.view.scale)
}

/** Double-click where there is neither a box nor a word holds the view still, or lets it follow the focus again. */
export function doubleClick(context: ToolContext, input: PointerInput): void {
  const { session, view } = context
  const point = toPage(view.view, input.point)
  const lines = session.state.document?.recognition.lines ?? []
  if (hitsAt(context, input, point).length > 0 || wordAt(lines, session.state.page, point)) return
  view.frozen = !view.frozen
  session.set({ frozen: view.frozen })
  session.announce(view.frozen ? 'frozen' : 'following')
}

import type { Quad } from '#contract/geometry'
import type { ReviewItem } from '#contract/review'
import { movedQuads } from '../model/box-edit.ts'
import { setQuads } from '../model/box-actions.ts'
import { toPageDelta } from '../model/view.ts'
import type { Gesture, PointerInput, ToolContext } from './gesture.ts'

/** Moves a box with the pointer; the document changes once, when the pointer is let go. */
export function beginMoveBox({ session, view, preview }: ToolContext, start: PointerInput, item: ReviewItem): Gesture {
  const page = session.state.pages[item.page]!
  const quadsAt = ({ point }: PointerInput): Quad[] =>
    movedQuads(item.quads, toPageDelta(view.view, [point[0] - start.point[0], point[1] - start.point[1]]), page)
  return {
    move: (input) => preview({ active: quadsAt(input) }),
    finish: (input) => {
      preview(null)
      setQuads(session, item, item.page, quadsAt(input), 'move')
      session.focus(item.id, { hand: 'box', still: true })
      session.announce('boxMoved')
    },
    cancel: () => preview(null),
  }
}

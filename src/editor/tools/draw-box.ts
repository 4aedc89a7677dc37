import type { Quad } from '#contract/geometry'
import { drawnQuad } from '../model/box-edit.ts'
import { takeDrawn } from '../model/box-actions.ts'
import { toPage } from '../model/view.ts'
import { distance, type Gesture, type PointerInput, type ToolContext } from './gesture.ts'

/** Below this size on the screen, in CSS pixels, a drag is a slip of the hand and no box. */
const SMALLEST = 5

/** Draws a box for the field in focus, or a new line; what stands there is read when the pointer is let go. */
export function beginDrawBox({ session, view, preview, rotation }: ToolContext, start: PointerInput): Gesture {
  const { page } = session.state
  const from = toPage(view.view, start.point)
  const quadAt = ({ point }: PointerInput): Quad =>
    drawnQuad(from, toPage(view.view, point), rotation(), session.state.pages[page]!)
  return {
    move: (input) => preview({ drawn: quadAt(input) }),
    finish: (input) => {
      preview(null)
      if (distance(start.point, input.point) >= SMALLEST) void takeDrawn(session, page, quadAt(input))
    },
    cancel: () => preview(null),
  }
}

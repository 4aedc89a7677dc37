import type { Point } from '#contract/geometry'
import { fillHeld } from '../model/actions.ts'
import { heldBy } from '../model/lasso.ts'
import { toPage } from '../model/view.ts'
import { distance, slop, type Gesture, type PointerInput, type ToolContext } from './gesture.ts'

/** Points nearer to one another than this, in CSS pixels, add nothing to the way. */
const STEP = 2

/**
 * Draws a lasso: when the pointer is let go, the field in focus takes the words that it holds, with Ctrl/Cmd behind those that it has. While it
 * is drawn it shows what it holds.
 */
export function beginLasso({ session, view, preview }: ToolContext, start: PointerInput): Gesture {
  const { page, document } = session.state
  const lines = document?.recognition.lines ?? []
  const way: Point[] = [toPage(view.view, start.point)]
  let last = start.point
  const extend = ({ point }: PointerInput) => {
    if (distance(last, point) < STEP) return
    last = point
    way.push(toPage(view.view, point))
  }
  return {
    move: (input) => {
      extend(input)
      preview({ lasso: { way, held: heldBy(lines, page, way).quads } })
    },
    finish: (input) => {
      extend(input)
      preview(null)
      // A finger that only touched drew nothing.
      if (way.every((point) => distance(toPage(view.view, start.point), point) * view.view.scale < slop(start.kind)))
        return
      const held = heldBy(lines, page, way)
      if (held.text === '') {
        session.announce('lassoEmpty')
        return
      }
      fillHeld(session, page, held, input.mod || start.mod)
      if (session.state.tool === 'lasso') session.set({ tool: 'select' })
    },
    cancel: () => preview(null),
  }
}

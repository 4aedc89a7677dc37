import { contains } from '#contract/geometry'
import { focusedItem, isEditable } from '../model/editor-state.ts'
import { toPage } from '../model/view.ts'
import { click, hitsAt } from './click.ts'
import { beginDrawBox } from './draw-box.ts'
import { distance, slop, type Gesture, type PointerInput, type ToolContext } from './gesture.ts'
import { beginLasso } from './lasso.ts'
import { beginMoveBox } from './move-box.ts'
import { beginPan } from './pan.ts'
import { beginResizeCorner, cornerAt } from './resize-corner.ts'

/** What a pointer that goes down begins; null for buttons that are not ours. */
export function beginGesture(context: ToolContext, input: PointerInput): Gesture | null {
  const { session, view } = context
  const { state } = session
  if (input.button === 'right') return null
  if (input.button === 'middle' || input.space) return beginPan(context, input)
  if (state.tool === 'draw' && isEditable(state)) return beginDrawBox(context, input)
  const item = focusedItem(state)
  if (item && isEditable(state)) {
    if (state.tool === 'lasso') return beginLasso(context, input)
    if (input.shift && state.tool === 'select') {
      return clickOrDrag(context, input, (start) => beginLasso(context, start))
    }
  }
  const movable = isEditable(state) && state.tool === 'select' && !input.mod && !state.bare
  if (item && movable && item.page === state.page) {
    const corner = cornerAt(context, item, input)
    if (corner) {
      session.focus(item.id, { hand: 'box', still: true, quad: corner.quad })
      return clickOrDrag(context, input, (start) => beginResizeCorner(context, start, item, corner.quad, corner.corner))
    }
  }
  const point = toPage(view.view, input.point)
  const onActive = item !== null && item.page === state.page && item.quads.some((quad) => contains(quad, point))
  if (movable && onActive) return clickOrDrag(context, input, (start) => beginMoveBox(context, start, item))
  // A mouse may take another box and move it at once; a finger that drags means to move the page.
  const [hit] = hitsAt(context, input, point)
  const other = hit === undefined ? undefined : state.byId.get(hit)
  if (movable && other && input.kind === 'mouse') {
    return clickOrDrag(context, input, (start) => {
      session.focus(other.id, { hand: 'box', still: true })
      return beginMoveBox(context, start, session.state.byId.get(other.id)!)
    })
  }
  return clickOrDrag(context, input, (start) => beginPan(context, start))
}

/** A click, until the pointer has moved further than a hand trembles: then the drag that `begin` makes. */
function clickOrDrag(context: ToolContext, start: PointerInput, begin: (start: PointerInput) => Gesture): Gesture {
  let drag: Gesture | null = null
  return {
    move: (input) => {
      if (!drag && distance(start.point, input.point) > slop(start.kind)) drag = begin(start)
      drag?.move(input)
    },
    finish: (input) => {
      if (drag) drag.finish(input)
      else click(context, { ...start, mod: input.mod || start.mod })
    },
    cancel: () => drag?.cancel(),
  }
}

import type { Quad } from '#contract/geometry'
import type { ReviewItem } from '#contract/review'
import { withCorner } from '../model/box-edit.ts'
import { setQuads } from '../model/box-actions.ts'
import { toPage, toScreen } from '../model/view.ts'
import { distance, reach, type Gesture, type PointerInput, type ToolContext } from './gesture.ts'

/** The corner handle of the box in hand under the pointer, the nearest one; null when none is within reach. */
export function cornerAt(
  { view }: Pick<ToolContext, 'view'>,
  item: ReviewItem,
  { point, kind }: PointerInput,
): { quad: number; corner: number } | null {
  let best: { quad: number; corner: number; far: number } | null = null
  for (const [quad, corners] of item.quads.entries()) {
    for (const [corner, position] of corners.entries()) {
      const far = distance(toScreen(view.view, position), point)
      if (far <= reach(kind) && (best === null || far < best.far)) best = { quad, corner, far }
    }
  }
  return best
}

/** Moves one corner of a quad with the pointer; the other three stay. */
export function beginResizeCorner(
  { session, view, preview }: ToolContext,
  start: PointerInput,
  item: ReviewItem,
  quad: number,
  corner: number,
): Gesture {
  const page = session.state.pages[item.page]!
  const from = toScreen(view.view, item.quads[quad]![corner]!)
  const quadsAt = ({ point }: PointerInput): Quad[] => {
    // The corner keeps its distance from the pointer: it does not jump to it at the first move.
    const target = toPage(view.view, [from[0] + point[0] - start.point[0], from[1] + point[1] - start.point[1]])
    return item.quads.map((quads, index) => (index === quad ? withCorner(quads, corner, target, page) : quads))
  }
  return {
    move: (input) => preview({ active: quadsAt(input) }),
    finish: (input) => {
      preview(null)
      setQuads(session, item, item.page, quadsAt(input), 'resize')
      session.focus(item.id, { hand: 'box', still: true, quad })
      session.announce('boxResized')
    },
    cancel: () => preview(null),
  }
}

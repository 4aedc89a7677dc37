import type { Gesture, PointerInput, ToolContext } from './gesture.ts'

/** Moves the page with the pointer. Cancelled, it returns to where it was. */
export function beginPan(context: Pick<ToolContext, 'view'>, start: PointerInput): Gesture {
  let last = start.point
  let [movedX, movedY] = [0, 0]
  const to = ({ point }: PointerInput) => {
    const [deltaX, deltaY] = [point[0] - last[0], point[1] - last[1]]
    last = point
    movedX += deltaX
    movedY += deltaY
    context.view.panBy(deltaX, deltaY)
  }
  return { move: to, finish: to, cancel: () => context.view.panBy(-movedX, -movedY) }
}

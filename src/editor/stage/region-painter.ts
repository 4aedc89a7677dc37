import type { Quad } from '#contract/geometry'
import type { EditorState } from '../model/editor-state.ts'
import { quadToScreen, type View } from '../model/view.ts'
import type { Palette } from './palette.ts'

function shownRegion({ document, page, region }: EditorState): Quad | null {
  const found = region === null ? undefined : document?.recognition.regions[region]
  return found?.page === page ? found.quad : null
}

/** The places of the region that was pointed at and of the one that is now. */
export function regionsBetween(state: EditorState, before: EditorState): Quad[] {
  if (state.region === before.region) return []
  return [shownRegion(state), shownRegion(before)].filter((quad) => quad !== null)
}

/** Draws the region that is pointed at: filled lightly and with a thick outline, whether its layer is shown or not. */
export function drawRegion(context: CanvasRenderingContext2D, state: EditorState, view: View, palette: Palette): void {
  const quad = shownRegion(state)
  if (!quad) return
  context.beginPath()
  for (const [index, [x, y]] of quadToScreen(view, quad).entries()) {
    if (index === 0) context.moveTo(x, y)
    else context.lineTo(x, y)
  }
  context.closePath()
  context.fillStyle = palette.region
  context.globalAlpha = 0.16
  context.fill()
  context.globalAlpha = 1
  context.lineWidth = 3
  context.strokeStyle = palette.region
  context.stroke()
}

import Konva from 'konva/lib/Core'
import { Line } from 'konva/lib/shapes/Line'
import { Rect } from 'konva/lib/shapes/Rect'
import type { Quad } from '#contract/geometry'
import { quadToScreen, type Size, type View } from '../model/view.ts'
import type { Palette } from './palette.ts'

const HANDLE = 9

/** Draws with the plain canvas context, in CSS pixels of the stage. */
export type Painter = (context: CanvasRenderingContext2D) => void

function painted(paint: Painter): InstanceType<typeof Konva.Shape> {
  return new Konva.Shape({
    listening: false,
    perfectDrawEnabled: false,
    // Konva's own way to the plain context; its wrapper costs a call more for every corner.
    // oxlint-disable-next-line no-underscore-dangle
    sceneFunc: (context) => paint(context._context),
  })
}

/**
 * The Konva side of the stage: a layer for the page, one for all boxes in one shape, and one for the box in hand, the only one that
 * is nodes. It knows nothing of documents.
 */
export class StageScene {
  readonly #stage: InstanceType<typeof Konva.Stage>
  readonly #pageLayer = new Konva.Layer({ listening: false })
  readonly #boxLayer = new Konva.Layer({ listening: false })
  readonly #activeLayer = new Konva.Layer({ listening: false })
  readonly #outlines = new Konva.Group()
  readonly #handles: Rect[]
  readonly #drawn = new Line({
    points: [],
    closed: true,
    dash: [6, 4],
    strokeWidth: 2,
    visible: false,
    perfectDrawEnabled: false,
  })

  constructor(container: HTMLDivElement, paintPage: Painter, paintBoxes: Painter) {
    this.#stage = new Konva.Stage({ container, width: 1, height: 1, listening: false })
    this.#pageLayer.add(painted(paintPage))
    this.#boxLayer.add(painted(paintBoxes))
    this.#handles = Array.from(
      { length: 4 },
      () =>
        new Rect({
          width: HANDLE,
          height: HANDLE,
          offsetX: HANDLE / 2,
          offsetY: HANDLE / 2,
          strokeWidth: 2,
          cornerRadius: 2,
        }),
    )
    this.#activeLayer.add(this.#outlines, this.#drawn, ...this.#handles)
    this.#stage.add(this.#pageLayer, this.#boxLayer, this.#activeLayer)
  }

  destroy(): void {
    this.#stage.destroy()
  }

  resize({ width, height }: Size): void {
    this.#stage.size({ width: Math.max(1, width), height: Math.max(1, height) })
  }

  /** Brightness, contrast and inversion are left to the compositor: nothing is drawn anew. */
  filterPage(filter: string): void {
    this.#pageLayer.getNativeCanvasElement().style.filter = filter
  }

  showOverlay(visible: boolean): void {
    this.#boxLayer.visible(visible)
    this.#activeLayer.visible(visible)
  }

  drawPage(): void {
    this.#pageLayer.batchDraw()
  }

  drawBoxes(): void {
    this.#boxLayer.batchDraw()
  }

  /** Places the box in hand: its outline, and handles on one of its quads. Handles keep their size at every zoom. */
  placeActive(quads: readonly Quad[], handled: number | null, view: View, palette: Palette): void {
    while (this.#outlines.children.length > quads.length) this.#outlines.children.at(-1)!.destroy()
    while (this.#outlines.children.length < quads.length) {
      this.#outlines.add(new Line({ points: [], closed: true, strokeWidth: 3, perfectDrawEnabled: false }))
    }
    for (const [index, quad] of quads.entries()) {
      const outline = this.#outlines.children[index] as Line
      outline.setAttrs({ points: quadToScreen(view, quad).flat(), stroke: palette.focus, fill: `${palette.focus}1f` })
    }
    const corners = handled === null ? undefined : quads[handled]
    for (const [index, handle] of this.#handles.entries()) {
      handle.visible(corners !== undefined)
      if (!corners) continue
      const [x, y] = quadToScreen(view, corners)[index]!
      handle.setAttrs({ x, y, fill: palette.paper, stroke: palette.focus })
    }
    this.#activeLayer.batchDraw()
  }

  /** Shows a box that is being drawn, or none. */
  placeDrawn(quad: Quad | null, view: View, palette: Palette): void {
    this.#drawn.visible(quad !== null)
    if (quad) {
      this.#drawn.points(quadToScreen(view, quad).flat())
      this.#drawn.stroke(palette.source.operator)
      this.#drawn.fill(`${palette.source.operator}1a`)
    }
    this.#activeLayer.batchDraw()
  }
}

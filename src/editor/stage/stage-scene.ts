import Konva from 'konva/lib/Core'
import { Line } from 'konva/lib/shapes/Line'
import { Rect } from 'konva/lib/shapes/Rect'
import type { Quad } from '#contract/geometry'
import { quadToScreen, type View } from '../model/view.ts'
import type { Palette } from './palette.ts'
import { placeOf, sheetSize, viewOnSheet, type Sheet } from './sheet.ts'

const HANDLE = 9

// The controller says when: a change of a node must not draw by itself.
Konva.autoDrawEnabled = false

function canvasIn(element: HTMLElement): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  canvas.style.position = 'absolute'
  element.append(canvas)
  return canvas
}

/**
 * The sheet in the DOM: a canvas for the page, one for all boxes in one batch, and above them Konva's for the box in hand, the only one
 * that is nodes. While the view moves only the sheet's transform changes. It knows nothing of documents.
 */
export class StageScene {
  readonly #element: HTMLElement
  readonly #page: HTMLCanvasElement
  readonly #boxes: HTMLCanvasElement
  readonly #stage: InstanceType<typeof Konva.Stage>
  readonly #active = new Konva.Layer({ listening: false })
  #activeSize = { width: 1, height: 1, pixelRatio: 1 }
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

  /** @param element the sheet's own, at the stage's top left corner */
  constructor(element: HTMLDivElement) {
    this.#element = element
    element.style.transformOrigin = '0 0'
    element.style.willChange = 'transform'
    this.#page = canvasIn(element)
    this.#boxes = canvasIn(element)
    const container = document.createElement('div')
    container.style.position = 'absolute'
    element.append(container)
    this.#stage = new Konva.Stage({ container, width: 1, height: 1, listening: false })
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
    this.#active.add(this.#outlines, this.#drawn, ...this.#handles)
    this.#stage.add(this.#active)
  }

  destroy(): void {
    this.#stage.destroy()
    this.#element.replaceChildren()
  }

  /** Makes the canvases as large and as fine as the sheet is. Their pictures are gone when that changes anything. */
  resize(sheet: Sheet, pixelRatio: number): void {
    const size = sheetSize(sheet)
    const [width, height] = [Math.round(size.width * pixelRatio), Math.round(size.height * pixelRatio)]
    if (width === this.#page.width && height === this.#page.height) return
    for (const canvas of [this.#page, this.#boxes]) {
      canvas.width = width
      canvas.height = height
      canvas.style.width = `${width / pixelRatio}px`
      canvas.style.height = `${height / pixelRatio}px`
      canvas.getContext('2d')!.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0)
    }
    this.#activeSize = { width: width / pixelRatio, height: height / pixelRatio, pixelRatio }
    // A page's first sheet has no margin and is waited for: Konva's canvas costs as much to make as it does to paint, and has time.
    if (sheet.margin > 0) this.#sizeActive()
  }

  /** Draws in CSS pixels of the sheet. */
  get page(): CanvasRenderingContext2D {
    return this.#page.getContext('2d')!
  }

  /** Draws in CSS pixels of the sheet. */
  get boxes(): CanvasRenderingContext2D {
    return this.#boxes.getContext('2d')!
  }

  /** Puts the sheet where it shows the page at this view. */
  place(sheet: Sheet, view: View): void {
    const { x, y, scale } = placeOf(sheet, view)
    this.#element.style.transform =
      scale === 1 ? `translate(${x}px, ${y}px)` : `translate(${x}px, ${y}px) scale(${scale})`
  }

  /** Brightness, contrast and inversion are left to the compositor: nothing is drawn anew. */
  filterPage(filter: string): void {
    this.#page.style.filter = filter
  }

  showOverlay(visible: boolean): void {
    this.#boxes.style.visibility = visible ? '' : 'hidden'
    this.#active.visible(visible)
  }

  /**
   * Places the box in hand: its outline, and handles on one of its quads, filled at the corner that the arrow keys move. Handles keep their size
   * at every zoom.
   */
  placeActive(
    quads: readonly Quad[],
    handled: { quad: number | null; corner: number | null },
    sheet: Sheet,
    palette: Palette,
  ): void {
    const view = viewOnSheet(sheet)
    while (this.#outlines.children.length > quads.length) this.#outlines.children.at(-1)!.destroy()
    while (this.#outlines.children.length < quads.length) {
      this.#outlines.add(new Line({ points: [], closed: true, strokeWidth: 3, perfectDrawEnabled: false }))
    }
    for (const [index, quad] of quads.entries()) {
      const outline = this.#outlines.children[index] as Line
      outline.setAttrs({ points: quadToScreen(view, quad).flat(), stroke: palette.focus, fill: `${palette.focus}1f` })
    }
    const corners = handled.quad === null ? undefined : quads[handled.quad]
    for (const [index, handle] of this.#handles.entries()) {
      handle.visible(corners !== undefined)
      if (!corners) continue
      const [x, y] = quadToScreen(view, corners)[index]!
      handle.setAttrs({ x, y, fill: index === handled.corner ? palette.focus : palette.paper, stroke: palette.focus })
    }
  }

  /** Shows a box that is being drawn, or none. */
  placeDrawn(quad: Quad | null, sheet: Sheet, palette: Palette): void {
    this.#drawn.visible(quad !== null)
    if (!quad) return
    this.#drawn.points(quadToScreen(viewOnSheet(sheet), quad).flat())
    this.#drawn.stroke(palette.source.operator)
    this.#drawn.fill(`${palette.source.operator}1a`)
  }

  #sizeActive(): void {
    const { width, height, pixelRatio } = this.#activeSize
    const canvas = this.#active.getCanvas()
    if (canvas.getPixelRatio() !== pixelRatio) canvas.setPixelRatio(pixelRatio)
    if (this.#stage.width() !== width) this.#stage.width(width)
    if (this.#stage.height() !== height) this.#stage.height(height)
  }

  drawActive(): void {
    // Without anything on it the canvas is one less for the compositor.
    const empty = this.#outlines.children.length === 0 && !this.#drawn.visible()
    this.#stage.container().style.display = empty ? 'none' : ''
    if (empty) return
    this.#sizeActive()
    this.#active.drawScene()
  }
}

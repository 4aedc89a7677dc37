import Konva from 'konva/lib/Core'
import { Line } from 'konva/lib/shapes/Line'
import { Rect } from 'konva/lib/shapes/Rect'
import type { Quad } from '#contract/geometry'
import { quadToScreen, type View } from '../model/view.ts'
import type { Palette } from './palette.ts'
import { placeBetween, placeOf, sheetSize, viewOnSheet, type Sheet } from './sheet.ts'

const HANDLE = 9

// The controller says when: a change of a node must not draw by itself.
Konva.autoDrawEnabled = false

function canvasIn(element: HTMLElement): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  canvas.style.position = 'absolute'
  canvas.style.transformOrigin = '0 0'
  element.append(canvas)
  return canvas
}

/** Size of a canvas in device pixels. */
interface CanvasSize {
  width: number
  height: number
  pixelRatio: number
}

function sizeOf(sheet: Sheet): CanvasSize {
  const { width, height } = sheetSize(sheet)
  const pixelRatio = devicePixelRatio
  return { width: Math.round(width * pixelRatio), height: Math.round(height * pixelRatio), pixelRatio }
}

function contextOf(canvas: HTMLCanvasElement, { width, height, pixelRatio }: CanvasSize): CanvasRenderingContext2D {
  if (width !== canvas.width || height !== canvas.height) {
    canvas.width = width
    canvas.height = height
    canvas.style.width = `${width / pixelRatio}px`
    canvas.style.height = `${height / pixelRatio}px`
  }
  const context = canvas.getContext('2d')!
  context.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0)
  return context
}

function transformOf({ x, y, scale }: { x: number; y: number; scale: number }): string {
  return scale === 1 ? `translate(${x}px, ${y}px)` : `translate(${x}px, ${y}px) scale(${scale})`
}

/**
 * The sheets in the DOM: a canvas for the page, one for all boxes in one batch, and above them Konva's for the box in hand, the only one
 * that is nodes. While the view moves only the sheet's transform changes. It knows nothing of documents.
 */
export class StageScene {
  readonly #element: HTMLElement
  readonly #page: HTMLCanvasElement
  readonly #boxes: HTMLCanvasElement
  readonly #stage: InstanceType<typeof Konva.Stage>
  readonly #active = new Konva.Layer({ listening: false })
  #boxesSize: CanvasSize | null = null
  /** How the others' sheets lie on the page's. */
  readonly #between = new Map<HTMLElement, string>()
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
    container.style.transformOrigin = '0 0'
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

  /** The page's canvas, as large and as fine as the sheet is: its picture is gone when that changed anything. Draws in CSS pixels of the sheet. */
  page(sheet: Sheet): CanvasRenderingContext2D {
    return contextOf(this.#page, sizeOf(sheet))
  }

  /** The canvas of all boxes, likewise. */
  boxes(sheet: Sheet): CanvasRenderingContext2D {
    this.#boxesSize = sizeOf(sheet)
    return contextOf(this.#boxes, this.#boxesSize)
  }

  /** Puts the sheets where they show the page, its boxes and the box in hand at this view. */
  place({ page, boxes, active }: { page: Sheet; boxes: Sheet; active: Sheet }, view: View): void {
    this.#element.style.transform = transformOf(placeOf(page, view))
    // The others' lie on the page's: how does not change while the view moves.
    for (const [element, sheet] of [
      [this.#boxes, boxes],
      [this.#stage.container(), active],
    ] as const) {
      const between = page === sheet ? '' : transformOf(placeBetween(sheet, page))
      if (between === this.#between.get(element)) continue
      this.#between.set(element, between)
      element.style.transform = between
    }
  }

  /** Brightness, contrast and inversion are left to the compositor: nothing is drawn anew. */
  filterPage(filter: string): void {
    this.#page.style.filter = filter
  }

  showOverlay(visible: boolean): void {
    this.#boxes.style.visibility = visible ? '' : 'hidden'
    this.#active.visible(visible)
  }

  /** Another page's boxes are not seen on this one: there are none until its own are painted. */
  hideBoxes(): void {
    this.#boxes.style.display = 'none'
    this.#stage.container().style.display = 'none'
  }

  /** The box in hand is seen when it is drawn (drawActive). */
  showBoxes(): void {
    this.#boxes.style.display = ''
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

  /** Makes Konva's canvas as large as the others: it costs as much to make as a page to paint, and has time until a box is taken in hand. */
  sizeActive(): void {
    if (!this.#boxesSize) return
    const { width, height, pixelRatio } = this.#boxesSize
    const canvas = this.#active.getCanvas()
    if (canvas.getPixelRatio() !== pixelRatio) canvas.setPixelRatio(pixelRatio)
    if (this.#stage.width() !== width / pixelRatio) this.#stage.width(width / pixelRatio)
    if (this.#stage.height() !== height / pixelRatio) this.#stage.height(height / pixelRatio)
  }

  drawActive(): void {
    // Without anything on it the canvas is one less for the compositor.
    const empty = this.#outlines.children.length === 0 && !this.#drawn.visible()
    this.#stage.container().style.display = empty ? 'none' : ''
    if (empty) return
    this.sizeActive()
    this.#active.drawScene()
  }
}

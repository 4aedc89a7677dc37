import type { Point, Quad } from '#contract/geometry'
import { eased, fitted, keptInSight, panned, zoomedAt, type Size, type View } from './model/view.ts'

/** A step of a button or key zooms by this factor. */
const zoomStep = 1.3
/** A step of a wheel; trackpads send many small ones. */
const wheelZoom = 1.0018
/** What an arrow key pans by, CSS pixels. */
const keyPan = 48
/** A pointer that moves less than this between down and up clicks, CSS pixels. */
const dragFrom = 3

export interface PageElements {
  stage: HTMLElement
  /** Lies on the stage with the page's own pixels. */
  sheet: HTMLElement
  /** The boxes, in page pixels. */
  boxes: SVGGElement
}

const distance = (first: Point, second: Point) => Math.hypot(first[0] - second[0], first[1] - second[1])

/**
 * Pans and zooms a page under its boxes, without React: wheel pans, Ctrl/Cmd+wheel and pinch zoom at the pointer, dragging pans, arrow keys,
 * plus, minus and 0. `onMove` hears of it, so that views of the same page go along. As long as nobody moved it the whole page is shown, whatever size the stage takes.
 */
export class PageController {
  readonly #elements: PageElements
  readonly #page: Size
  readonly #onMove: (view: View, fits: boolean) => void
  readonly #stops = new AbortController()
  readonly #touches = new Map<number, Point>()
  #stage: Size = { width: 0, height: 0 }
  #view: View = { scale: 1, x: 0, y: 0, rotation: 0 }
  #fits = true

  constructor(elements: PageElements, page: Size, onMove: (view: View, fits: boolean) => void = () => {}) {
    this.#elements = elements
    this.#page = page
    this.#onMove = onMove
    const observer = new ResizeObserver(() => this.#resize())
    observer.observe(elements.stage)
    this.#stops.signal.addEventListener('abort', () => observer.disconnect())
    this.#resize()
    this.#listen(elements.stage)
  }

  destroy(): void {
    this.#stops.abort()
  }

  fit(): void {
    this.#set(fitted(this.#page, this.#stage, 0, 10), true)
  }

  zoom(direction: 1 | -1): void {
    this.#zoomAt([this.#stage.width / 2, this.#stage.height / 2], zoomStep ** direction)
  }

  /** Moves as little as it can until these places can be read. */
  show(quads: readonly Quad[]): void {
    const next = eased(this.#view, quads, this.#stage)
    if (next !== this.#view) this.#set(next, false)
  }

  /** Shows what another view of the same page shows, without saying so. */
  follow(view: View, fits: boolean): void {
    if (fits) this.#place(fitted(this.#page, this.#stage, 0, 10), true)
    else this.#place(view, false)
  }

  #set(view: View, fits: boolean): void {
    this.#place(view, fits)
    this.#onMove(this.#view, fits)
  }

  #place(view: View, fits: boolean): void {
    const { stage, sheet, boxes } = this.#elements
    const kept = keptInSight(view, this.#page, this.#stage)
    this.#view = kept
    this.#fits = fits
    sheet.style.transform = `translate(${kept.x}px, ${kept.y}px) scale(${kept.scale})`
    boxes.setAttribute('transform', `translate(${kept.x} ${kept.y}) scale(${kept.scale})`)
    // One finger scrolls the page of the console until the picture is larger than its stage.
    stage.dataset['fits'] = String(fits)
  }

  #resize(): void {
    const { clientWidth: width, clientHeight: height } = this.#elements.stage
    this.#stage = { width, height }
    // Another size of the window is no move of a person: views that follow have their own size.
    this.follow(this.#view, this.#fits)
  }

  #pan(x: number, y: number): void {
    this.#set(panned(this.#view, x, y), false)
  }

  #zoomAt(point: Point, factor: number): void {
    this.#set(zoomedAt(this.#view, point, factor), false)
  }

  #pointOf(event: MouseEvent): Point {
    const { left, top } = this.#elements.stage.getBoundingClientRect()
    return [event.clientX - left, event.clientY - top]
  }

  #listen(stage: HTMLElement): void {
    const options = { signal: this.#stops.signal, passive: false } as const
    stage.addEventListener('wheel', (event) => this.#wheel(event), options)
    stage.addEventListener(
      'pointerdown',
      (event) => {
        if (event.button === 0) this.#touches.set(event.pointerId, this.#pointOf(event))
      },
      options,
    )
    stage.addEventListener('pointermove', (event) => this.#drag(event), options)
    for (const type of ['pointerup', 'pointercancel', 'lostpointercapture'] as const) {
      stage.addEventListener(type, (event) => this.#touches.delete(event.pointerId), options)
    }
    stage.addEventListener('dblclick', () => this.fit(), options)
    stage.addEventListener('keydown', (event) => this.#key(event), options)
  }

  #wheel(event: WheelEvent): void {
    event.preventDefault()
    const unit = event.deltaMode === 1 ? 16 : event.deltaMode === 2 ? this.#stage.height : 1
    if (event.ctrlKey || event.metaKey) {
      const step = Math.max(-240, Math.min(240, event.deltaY * unit * (Math.abs(event.deltaY) < 20 ? 4 : 1)))
      this.#zoomAt(this.#pointOf(event), wheelZoom ** -step)
    } else this.#pan(-event.deltaX * unit, -event.deltaY * unit)
  }

  #drag(event: PointerEvent): void {
    const before = this.#touches.get(event.pointerId)
    if (!before) return
    const { stage } = this.#elements
    const now = this.#pointOf(event)
    const other = [...this.#touches].find(([id]) => id !== event.pointerId)?.[1]
    if (other) {
      const middle: Point = [(now[0] + other[0]) / 2, (now[1] + other[1]) / 2]
      this.#zoomAt(middle, distance(now, other) / Math.max(1, distance(before, other)))
    } else {
      if (distance(now, before) < dragFrom && !stage.hasPointerCapture(event.pointerId)) return
      if (event.pointerType === 'touch' && this.#fits) return
      // Only a drag is captured: a click has to reach the box under it.
      stage.setPointerCapture(event.pointerId)
      this.#pan(now[0] - before[0], now[1] - before[1])
    }
    this.#touches.set(event.pointerId, now)
  }

  #key(event: KeyboardEvent): void {
    if (event.target !== this.#elements.stage || event.ctrlKey || event.metaKey || event.altKey) return
    const moves: Record<string, () => void> = {
      ArrowLeft: () => this.#pan(keyPan, 0),
      ArrowRight: () => this.#pan(-keyPan, 0),
      ArrowUp: () => this.#pan(0, keyPan),
      ArrowDown: () => this.#pan(0, -keyPan),
      '+': () => this.zoom(1),
      '=': () => this.zoom(1),
      '-': () => this.zoom(-1),
      '0': () => this.fit(),
    }
    const move = moves[event.key]
    if (!move) return
    event.preventDefault()
    move()
  }
}

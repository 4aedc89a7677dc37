import type { Quad } from '#contract/geometry'
import type { Page } from '#contract/document'
import { focusedItem, itemsIn, quadsOnPage, type EditorState } from '../model/editor-state.ts'
import { PageTargets } from '../model/page-targets.ts'
import type { Session } from '../model/session.ts'
import type { ViewController } from '../model/view-controller.ts'
import { fullImageOf, previewOf } from '../page-images.ts'
import type { Preview } from '../tools/gesture.ts'
import { OverlayPainter } from './overlay-painter.ts'
import { readPalette, type Palette } from './palette.ts'
import { StageScene } from './stage-scene.ts'

/** The view rests when it has not moved for so long, in milliseconds. */
const REST = 120

/**
 * Shows a session on the stage and keeps it in step, without React: it hears the store and the view and draws what changed. Once the
 * view rests it writes the view and the number of boxes on the container, for whoever looks at it from outside.
 */
export class StageController {
  readonly #container: HTMLElement
  readonly #probe: HTMLElement
  readonly #session: Session
  readonly #view: ViewController
  readonly #scene: StageScene
  readonly #targets = new PageTargets()
  readonly #overlay = new OverlayPainter(this.#targets)
  readonly #stops: (() => void)[] = []
  #palette: Palette
  #image: { page: Page; bitmap: ImageBitmap; full: boolean } | null = null
  #preview: Preview | null = null
  #moves = false
  #rest: ReturnType<typeof setTimeout> | undefined
  #destroyed = false

  constructor(container: HTMLElement, canvas: HTMLDivElement, probe: HTMLElement, session: Session) {
    this.#container = container
    this.#probe = probe
    this.#session = session
    this.#view = session.services.view
    this.#palette = readPalette(probe, session.state.picture.inverted)
    this.#scene = new StageScene(
      canvas,
      (context) => this.#paintPage(context),
      (context) => {
        const { view, stage } = this.#view
        this.#overlay.paint(context, this.#session.state, view, stage, this.#palette, this.#moves)
      },
    )
    const observer = new ResizeObserver(() => this.#resize())
    observer.observe(container)
    // The colours change with the scheme of the page.
    const scheme = new MutationObserver(() => this.#restyle())
    scheme.observe(document.documentElement, { attributes: true, attributeFilter: ['data-mantine-color-scheme'] })
    this.#stops.push(
      () => observer.disconnect(),
      () => scheme.disconnect(),
      this.#view.subscribe(() => this.#moved()),
      session.store.subscribe((state, before) => this.#changed(state, before)),
    )
    this.#targets.sync(itemsIn(session.state), session.state.page)
    this.#resize()
    this.#restyle()
    void this.#loadImage()
  }

  get targets(): PageTargets {
    return this.#targets
  }

  destroy(): void {
    this.#destroyed = true
    clearTimeout(this.#rest)
    for (const stop of this.#stops) stop()
    this.#scene.destroy()
  }

  /** Shows what a gesture is about to do. */
  preview(preview: Preview | null): void {
    this.#preview = preview
    this.#placeActive()
    this.#scene.placeDrawn(preview?.drawn ?? null, this.#view.view, this.#palette)
  }

  #resize(): void {
    const { clientWidth: width, clientHeight: height } = this.#container
    if (width === 0 || height === 0) return
    this.#scene.resize({ width, height })
    this.#overlay.invalidate()
    this.#view.resize({ width, height })
    this.#drawAll()
    this.#restSoon()
  }

  #restyle(): void {
    const { picture, bare } = this.#session.state
    this.#palette = readPalette(this.#probe, picture.inverted)
    this.#scene.filterPage(
      picture.brightness === 1 && picture.contrast === 1 && !picture.inverted
        ? ''
        : `brightness(${picture.brightness}) contrast(${picture.contrast}) invert(${picture.inverted ? 1 : 0})`,
    )
    this.#scene.showOverlay(!bare)
    this.#overlay.invalidate()
    this.#drawAll()
  }

  #moved(): void {
    this.#moves = true
    this.#drawAll()
    this.#restSoon()
  }

  #restSoon(): void {
    clearTimeout(this.#rest)
    this.#rest = setTimeout(() => {
      this.#moves = false
      // While it moved, the page was drawn roughly.
      this.#scene.drawPage()
      this.#overlay.invalidate()
      this.#scene.drawBoxes()
      this.#describe()
    }, REST)
  }

  /** What can be known from outside: where the page lies, and how many boxes and regions it has. */
  #describe(): void {
    const { scale, x, y, rotation } = this.#view.view
    this.#container.dataset['view'] = JSON.stringify({ scale, x, y, rotation })
    this.#container.dataset['boxes'] = String(this.#targets.count)
    const { document, page } = this.#session.state
    const regions = document?.recognition.regions.filter((region) => region.page === page) ?? []
    this.#container.dataset['regions'] = String(regions.length)
    this.#container.dataset['page'] = String(page)
    this.#container.dataset['image'] = this.#image === null ? 'none' : this.#image.full ? 'full' : 'preview'
  }

  #changed(state: EditorState, before: EditorState): void {
    const items = itemsIn(state)
    const placed = this.#targets.sync(items, state.page)
    if (state.page !== before.page || state.pages !== before.pages) void this.#loadImage()
    if (state.picture !== before.picture || state.bare !== before.bare) this.#restyle()
    const boxes =
      placed ||
      state.flags !== before.flags ||
      state.focus !== before.focus ||
      state.layers !== before.layers ||
      state.threshold !== before.threshold
    if (!boxes && state.quad === before.quad && state.hand === before.hand) return
    if (boxes) {
      this.#overlay.invalidate()
      this.#scene.drawBoxes()
    }
    this.#placeActive()
    if (placed) this.#restSoon()
  }

  #drawAll(): void {
    this.#scene.drawPage()
    this.#scene.drawBoxes()
    this.#placeActive()
  }

  #placeActive(): void {
    const { state } = this.#session
    const item = focusedItem(state)
    const quads: readonly Quad[] = this.#preview?.active ?? quadsOnPage(item, state.page)
    const handled = state.document?.review.decision.state === 'open' && state.hold.by !== 'other' ? state.quad : null
    this.#scene.placeActive(state.layers.fields ? quads : [], handled, this.#view.view, this.#palette)
  }

  async #loadImage(): Promise<void> {
    const page = this.#session.state.pages[this.#session.state.page]
    if (!page || this.#image?.page.imageUrl === page.imageUrl) return
    this.#image = null
    const still = () =>
      !this.#destroyed && this.#session.state.pages[this.#session.state.page]?.imageUrl === page.imageUrl
    try {
      const bitmap = await previewOf(page)
      if (!still()) return
      this.#show(page, bitmap, false)
    } catch {
      // The full image may still come.
    }
    try {
      const bitmap = await fullImageOf(page)
      if (still()) this.#show(page, bitmap, true)
    } catch {
      if (still() && !this.#image) this.#session.announce('noImage')
      this.#describe()
    }
  }

  #show(page: Page, bitmap: ImageBitmap, full: boolean): void {
    this.#image = { page, bitmap, full }
    this.#scene.drawPage()
    this.#restSoon()
  }

  #paintPage(context: CanvasRenderingContext2D): void {
    const { view, page } = this.#view
    context.save()
    context.translate(view.x, view.y)
    context.rotate((view.rotation * Math.PI) / 180)
    context.scale(view.scale, view.scale)
    context.fillStyle = this.#palette.paper
    context.fillRect(0, 0, page.width, page.height)
    if (this.#image) {
      // Pixels are shown as pixels once they are large: that is what one zooms in for.
      context.imageSmoothingEnabled = view.scale < 4
      context.imageSmoothingQuality = this.#moves ? 'low' : 'high'
      context.drawImage(this.#image.bitmap, 0, 0, page.width, page.height)
    }
    context.restore()
  }
}

import type { Quad } from '#contract/geometry'
import type { ReviewItem } from '#contract/review'
import type { PageImages } from '../images/page-images.ts'
import { focusedItem, itemsIn, quadsOnPage, type EditorState } from '../model/editor-state.ts'
import { PageTargets } from '../model/page-targets.ts'
import { PatchedMap } from '../model/patched-map.ts'
import type { Session } from '../model/session.ts'
import type { Size } from '../model/view.ts'
import type { ViewController } from '../model/view-controller.ts'
import { markPainted } from '../painted.ts'
import type { Preview } from '../tools/gesture.ts'
import { OverlayPainter } from './overlay-painter.ts'
import { PagePicture } from './page-picture.ts'
import { readPalette, type Palette } from './palette.ts'
import { covers, sheetFor, type Sheet } from './sheet.ts'
import { regionsBetween } from './region-painter.ts'
import { StageScene } from './stage-scene.ts'
import { tablesBetween } from './table-painter.ts'
import { turnOf } from './turns.ts'

/** The view rests when it has not moved for so long, in milliseconds. */
const REST = 120
/** Where frames take so long that it seems to rest between them, it is drawn anew only after as many of them. */
const FRAMES_OF_REST = 3
/** With more places to be painted anew than this, the whole sheet is. */
const PLACES_AT_MOST = 40

/** The stage's elements: the stage itself, the sheet inside of it, and one that tells colours. */
export interface StageElements {
  container: HTMLElement
  canvas: HTMLDivElement
  probe: HTMLElement
  /** What is on the sheet, where it outlives the session; one of its own otherwise. */
  scene?: StageScene
}

/** What the next frame has to do beside placing the sheets. */
interface Work {
  /** The page anew, at the view of now. */
  page: boolean
  /** Tiles of the page that came since. */
  arrived: boolean
  /** All boxes anew, at the view of now. */
  boxes: boolean
  /** How often these boxes have given way to the page. */
  waited: number
  /** Places whose boxes changed. */
  places: Quad[]
  active: boolean
}

const nothing = (): Work => ({ page: false, arrived: false, boxes: false, waited: 0, places: [], active: false })

/**
 * Shows a session on the stage and keeps it in step, without React: it hears the store and the view and draws what changed, once a
 * frame. Once the view rests it writes the view and the number of boxes on the container, for whoever looks at it from outside.
 */
export class StageController {
  readonly #container: HTMLElement
  readonly #probe: HTMLElement
  readonly #session: Session
  readonly #view: ViewController
  readonly #scene: StageScene
  readonly #picture: PagePicture
  readonly #targets = new PageTargets()
  readonly #overlay = new OverlayPainter(this.#targets)
  readonly #stops: (() => void)[] = []
  #palette: Palette
  #size: Size = { width: 0, height: 0 }
  /** What the page was painted on last. */
  #sheet: Sheet | null = null
  /** What the boxes were painted on last. */
  #boxes: Sheet | null = null
  /** What the box in hand was drawn on last. */
  #active: Sheet | null = null
  /** What is on the sheet of the boxes is still another page's. */
  #boxesOfAnother = true
  /** Until the boxes' turn. */
  #turn: ReturnType<typeof setTimeout> | undefined
  /** Until that of the box in hand. */
  #activeTurn: ReturnType<typeof setTimeout> | undefined
  /** True until the page that is shown was painted once. */
  #first = true
  #work = nothing()
  #frame = 0
  #frames = 0
  #marked = false
  #preview: Preview | null = null
  #rest: ReturnType<typeof setTimeout> | undefined
  #sharpen: ReturnType<typeof setTimeout> | undefined
  #movedAt = 0
  /** Milliseconds between the last two moves. */
  #pace = 0

  constructor({ container, canvas, probe, scene }: StageElements, session: Session, images: PageImages) {
    this.#container = container
    this.#probe = probe
    this.#session = session
    this.#view = session.services.view
    this.#palette = readPalette(probe, session.state.picture.inverted)
    this.#scene = scene ?? new StageScene(canvas)
    this.#picture = new PagePicture(images, {
      changed: () => {
        delete this.#container.dataset['picture']
        if (this.#picture.hasArrived) this.#ask({ arrived: true })
        else this.#ask({ page: true })
        this.#restSoon()
      },
      missing: () => {
        this.#container.dataset['picture'] = 'missing'
        this.#session.announce('noImage')
        this.#session.painted()
      },
    })
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
      () => this.#picture.destroy(),
    )
    if (!scene) this.#stops.push(() => this.#scene.destroy())
    this.#targets.sync(itemsIn(session.state), session.state.page)
    this.#resize()
    this.#restyle()
    this.#picture.show(this.#page())
  }

  get targets(): PageTargets {
    return this.#targets
  }

  /** How many frames were painted or moved so far. */
  get frames(): number {
    return this.#frames
  }

  /** How many boxes stand on the sheet, the one in hand included. */
  get drawn(): number {
    const { state } = this.#session
    return this.#overlay.drawn + (quadsOnPage(focusedItem(state), state.page).length > 0 ? 1 : 0)
  }

  /** How much of the page's picture there is. */
  get picture(): PagePicture['state'] {
    return this.#picture.state
  }

  /** True when everything asked for is painted. */
  get settled(): boolean {
    return this.#frame === 0 && !this.#turn && !this.#activeTurn && this.#boxes !== null && this.#picture.complete
  }

  destroy(): void {
    clearTimeout(this.#rest)
    clearTimeout(this.#sharpen)
    clearTimeout(this.#turn)
    clearTimeout(this.#activeTurn)
    cancelAnimationFrame(this.#frame)
    for (const stop of this.#stops) stop()
    // What was written for whoever looks from outside was of this session.
    for (const name of ['view', 'boxes', 'regions', 'page', 'image', 'picture', 'seen']) {
      delete this.#container.dataset[name]
    }
  }

  /** Shows what a gesture is about to do. */
  preview(preview: Preview | null): void {
    this.#preview = preview
    this.#ask({ active: true })
  }

  #page() {
    const { pages, page } = this.#session.state
    return pages[page] ?? null
  }

  #ask(work: Partial<Work>): void {
    const { places, ...rest } = work
    Object.assign(this.#work, rest)
    if (places) this.#work.places.push(...places)
    if (this.#work.places.length > PLACES_AT_MOST) this.#work.boxes = true
    if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.#paint())
  }

  #paint(): void {
    this.#frame = 0
    const { view, stage, page } = this.#view
    if (stage.width === 0) return
    const work = this.#work
    this.#work = nothing()
    const { state } = this.#session
    const uncovered = (sheet: Sheet | null) => !sheet || !covers(sheet, view, page)
    const turn = turnOf(
      { page: work.page || uncovered(this.#sheet), boxes: work.boxes || uncovered(this.#boxes) },
      {
        // Boxes that were not turned with the page would stand beside what they mark.
        together: this.#boxes !== null && this.#boxes.view.rotation !== view.rotation,
        waited: work.waited,
        waiting: this.#turn !== undefined,
      },
    )
    if (turn.boxesLater) {
      if (this.#boxesOfAnother) this.#scene.hideBoxes()
      this.#boxesLater(work.waited + 1)
    }
    // What arrived is painted in a frame of its own, as page and boxes are.
    const arrived = work.arrived && !turn.page
    if (arrived && turn.boxes) this.#ask({ arrived })
    if (turn.page || turn.boxes) {
      const sheet = sheetFor(view, stage, devicePixelRatio, this.#first)
      if (turn.page) this.#sheet = sheet
      if (turn.boxes) this.#boxes = sheet
    }
    const [sheet, boxes] = [this.#sheet!, this.#boxes]
    if (turn.page) this.#picture.paint(this.#scene.page(sheet), sheet, this.#palette)
    else if (arrived && !turn.boxes) this.#picture.paintArrived(this.#scene.page(sheet), sheet)
    if (boxes) {
      if (turn.boxes) {
        this.#overlay.paint(this.#scene.boxes(boxes), state, boxes, this.#palette)
        this.#boxesOfAnother = false
        this.#scene.showBoxes()
      } else if (work.places.length > 0) {
        this.#overlay.paintAround(this.#scene.boxes(boxes), state, boxes, this.#palette, work.places)
      }
      if (turn.boxes || (turn.page && work.active)) {
        if (this.#active && this.#active.view.rotation !== view.rotation) this.#placeActive(boxes)
        else this.#activeLater()
      } else if (work.active) this.#placeActive(boxes)
    }
    this.#scene.place({ page: sheet, boxes: boxes ?? sheet, active: this.#active ?? sheet }, view)
    this.#frames += 1
    if (this.#first && this.#picture.state !== 'none') {
      this.#first = false
      this.#restSoon()
    }
    if (!this.#marked && this.#picture.state !== 'none') {
      this.#marked = true
      markPainted(state.documentId)
      this.#session.painted()
    }
  }

  /** Has the boxes painted after a timer: what is due by then comes before. */
  #boxesLater(waited: number): void {
    this.#turn ??= setTimeout(() => {
      this.#turn = undefined
      this.#ask({ boxes: true, waited })
    })
  }

  /** Has the box in hand drawn after a timer: its canvas is as large as theirs. */
  #activeLater(): void {
    this.#activeTurn ??= setTimeout(() => {
      this.#activeTurn = undefined
      this.#ask({ active: true })
    })
  }

  #resize(): void {
    const { clientWidth: width, clientHeight: height } = this.#container
    if (width === 0 || height === 0) return
    // An observer tells the size once more that the stage was made with.
    if (this.#size.width === width && this.#size.height === height) return
    this.#size = { width, height }
    this.#view.resize(this.#size)
    this.#ask({ page: true, boxes: true })
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
    this.#ask({ page: true, boxes: true, active: true })
  }

  #moved(): void {
    const now = performance.now()
    this.#pace = now - this.#movedAt
    this.#movedAt = now
    this.#ask({})
    this.#restSoon()
  }

  #restSoon(): void {
    clearTimeout(this.#rest)
    clearTimeout(this.#sharpen)
    this.#rest = setTimeout(() => {
      this.#scene.sizeActive()
      const pause = this.#pace < 1000 ? FRAMES_OF_REST * this.#pace - REST : 0
      if (pause > 0) this.#sharpen = setTimeout(() => this.#drawSharp(), pause)
      else this.#drawSharp()
      this.#describe()
    }, REST)
  }

  /** Drawn anew around the view of now, with a margin on every side. */
  #drawSharp(): void {
    if (this.#first) return
    const { view } = this.#view
    const blurred = (sheet: Sheet | null) =>
      sheet !== null &&
      (sheet.painted < sheet.margin ||
        sheet.view.scale !== view.scale ||
        sheet.view.x !== view.x ||
        sheet.view.y !== view.y)
    const [page, boxes] = [blurred(this.#sheet), blurred(this.#boxes)]
    if (page) this.#ask({ page })
    if (boxes) this.#ask({ boxes })
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
    this.#container.dataset['image'] = this.#picture.state
    this.#describeSeen()
  }

  #describeSeen(): void {
    this.#container.dataset['seen'] = String(this.#session.state.seen)
  }

  #changed(state: EditorState, before: EditorState): void {
    const placed = this.#targets.sync(itemsIn(state), state.page)
    if (state.page !== before.page || state.pages !== before.pages) {
      this.#first = true
      this.#boxesOfAnother = true
      this.#picture.show(this.#page())
      this.#ask({ page: true, boxes: true })
    }
    if (state.seen !== before.seen) this.#describeSeen()
    if (state.picture !== before.picture || state.bare !== before.bare) this.#restyle()
    const boxes = placed === 'all' ? null : this.#placesBetween(state, before, placed ?? [])
    const places = boxes && [...boxes, ...tablesBetween(state, before), ...regionsBetween(state, before)]
    if (places === null || state.layers !== before.layers || state.threshold !== before.threshold) {
      this.#ask({ boxes: true, active: true })
    } else if (places.length > 0) this.#ask({ places, active: true })
    else if (
      state.quad !== before.quad ||
      state.corner !== before.corner ||
      state.hand !== before.hand ||
      state.hold !== before.hold ||
      state.document?.review.decision !== before.document?.review.decision
    ) {
      this.#ask({ active: true })
    }
    if (placed !== null) this.#restSoon()
  }

  /** Where boxes look different from before; null when that may be anywhere. */
  #placesBetween(state: EditorState, before: EditorState, changed: readonly ReviewItem[]): Quad[] | null {
    const concerned = [...changed]
    if (state.flags !== before.flags) {
      const flags = state.flags instanceof PatchedMap ? state.flags.changedFrom(before.flags) : null
      if (flags === null) return null
      concerned.push(...flags.flatMap((id) => state.byId.get(id as string) ?? []))
    }
    if (state.focus !== before.focus) {
      for (const item of [focusedItem(before), focusedItem(state)]) if (item) concerned.push(item)
    }
    const quads = concerned.flatMap((item) => [
      ...quadsOnPage(item, state.page),
      ...item.chars.flatMap(({ quad, read }) => (read === undefined ? [] : [quad])),
    ])
    return [...new Set(quads)]
  }

  #placeActive(sheet: Sheet): void {
    this.#active = sheet
    const { state } = this.#session
    const item = focusedItem(state)
    const quads: readonly Quad[] = this.#preview?.active ?? quadsOnPage(item, state.page)
    const handled = state.document?.review.decision.state === 'open' && state.hold.by !== 'other' ? state.quad : null
    this.#scene.placeActive(
      state.layers.fields ? quads : [],
      { quad: handled, corner: state.corner },
      sheet,
      this.#palette,
    )
    this.#scene.placeDrawn(this.#preview?.drawn ?? null, sheet, this.#palette)
    this.#scene.drawActive()
  }
}

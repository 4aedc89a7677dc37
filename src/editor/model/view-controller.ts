import type { Point, Quad } from '#contract/geometry'
import {
  between,
  eased,
  fitted,
  keptInSight,
  panned,
  turned,
  zoomedAt,
  type Rotation,
  type Size,
  type View,
} from './view.ts'

/** How long the view may take to reach the focused field (INTERACTION.md, "Open"). */
const EASING_MILLISECONDS = 120

export interface ViewClock {
  now: () => number
  /** Calls back before the next frame; answers how to cancel. */
  frame: (task: () => void) => () => void
  reducedMotion: () => boolean
}

/**
 * Owns the view of the page. Pan and zoom go from here to the stage without React; whoever draws subscribes. The view belongs to
 * one page at a time: showing another page fits it.
 */
export class ViewController {
  #view: View = { scale: 1, x: 0, y: 0, rotation: 0 }
  #page: Size = { width: 1, height: 1 }
  #stage: Size = { width: 0, height: 0 }
  /** The view still shows the whole page because nobody moved it: it goes on fitting when the stage changes its size. */
  #fits = true
  #frozen = false
  #cancelEasing: (() => void) | null = null
  /** What was asked to be shown before the stage had a size. */
  #wanted: readonly Quad[] | null = null
  readonly #clock: ViewClock
  readonly #listeners = new Set<(view: View) => void>()

  constructor(clock: ViewClock) {
    this.#clock = clock
  }

  get view(): View {
    return this.#view
  }

  get stage(): Size {
    return this.#stage
  }

  get page(): Size {
    return this.#page
  }

  /** A frozen view does not follow the focus (double-click on nothing). */
  get frozen(): boolean {
    return this.#frozen
  }

  set frozen(frozen: boolean) {
    this.#frozen = frozen
    if (frozen) this.#stopEasing()
  }

  subscribe(listener: (view: View) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #set(view: View): void {
    const next = keptInSight(view, this.#page, this.#stage)
    if (next === this.#view) return
    this.#view = next
    for (const listener of this.#listeners) listener(next)
  }

  /** Shows another page, whole. */
  showPage(page: Size, rotation: Rotation): void {
    this.#stopEasing()
    this.#page = page
    this.#fits = true
    this.#set(fitted(page, this.#stage, rotation))
  }

  resize(stage: Size): void {
    if (stage.width === this.#stage.width && stage.height === this.#stage.height) return
    const first = this.#stage.width === 0
    const before = this.#stage
    this.#stage = stage
    if (this.#fits) this.#set(fitted(this.#page, stage, this.#view.rotation))
    // What stood in the middle stays in the middle.
    else this.#set(panned(this.#view, (stage.width - before.width) / 2, (stage.height - before.height) / 2))
    if (first && this.#wanted) this.reveal(this.#wanted, true)
  }

  fit(): void {
    this.#stopEasing()
    this.#fits = true
    this.#set(fitted(this.#page, this.#stage, this.#view.rotation))
  }

  turn(): void {
    this.#stopEasing()
    const next = turned(this.#view, this.#stage)
    this.#set(this.#fits ? fitted(this.#page, this.#stage, next.rotation) : next)
  }

  panBy(deltaX: number, deltaY: number): void {
    this.#stopEasing()
    this.#fits = false
    this.#set(panned(this.#view, deltaX, deltaY))
  }

  zoomAt(point: Point, factor: number): void {
    this.#stopEasing()
    this.#fits = false
    this.#set(zoomedAt(this.#view, point, factor))
  }

  /** Zooms about the middle of the stage. */
  zoomBy(factor: number): void {
    this.zoomAt([this.#stage.width / 2, this.#stage.height / 2], factor)
  }

  /** Eases in until these quads are in sight and readable; at once under reduced motion. A frozen view stays. */
  reveal(quads: readonly Quad[], atOnce = false): void {
    this.#stopEasing()
    if (this.#stage.width === 0) {
      this.#wanted = quads
      return
    }
    this.#wanted = null
    if (this.#frozen || quads.length === 0) return
    const target = eased(this.#view, quads, this.#stage)
    if (target === this.#view) return
    this.#fits = false
    if (atOnce || this.#clock.reducedMotion()) {
      this.#set(target)
      return
    }
    const from = this.#view
    const start = this.#clock.now()
    const step = () => {
      const share = Math.min(1, (this.#clock.now() - start) / EASING_MILLISECONDS)
      this.#set(between(from, target, 1 - (1 - share) ** 3))
      this.#cancelEasing = share < 1 ? this.#clock.frame(step) : null
    }
    this.#cancelEasing = this.#clock.frame(step)
  }

  #stopEasing(): void {
    this.#cancelEasing?.()
    this.#cancelEasing = null
  }
}

import type { Quad } from '#contract/geometry'
import type { ReviewItem } from '#contract/review'
import { differingQuads } from '../model/comparison.ts'
import { itemsIn, type EditorState, type LayerName } from '../model/editor-state.ts'
import { confidenceLevel } from '../model/histogram.ts'
import { HitIndex } from '../model/hits.ts'
import type { PageTargets } from '../model/page-targets.ts'
import { toPage, type Size, type View } from '../model/view.ts'
import { drawBoxes, drawDifferences, drawOutlines, type DrawnBox } from './draw-boxes.ts'
import type { Palette } from './palette.ts'

/** With more boxes than this in sight their tags would cover one another. */
const TAGGED_AT_MOST = 120
/** From so many boxes on their bitmap is used again while the view moves (PERFORMANCE.md). */
const CACHED_FROM = 400

interface Snapshot {
  canvas: HTMLCanvasElement
  view: View
}

/** Paints everything that lies over the page in one go: culled to what is in sight, simplified where it is small. */
export class OverlayPainter {
  readonly #targets: PageTargets
  readonly #layers = new Map<LayerName, { key: string; quads: readonly Quad[]; index: HitIndex }>()
  #snapshot: Snapshot | null = null

  constructor(targets: PageTargets) {
    this.#targets = targets
  }

  /** Forgets the bitmap: what it shows has changed. */
  invalidate(): void {
    this.#snapshot = null
  }

  /** Paints the overlay; while the view `moves`, many boxes are shown by their bitmap of a moment ago. */
  paint(
    context: CanvasRenderingContext2D,
    state: EditorState,
    view: View,
    stage: Size,
    palette: Palette,
    moves: boolean,
  ): void {
    if (moves && this.#snapshot && this.#snapshot.view.rotation === view.rotation) {
      this.#paintSnapshot(context, this.#snapshot, view, stage)
      return
    }
    const drawn = this.#paintSharp(context, state, view, stage, palette)
    if (drawn < CACHED_FROM) this.#snapshot = null
    else if (!moves || !this.#snapshot) this.#snapshot = { canvas: copyOf(context.canvas), view }
  }

  #paintSnapshot(context: CanvasRenderingContext2D, { canvas, view: from }: Snapshot, view: View, stage: Size): void {
    const ratio = view.scale / from.scale
    const x = view.x - from.x * ratio
    const y = view.y - from.y * ratio
    context.drawImage(canvas, x, y, stage.width * ratio, stage.height * ratio)
  }

  /** Answers how many boxes were drawn. */
  #paintSharp(
    context: CanvasRenderingContext2D,
    state: EditorState,
    view: View,
    stage: Size,
    palette: Palette,
  ): number {
    const sight = inSight(view, stage)
    let count = 0
    for (const layer of ['regions', 'lines', 'characters'] as const) {
      if (!state.layers[layer]) continue
      const { quads, index } = this.#layer(state, layer)
      const visible = index.within(...sight).map((position) => quads[Number(position)]!)
      count += visible.length
      const colour = layer === 'regions' ? palette.region : palette.line
      drawOutlines(context, visible, view, colour, layer === 'regions' ? [10, 4] : layer === 'lines' ? [4, 3] : [])
    }
    if (!state.layers.fields) return count
    const visible = this.#targets.index.within(...sight)
    const tagged = visible.length <= TAGGED_AT_MOST
    const boxes: DrawnBox[] = []
    const differing: Quad[] = []
    for (const id of visible) {
      const item = this.#targets.item(id)
      if (!item) continue
      // A box that an operator moved stands where the characters do not.
      if (item.boxSource !== 'operator' && item.value === item.machine.value) differing.push(...differingQuads(item))
      if (id !== state.focus) boxes.push(drawnBox(item, this.#targets.numberOf(id), state, tagged))
    }
    drawDifferences(context, differing, view, palette)
    drawBoxes(context, boxes, view, palette, stage.width)
    return count + boxes.length
  }

  #layer(state: EditorState, layer: 'regions' | 'lines' | 'characters') {
    const { document, page } = state
    const key = `${document?.recognition.id} ${page}`
    const known = this.#layers.get(layer)
    if (known?.key === key) return known
    const quads = quadsOfLayer(state, layer)
    const index = new HitIndex(quads.map((quad, position) => ({ id: String(position), quads: [quad] })))
    const made = { key, quads, index }
    this.#layers.set(layer, made)
    return made
  }
}

function drawnBox(item: ReviewItem, number: number, state: EditorState, tagged: boolean): DrawnBox {
  const corrected = item.value !== item.machine.value
  const known = item.confidence === null ? '?' : `${Math.min(99, Math.floor(item.confidence * 100))}%`
  return {
    quads: item.quads,
    source: item.boxSource,
    // A person's word has no confidence to be doubted.
    level: corrected || item.accepted ? 'high' : confidenceLevel(item.confidence, state.threshold),
    tag: tagged ? `${number} ${corrected ? '✎' : item.accepted ? '✓' : known}` : '',
    tagBefore: item.source === 'line',
    flagged: state.flags.has(item.id),
  }
}

function quadsOfLayer(state: EditorState, layer: 'regions' | 'lines' | 'characters'): Quad[] {
  const recognition = state.document?.recognition
  if (!recognition) return []
  if (layer === 'regions') return recognition.regions.filter(({ page }) => page === state.page).map(({ quad }) => quad)
  const lines = recognition.lines.filter(({ page }) => page === state.page)
  if (layer === 'lines') return lines.map(({ quad }) => quad)
  const characters = lines.flatMap(({ chars }) => chars.map(({ quad }) => quad))
  if (characters.length > 0) return characters
  return itemsIn(state).flatMap(({ page, chars }) => (page === state.page ? chars.map(({ quad }) => quad) : []))
}

/** The upright rectangle of the page that the stage shows. */
function inSight(view: View, stage: Size): [number, number, number, number] {
  const first = toPage(view, [0, 0])
  const last = toPage(view, [stage.width, stage.height])
  return [
    Math.min(first[0], last[0]),
    Math.min(first[1], last[1]),
    Math.max(first[0], last[0]),
    Math.max(first[1], last[1]),
  ]
}

function copyOf(canvas: HTMLCanvasElement): HTMLCanvasElement {
  const copy = document.createElement('canvas')
  copy.width = canvas.width
  copy.height = canvas.height
  copy.getContext('2d')!.drawImage(canvas, 0, 0)
  return copy
}

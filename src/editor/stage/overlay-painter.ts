import { boundsOf, type Bounds, type Quad } from '#contract/geometry'
import type { Line } from '#contract/result'
import type { ReviewItem } from '#contract/review'
import { differingQuads } from '../model/comparison.ts'
import { itemsIn, quadsOnPage, type EditorState, type LayerName } from '../model/editor-state.ts'
import { confidenceLevel } from '../model/histogram.ts'
import { HitIndex } from '../model/hits.ts'
import type { PageTargets } from '../model/page-targets.ts'
import { quadToScreen, textHeight, toPage, type View } from '../model/view.ts'
import { drawBoxes, drawDifferences, drawOutlines, REACH, type DrawnBox } from './draw-boxes.ts'
import type { Palette } from './palette.ts'
import { drawRegion } from './region-painter.ts'
import { drawTables } from './table-painter.ts'
import { paintedPart, sheetSize, shownPart, viewOnSheet, type Sheet } from './sheet.ts'

/** With more boxes than this in sight their tags would cover one another. */
const TAGGED_AT_MOST = 120
/** An outline is this much larger than its quad, in CSS pixels, air and stroke together. */
const OUTLINE = 6

/** What of a box does not change while its item, its number, its flag and the threshold stay the same. */
interface Kept {
  box: DrawnBox
  number: number
  threshold: number
}

/**
 * Paints everything that lies over the page in one go: culled to what the sheet shows, simplified where it is small. After an edit only
 * the places concerned are painted anew, with what else reaches into them.
 */
export class OverlayPainter {
  readonly #targets: PageTargets
  readonly #layers = new Map<LayerName, { key: string; quads: readonly Quad[]; index: HitIndex }>()
  readonly #kept = new WeakMap<ReviewItem, Kept>()
  #tagged = true
  #drawn = 0

  constructor(targets: PageTargets) {
    this.#targets = targets
  }

  /** How many boxes of items are on the sheet as it was last painted whole; the box in hand is not among them. */
  get drawn(): number {
    return this.#drawn
  }

  /** Paints the sheet whole. */
  paint(context: CanvasRenderingContext2D, state: EditorState, sheet: Sheet, palette: Palette): void {
    const { width, height } = sheetSize(sheet)
    context.clearRect(0, 0, width, height)
    if (state.bare) return
    const shown = onPage(viewOnSheet(sheet), shownPart(sheet))
    this.#tagged = this.#targets.index.within(...shown).length <= TAGGED_AT_MOST
    this.#drawn = this.#paintWithin(context, state, sheet, palette, paintedPart(sheet))
  }

  /** Paints anew where these quads stand: their boxes were, are or are no longer there. */
  paintAround(
    context: CanvasRenderingContext2D,
    state: EditorState,
    sheet: Sheet,
    palette: Palette,
    quads: readonly Quad[],
  ): void {
    if (state.bare) return
    const view = viewOnSheet(sheet)
    const { width, height } = sheetSize(sheet)
    for (const quad of quads) {
      const bounds = boundsOf(quadToScreen(view, quad))
      // Whole pixels, so that no seam shows.
      const left = Math.max(0, Math.floor(bounds.left - REACH.beside))
      const top = Math.max(0, Math.floor(bounds.top - REACH.above))
      const right = Math.min(width, Math.ceil(bounds.right + REACH.beside))
      const bottom = Math.min(height, Math.ceil(bounds.bottom + OUTLINE))
      if (left >= right || top >= bottom) continue
      context.save()
      context.beginPath()
      context.rect(left, top, right - left, bottom - top)
      context.clip()
      context.clearRect(left, top, right - left, bottom - top)
      this.#paintWithin(context, state, sheet, palette, { left, top, right, bottom })
      context.restore()
    }
  }

  /** Paints whatever reaches into a part of the sheet; answers how many boxes of items that were. */
  #paintWithin(
    context: CanvasRenderingContext2D,
    state: EditorState,
    sheet: Sheet,
    palette: Palette,
    part: Bounds,
  ): number {
    const view = viewOnSheet(sheet)
    const sight = onPage(view, {
      left: part.left - REACH.beside,
      top: part.top - OUTLINE,
      right: part.right + REACH.beside,
      bottom: part.bottom + REACH.above,
    })
    drawTables(context, state, view, palette)
    drawRegion(context, state, view, palette)
    for (const layer of ['regions', 'lines', 'characters'] as const) {
      if (!state.layers[layer]) continue
      const { quads, index } = this.#layer(state, layer)
      const visible = index.within(...sight).map((position) => quads[Number(position)]!)
      const colour = layer === 'regions' ? palette.region : palette.line
      drawOutlines(context, visible, view, colour, layer === 'regions' ? [10, 4] : layer === 'lines' ? [4, 3] : [])
    }
    if (!state.layers.fields) return 0
    const boxes: DrawnBox[] = []
    const differing: Quad[] = []
    for (const id of this.#targets.index.within(...sight)) {
      const item = this.#targets.item(id)
      if (!item) continue
      // A box that an operator moved stands where the characters do not.
      if (item.agreement !== null && item.boxSource !== 'operator' && item.value === item.machine.value) {
        differing.push(...differingQuads(item))
      }
      if (id !== state.focus) boxes.push(this.#drawnBox(item, state))
    }
    drawDifferences(context, differing, view, palette)
    drawBoxes(context, boxes, view, palette, {
      right: sheet.margin + sheet.stage.width,
      tagged: this.#tagged,
      isFree: this.#freeOn(state, view),
    })
    return boxes.length
  }

  /** Whether a part of the sheet is free of boxes and of characters that were read; a line without characters stands on all of its width. */
  #freeOn(state: EditorState, view: View): (part: Bounds) => boolean {
    let lines: readonly Line[] | undefined
    return (part) => {
      const [left, top, right, bottom] = onPage(view, part)
      const covers = (quad: Quad) => {
        const own = boundsOf(quad)
        return own.left < right && own.right > left && own.top < bottom && own.bottom > top
      }
      const boxes = this.#targets.index.within(left, top, right, bottom)
      if (boxes.some((id) => quadsOnPage(state.byId.get(id) ?? null, state.page).some(covers))) return false
      const { quads, index } = this.#layer(state, 'lines')
      lines ??= state.document?.recognition.lines.filter(({ page }) => page === state.page) ?? []
      return index.within(left, top, right, bottom).every((position) => {
        const characters = lines![Number(position)]?.chars ?? []
        return characters.length > 0 ? !characters.some(({ quad }) => covers(quad)) : !covers(quads[Number(position)]!)
      })
    }
  }

  #drawnBox(item: ReviewItem, state: EditorState): DrawnBox {
    const { threshold } = state
    const number = this.#targets.numberOf(item.id)
    const flagged = state.flags.has(item.id)
    const kept = this.#kept.get(item)
    if (kept?.number === number && kept.threshold === threshold && kept.box.flagged === flagged) return kept.box
    const box = drawnBox(item, number, flagged, threshold)
    this.#kept.set(item, { box, number, threshold })
    return box
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

/** As the list beside the page says it (`Format.percent`): doubt is never rounded away. */
const wholePercent = (share: number) =>
  share > 0 && share < 1 ? Math.min(99, Math.max(1, Math.round(share * 100))) : share * 100

function drawnBox(item: ReviewItem, number: number, flagged: boolean, threshold: number): DrawnBox {
  const corrected = item.value !== item.machine.value
  const known = item.confidence === null ? '?' : `${wholePercent(item.confidence)}%`
  return {
    quads: item.quads,
    height: item.quads[0] ? textHeight(item.quads[0]) : 0,
    source: item.boxSource,
    // A person's word has no confidence to be doubted.
    level: corrected || item.accepted ? 'high' : confidenceLevel(item.confidence, threshold),
    // Cells stand side by side: a tag would cover the next one's text, and the grid names them otherwise.
    tag: item.source === 'cell' && !flagged ? '' : `${number} ${corrected ? '✎' : item.accepted ? '✓' : known}`,
    tagBefore: item.source === 'line',
    flagged,
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

/** The upright rectangle of the page under a rectangle of the sheet. */
function onPage(view: View, { left, top, right, bottom }: Bounds): [number, number, number, number] {
  const first = toPage(view, [left, top])
  const last = toPage(view, [right, bottom])
  return [
    Math.min(first[0], last[0]),
    Math.min(first[1], last[1]),
    Math.max(first[0], last[0]),
    Math.max(first[1], last[1]),
  ]
}

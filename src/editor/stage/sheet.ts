import type { Bounds } from '#contract/geometry'
import { pageOnScreen, type Size, type View } from '../model/view.ts'

/**
 * The sheet reaches this far over every edge of the stage, in CSS pixels: so far the view moves before anything is drawn anew. Further would be drawn
 * less often, but a frame that draws would take longer than a frame has.
 */
const MARGIN = 104
/** What a sheet may have of device pixels: on large and on fine screens the margin gives way, for memory and for time. */
const PIXELS_AT_MOST = 5_000_000
/** While the view moves the sheet is stretched within these bounds before it is drawn anew. */
const STRETCHED_AT_MOST = 2
const SHRUNK_AT_MOST = 0.5
/** Marks beside a box reach so far out of the page, in CSS pixels. */
const BESIDE_THE_PAGE = 80

/**
 * What was drawn at one view, a little larger than the stage. While the view moves nothing is drawn: the sheet is moved and stretched
 * (PERFORMANCE.md, "a reused bitmap"), until it no longer covers the stage or has come too far from its own scale.
 */
export interface Sheet {
  /** The view at which it was drawn. */
  view: View
  stage: Size
  /** By how much it reaches over the stage on each side, in CSS pixels: whole device pixels. */
  margin: number
  /** How much of the margin is painted: all of it, or none. */
  painted: number
}

/**
 * The sheet to draw at a view. `first`: of a page that was not seen yet, which shows sooner when nothing is painted on the margin; nothing has
 * moved before one has looked at it. The margin is there all the same: canvases that change their size cost more than what is on them.
 */
export function sheetFor(view: View, stage: Size, pixelRatio: number, first = false): Sheet {
  // (width + 2m)(height + 2m) = pixels at most
  const [half, area] = [(stage.width + stage.height) / 2, stage.width * stage.height]
  const room = PIXELS_AT_MOST / pixelRatio ** 2
  const affordable = room > area ? (Math.sqrt(half * half + room - area) - half) / 2 : 0
  const margin = Math.floor(Math.min(MARGIN, affordable) * pixelRatio) / pixelRatio
  return { view, stage, margin, painted: first ? 0 : margin }
}

/** Size of the sheet in CSS pixels. */
export function sheetSize({ stage, margin }: Sheet): Size {
  return { width: stage.width + 2 * margin, height: stage.height + 2 * margin }
}

/** What of the sheet is painted, in CSS pixels from its top left corner. */
export function paintedPart({ stage, margin, painted }: Sheet): Bounds {
  const start = margin - painted
  return { left: start, top: start, right: margin + stage.width + painted, bottom: margin + stage.height + painted }
}

/** What of the sheet the stage shows while nothing has moved, in CSS pixels from the sheet's top left corner. */
export function shownPart({ stage, margin }: Sheet): Bounds {
  return { left: margin, top: margin, right: margin + stage.width, bottom: margin + stage.height }
}

/** The sheet's own view, in CSS pixels from its top left corner. */
export function viewOnSheet({ view, margin }: Sheet): View {
  return { ...view, x: view.x + margin, y: view.y + margin }
}

/** How the sheet must lie on the stage to show the page at another view. */
export function placeOf(sheet: Sheet, view: View): { x: number; y: number; scale: number } {
  const scale = view.scale / sheet.view.scale
  return {
    x: view.x - (sheet.view.x + sheet.margin) * scale,
    y: view.y - (sheet.view.y + sheet.margin) * scale,
    scale,
  }
}

/** How a sheet must lie on another one to show the page at that one's view. */
export function placeBetween(sheet: Sheet, other: Sheet): { x: number; y: number; scale: number } {
  const { x, y, scale } = placeOf(sheet, other.view)
  return { x: x + other.margin, y: y + other.margin, scale }
}

/** True when the sheet shows all that is to be seen of the page at this view, not stretched too far. */
export function covers(sheet: Sheet, view: View, page: Size): boolean {
  if (view.rotation !== sheet.view.rotation) return false
  const { x, y, scale } = placeOf(sheet, view)
  if (scale > STRETCHED_AT_MOST || scale < SHRUNK_AT_MOST) return false
  const { left, top, right, bottom } = paintedPart(sheet)
  const seen = pageOnScreen(view, page)
  const { stage } = sheet
  // Half a pixel: what falls short by less cannot be seen.
  return (
    x + left * scale <= Math.max(0, seen.left - BESIDE_THE_PAGE) + 0.5 &&
    y + top * scale <= Math.max(0, seen.top - BESIDE_THE_PAGE) + 0.5 &&
    x + right * scale >= Math.min(stage.width, seen.right + BESIDE_THE_PAGE) - 0.5 &&
    y + bottom * scale >= Math.min(stage.height, seen.bottom + BESIDE_THE_PAGE) - 0.5
  )
}

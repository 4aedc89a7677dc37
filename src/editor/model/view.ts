import { angleOf, boundsOf, type Point, type Quad } from '#contract/geometry'

export type Rotation = 0 | 90 | 180 | 270

/**
 * How the page lies under the window: a page point is scaled, turned clockwise about the page's origin and moved.
 * `scale` is CSS pixels a page pixel; `x`, `y` is where the page's origin stands, in CSS pixels of the stage.
 */
export interface View {
  scale: number
  x: number
  y: number
  rotation: Rotation
}

export interface Size {
  width: number
  height: number
}

const MINIMUM_SCALE = 0.01
const MAXIMUM_SCALE = 32
/** Of every page that is moved out of sight this much stays on the stage, in CSS pixels: a lost page cannot be found again. */
const KEPT_IN_SIGHT = 48

const COSINE: Record<Rotation, number> = { 0: 1, 90: 0, 180: -1, 270: 0 }
const SINE: Record<Rotation, number> = { 0: 0, 90: 1, 180: 0, 270: -1 }

/** Where a page point stands on the stage, in CSS pixels. */
export function toScreen({ scale, x, y, rotation }: View, [pageX, pageY]: Point): Point {
  const cosine = COSINE[rotation] * scale
  const sine = SINE[rotation] * scale
  return [x + pageX * cosine - pageY * sine, y + pageX * sine + pageY * cosine]
}

/** Which page point stands under a point of the stage. */
export function toPage({ scale, x, y, rotation }: View, [screenX, screenY]: Point): Point {
  const cosine = COSINE[rotation] / scale
  const sine = SINE[rotation] / scale
  const deltaX = screenX - x
  const deltaY = screenY - y
  return [deltaX * cosine + deltaY * sine, deltaY * cosine - deltaX * sine]
}

/** A displacement on the screen as a displacement on the page. */
export function toPageDelta(view: View, delta: Point): Point {
  return toPage({ ...view, x: 0, y: 0 }, delta)
}

export function quadToScreen(view: View, quad: Quad): Quad {
  return [toScreen(view, quad[0]), toScreen(view, quad[1]), toScreen(view, quad[2]), toScreen(view, quad[3])]
}

/** The page's size as it lies: width and height change places when it is turned on its side. */
export function turnedSize(page: Size, rotation: Rotation): Size {
  return rotation === 90 || rotation === 270 ? { width: page.height, height: page.width } : page
}

/** The upright rectangle of the stage that the page covers. */
export function pageOnScreen(view: View, page: Size) {
  const first = toScreen(view, [0, 0])
  const last = toScreen(view, [page.width, page.height])
  return {
    left: Math.min(first[0], last[0]),
    top: Math.min(first[1], last[1]),
    right: Math.max(first[0], last[0]),
    bottom: Math.max(first[1], last[1]),
  }
}

/** The view that shows `centre` of the page in the middle of the stage. */
export function centredOn(centre: Point, scale: number, rotation: Rotation, stage: Size): View {
  const [x, y] = toScreen({ scale, x: 0, y: 0, rotation }, centre)
  return { scale, rotation, x: stage.width / 2 - x, y: stage.height / 2 - y }
}

/** The whole page, centred, with a margin in CSS pixels around it. */
export function fitted(page: Size, stage: Size, rotation: Rotation, margin = 16): View {
  const { width, height } = turnedSize(page, rotation)
  const available = { width: Math.max(1, stage.width - 2 * margin), height: Math.max(1, stage.height - 2 * margin) }
  const scale = clampScale(Math.min(available.width / width, available.height / height))
  return centredOn([page.width / 2, page.height / 2], scale, rotation, stage)
}

function clampScale(scale: number): number {
  return Math.min(MAXIMUM_SCALE, Math.max(MINIMUM_SCALE, scale))
}

/** Zooms by a factor about a point of the stage: the page point under it stays under it. */
export function zoomedAt(view: View, point: Point, factor: number): View {
  const scale = clampScale(view.scale * factor)
  const ratio = scale / view.scale
  return { ...view, scale, x: point[0] - (point[0] - view.x) * ratio, y: point[1] - (point[1] - view.y) * ratio }
}

export function panned(view: View, deltaX: number, deltaY: number): View {
  return { ...view, x: view.x + deltaX, y: view.y + deltaY }
}

/** Turns the view clockwise by a quarter; what stood in the middle of the stage stays there. */
export function turned(view: View, stage: Size, quarters = 1): View {
  const rotation = ((((view.rotation + 90 * quarters) % 360) + 360) % 360) as Rotation
  return centredOn(toPage(view, [stage.width / 2, stage.height / 2]), view.scale, rotation, stage)
}

/** Keeps part of the page on the stage. */
export function keptInSight(view: View, page: Size, stage: Size): View {
  const { left, top, right, bottom } = pageOnScreen(view, page)
  const kept = Math.min(KEPT_IN_SIGHT, stage.width / 4, stage.height / 4)
  const deltaX = right < kept ? kept - right : left > stage.width - kept ? stage.width - kept - left : 0
  const deltaY = bottom < kept ? kept - bottom : top > stage.height - kept ? stage.height - kept - top : 0
  return deltaX === 0 && deltaY === 0 ? view : panned(view, deltaX, deltaY)
}

/** The height of a line of text in page pixels: the mean of the two sides that stand across the direction of reading. */
export function textHeight([topLeft, topRight, bottomRight, bottomLeft]: Quad): number {
  const left = Math.hypot(bottomLeft[0] - topLeft[0], bottomLeft[1] - topLeft[1])
  const right = Math.hypot(bottomRight[0] - topRight[0], bottomRight[1] - topRight[1])
  return (left + right) / 2
}

/** Text of this height on the screen, in CSS pixels, is read without effort (INTERACTION.md, "Open"). */
const READABLE_HEIGHT = 24

/**
 * The view that shows these quads with text at least 24 CSS pixels high. It changes as little as it can: a view that already shows
 * them so stays as it is, and it never zooms in so far that they do not fit on the stage.
 */
export function eased(view: View, quads: readonly Quad[], stage: Size, margin = 24): View {
  if (quads.length === 0 || stage.width < 2 * margin || stage.height < 2 * margin) return view
  const height = Math.max(1, Math.min(...quads.map(textHeight)))
  const bounds = boundsOf(...quads)
  const size = turnedSize({ width: bounds.right - bounds.left, height: bounds.bottom - bounds.top }, view.rotation)
  const largest = Math.min(
    (stage.width - 2 * margin) / Math.max(1, size.width),
    (stage.height - 2 * margin) / Math.max(1, size.height),
  )
  const scale = clampScale(Math.max(view.scale, Math.min(READABLE_HEIGHT / height, largest)))
  const centre: Point = [(bounds.left + bounds.right) / 2, (bounds.top + bounds.bottom) / 2]
  const zoomed = zoomedAt(view, toScreen(view, centre), scale / view.scale)
  const { left, top, right, bottom } = pageRectangleOnScreen(zoomed, bounds)
  return panned(zoomed, shift(left, right, stage.width, margin), shift(top, bottom, stage.height, margin))
}

function pageRectangleOnScreen(view: View, bounds: { left: number; top: number; right: number; bottom: number }) {
  const first = toScreen(view, [bounds.left, bounds.top])
  const last = toScreen(view, [bounds.right, bounds.bottom])
  return {
    left: Math.min(first[0], last[0]),
    top: Math.min(first[1], last[1]),
    right: Math.max(first[0], last[0]),
    bottom: Math.max(first[1], last[1]),
  }
}

/** By how much a span must move to lie within the margins; one that is too long is centred. */
function shift(start: number, end: number, length: number, margin: number): number {
  if (end - start > length - 2 * margin) return (length - start - end) / 2
  if (start < margin) return margin - start
  return end > length - margin ? length - margin - end : 0
}

/** A view part of the way from one to another; `share` is 0..1. Both must have the same rotation. */
export function between(from: View, to: View, share: number): View {
  // Scale runs geometrically: equal steps look equal.
  const scale = from.scale * (to.scale / from.scale) ** share
  const zoom = to.scale === from.scale ? share : (scale - from.scale) / (to.scale - from.scale)
  return { rotation: to.rotation, scale, x: from.x + (to.x - from.x) * zoom, y: from.y + (to.y - from.y) * zoom }
}

/** By how much the view must be turned so that most of the text, weighed by its length, reads from left to right. */
export function uprightRotation(quads: readonly Quad[]): Rotation {
  const weights: Record<Rotation, number> = { 0: 0, 90: 0, 180: 0, 270: 0 }
  for (const quad of quads) {
    const quarter = ((Math.round(angleOf(quad) / (Math.PI / 2)) % 4) + 4) % 4
    const needed = ((4 - quarter) % 4) * 90
    const [topLeft, topRight] = quad
    weights[needed as Rotation] += Math.hypot(topRight[0] - topLeft[0], topRight[1] - topLeft[1])
  }
  let best: Rotation = 0
  for (const rotation of [90, 180, 270] as const) if (weights[rotation] > weights[best]) best = rotation
  return best
}

import type { Bounds, Quad } from '#contract/geometry'
import type { BoxSource } from '#contract/result'
import type { ConfidenceLevel } from '../model/histogram.ts'
import { quadToScreen, toScreen, type View } from '../model/view.ts'
import type { Palette } from './palette.ts'

/** A box to be drawn. Quads are in page pixels. */
export interface DrawnBox {
  quads: readonly Quad[]
  /** Height of its text in page pixels. */
  height: number
  source: BoxSource
  level: ConfidenceLevel
  /** Number in the list and what is known of its confidence, e.g. `3 62%`; empty for a box that bears none. */
  tag: string
  /** Lines of text fill their width: their tag goes into the margin before them. */
  tagBefore: boolean
  flagged: boolean
}

export interface DrawOptions {
  /** Where the stage ends to the right, in CSS pixels: tags that would reach over it go above their box. */
  right: number
  /** Whether there is room for tags. */
  tagged: boolean
  /** Whether nothing that is read stands on a part of the canvas: a tag goes where it covers none of it. */
  isFree?: (part: Bounds) => boolean
}

/** Boxes lower than this on the screen, in CSS pixels, are drawn as plain outlines: a mark on them could not be made out. */
const SIMPLE_BELOW = 10
const TAG_ABOVE = 13
const TAG_HEIGHT = 14
/** So far a box's marks reach over it, in CSS pixels: its tag beside it, or above it. */
export const REACH = { beside: 96, above: 18 }

/** Who placed a box shows in its line: the provider's own is solid, a grounded one dashed, an operator's dotted. */
const SOURCES = ['provider', 'grounded', 'operator'] as const
const DASHES: Record<Exclude<BoxSource, null>, number[]> = { provider: [], grounded: [7, 4], operator: [2, 3] }

/** Recognisers put boxes tight around the ink: a little air keeps the outline off the strokes of the text. */
const AIR = 2

function inflated(quad: Quad): Quad {
  const [a, b, c, d] = quad
  const across = unit(a, b)
  const down = unit(a, d)
  const move = ([x, y]: readonly [number, number], right: number, below: number): [number, number] => [
    x + AIR * (right * across[0] + below * down[0]),
    y + AIR * (right * across[1] + below * down[1]),
  ]
  return [move(a, -1, -1), move(b, 1, -1), move(c, 1, 1), move(d, -1, 1)]
}

function unit(from: readonly [number, number], to: readonly [number, number]): [number, number] {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]) || 1
  return [(to[0] - from[0]) / length, (to[1] - from[1]) / length]
}

function trace(context: CanvasRenderingContext2D, [a, b, c, d]: Quad): void {
  context.moveTo(a[0], a[1])
  context.lineTo(b[0], b[1])
  context.lineTo(c[0], c[1])
  context.lineTo(d[0], d[1])
  context.closePath()
}

/** Traces many quads of the page as they stand on the screen; nothing is made on the way, for there may be tens of thousands. */
function traceOnScreen(context: CanvasRenderingContext2D, quads: readonly Quad[], view: View): void {
  const [originX, originY] = toScreen(view, [0, 0])
  const [rightX, rightY] = toScreen({ ...view, x: 0, y: 0 }, [1, 0])
  const [downX, downY] = toScreen({ ...view, x: 0, y: 0 }, [0, 1])
  for (const [a, b, c, d] of quads) {
    context.moveTo(originX + a[0] * rightX + a[1] * downX, originY + a[0] * rightY + a[1] * downY)
    context.lineTo(originX + b[0] * rightX + b[1] * downX, originY + b[0] * rightY + b[1] * downY)
    context.lineTo(originX + c[0] * rightX + c[1] * downX, originY + c[0] * rightY + c[1] * downY)
    context.lineTo(originX + d[0] * rightX + d[1] * downX, originY + d[0] * rightY + d[1] * downY)
    context.closePath()
  }
}

/** Boxes that are drawn in one stroke. */
interface Style {
  source: Exclude<BoxSource, null>
  flagged: boolean
  simple: boolean
  /** Plain outlines are traced straight from the page; others have been given air on the screen. */
  onPage: Quad[]
  onScreen: Quad[]
}

/**
 * Draws boxes of one style by the hundred in one stroke. The shape in the first corner tells the confidence without its colour: a
 * filled triangle is low, an outlined one medium, a ring unknown, none high.
 */
export function drawBoxes(
  context: CanvasRenderingContext2D,
  boxes: readonly DrawnBox[],
  view: View,
  palette: Palette,
  { right, tagged, isFree = () => true }: DrawOptions = { right: Infinity, tagged: true },
): void {
  const styles = SOURCES.flatMap((source) =>
    [false, true].flatMap((flagged) =>
      [false, true].map((simple): Style => ({ source, flagged, simple, onPage: [], onScreen: [] })),
    ),
  )
  const marks: { level: ConfidenceLevel; quad: Quad }[] = []
  const tags: { box: DrawnBox; quad: Quad }[] = []
  for (const box of boxes) {
    const height = box.height * view.scale
    const simple = height < SIMPLE_BELOW
    const source = box.source === 'grounded' ? 1 : box.source === 'operator' ? 2 : 0
    const style = styles[source * 4 + (box.flagged ? 2 : 0) + (simple ? 1 : 0)]!
    if (simple) {
      for (const quad of box.quads) style.onPage.push(quad)
      continue
    }
    for (const [index, quad] of box.quads.entries()) {
      const onScreen = inflated(quadToScreen(view, quad))
      style.onScreen.push(onScreen)
      if (index > 0) continue
      if (box.level !== 'high') marks.push({ level: box.level, quad: onScreen })
      // Lines of a text are as high as one another: at that height the tags of a whole page would come and go. Only those that want a look have theirs.
      const bears = box.tag !== '' && (!box.tagBefore || box.flagged)
      if (tagged && bears && height >= TAG_ABOVE) tags.push({ box, quad: onScreen })
    }
  }
  for (const style of styles) {
    if (style.onPage.length + style.onScreen.length > 0) strokeStyle(context, style, view, palette)
  }
  drawMarks(context, marks, palette)
  drawTags(context, tags, palette, right, isFree)
}

/** Boxes of one path: a path of thousands takes far longer than as many in paths of some hundred (the rasteriser sorts all edges of one). */
const BOXES_A_PATH = 250

function strokeStyle(context: CanvasRenderingContext2D, style: Style, view: View, palette: Palette): void {
  const { source, flagged, simple, onPage, onScreen } = style
  context.strokeStyle = palette.source[source]
  context.setLineDash(DASHES[source])
  context.lineWidth = (flagged ? 2.5 : 1.5) * (simple ? 0.65 : 1)
  context.fillStyle = palette.confidence.low
  const finish = () => {
    if (flagged) {
      context.globalAlpha = 0.1
      context.fill()
      context.globalAlpha = 1
    }
    context.stroke()
  }
  for (let from = 0; from < onPage.length; from += BOXES_A_PATH) {
    context.beginPath()
    traceOnScreen(context, onPage.slice(from, from + BOXES_A_PATH), view)
    finish()
  }
  for (let from = 0; from < onScreen.length; from += BOXES_A_PATH) {
    context.beginPath()
    for (const quad of onScreen.slice(from, from + BOXES_A_PATH)) trace(context, quad)
    finish()
  }
  context.setLineDash([])
}

function drawMarks(
  context: CanvasRenderingContext2D,
  marks: readonly { level: ConfidenceLevel; quad: Quad }[],
  palette: Palette,
): void {
  if (marks.length === 0) return
  for (const level of ['low', 'medium', 'unknown'] as const) {
    context.beginPath()
    for (const mark of marks) {
      if (mark.level !== level) continue
      const [corner, right, , below] = mark.quad
      const size = Math.min(10, Math.hypot(below[0] - corner[0], below[1] - corner[1]) * 0.6)
      if (level === 'unknown') {
        const middle = towards(towards(corner, right, size), towards(corner, below, size), 0.5, true)
        context.moveTo(middle[0] + size * 0.35, middle[1])
        context.arc(middle[0], middle[1], size * 0.35, 0, 2 * Math.PI)
        continue
      }
      const [rightX, rightY] = towards(corner, right, size)
      const [belowX, belowY] = towards(corner, below, size)
      context.moveTo(corner[0], corner[1])
      context.lineTo(rightX, rightY)
      context.lineTo(belowX, belowY)
      context.closePath()
    }
    context.fillStyle = level === 'low' ? palette.confidence.low : palette.paper
    context.strokeStyle = palette.confidence[level]
    context.lineWidth = 1.5
    context.fill()
    context.stroke()
  }
}

function towards(
  from: readonly [number, number],
  to: readonly [number, number],
  amount: number,
  share = false,
): [number, number] {
  const length = share ? 1 : Math.hypot(to[0] - from[0], to[1] - from[1]) || 1
  return [from[0] + ((to[0] - from[0]) * amount) / length, from[1] + ((to[1] - from[1]) * amount) / length]
}

function drawTags(
  context: CanvasRenderingContext2D,
  tags: readonly { box: DrawnBox; quad: Quad }[],
  palette: Palette,
  stageRight: number,
  isFree: (part: Bounds) => boolean,
): void {
  // To name a font has the browser look for it and settle the page's styles.
  if (tags.length === 0) return
  context.font = '600 11px system-ui, sans-serif'
  context.textBaseline = 'middle'
  // Two fields may stand in one place (a plate's number tells its type too): their tags follow each other.
  const taken = new Map<string, number>()
  for (const { box, quad } of tags) {
    // Beside the text, whichever way it runs on the screen: above it there is nearly always a label.
    const left = Math.min(...quad.map(([x]) => x))
    const right = Math.max(...quad.map(([x]) => x))
    const top = Math.min(...quad.map(([, y]) => y))
    const middle = (top + Math.max(...quad.map(([, y]) => y))) / 2
    const width = context.measureText(box.tag).width + 8
    context.globalAlpha = 0.94
    context.fillStyle = palette.confidence[box.level]
    const [before, beside, above] = [
      [left - width - 3, middle - 7],
      [right + 3, middle - 7],
      [left - 1, top - 15],
    ] as const
    const fits = right + width + 3 <= stageRight
    const places = box.tagBefore ? [before] : fits ? [beside, above, before] : [above, before]
    const place = places.find(([x, y]) => isFree({ left: x, top: y, right: x + width, bottom: y + TAG_HEIGHT }))
    const chosen = place ?? places[0]!
    const key = [left, right, middle].map(Math.round).join()
    // No further than what is wiped when a box is drawn anew.
    const others = Math.min(taken.get(key) ?? 0, REACH.beside - width - 5)
    taken.set(key, others + width + 2)
    const [x, y] = [chosen[0] + (chosen === before ? -others : others), chosen[1]]
    context.fillRect(x, y, width, TAG_HEIGHT)
    context.globalAlpha = 1
    context.fillStyle = palette.paper
    context.fillText(box.tag, x + 4, y + 7.5)
  }
}

/** Characters that two recognisers read differently: underlined with a thick stroke, so that the mark needs no colour to be seen. */
export function drawDifferences(
  context: CanvasRenderingContext2D,
  quads: readonly Quad[],
  view: View,
  palette: Palette,
): void {
  if (quads.length === 0) return
  context.fillStyle = palette.confidence.low
  context.strokeStyle = palette.confidence.low
  context.beginPath()
  traceOnScreen(context, quads, view)
  context.globalAlpha = 0.22
  context.fill()
  context.globalAlpha = 1
  context.beginPath()
  for (const quad of quads) {
    const [, , right, left] = quadToScreen(view, quad)
    context.moveTo(left[0], left[1])
    context.lineTo(right[0], right[1])
  }
  context.lineWidth = 3
  context.stroke()
}

/** Outlines of a layer below the fields: lines, characters or regions. */
export function drawOutlines(
  context: CanvasRenderingContext2D,
  quads: readonly Quad[],
  view: View,
  colour: string,
  dash: number[],
): void {
  context.beginPath()
  traceOnScreen(context, quads, view)
  context.strokeStyle = colour
  context.lineWidth = 1
  context.setLineDash(dash)
  context.stroke()
  context.setLineDash([])
}

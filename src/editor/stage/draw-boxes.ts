import type { Quad } from '#contract/geometry'
import type { BoxSource } from '#contract/result'
import type { ConfidenceLevel } from '../model/histogram.ts'
import { quadToScreen, textHeight, type View } from '../model/view.ts'
import type { Palette } from './palette.ts'

/** A box to be drawn. Quads are in page pixels. */
export interface DrawnBox {
  quads: readonly Quad[]
  source: BoxSource
  level: ConfidenceLevel
  /** Number in the list and what is known of its confidence, e.g. `3 · 62%`; empty when there is no room for it. */
  tag: string
  /** Lines stand close one above the other: their tag goes into the margin. */
  tagBeside: boolean
  flagged: boolean
}

/** Boxes lower than this on the screen, in CSS pixels, are drawn as plain outlines: a mark on them could not be made out. */
const SIMPLE_BELOW = 10
const TAG_ABOVE = 13

/** Who placed a box shows in its line: the provider's own is solid, a grounded one dashed, an operator's dotted. */
const DASHES: Record<Exclude<BoxSource, null>, number[]> = { provider: [], grounded: [7, 4], operator: [2, 3] }

function trace(context: CanvasRenderingContext2D, [a, b, c, d]: Quad): void {
  context.moveTo(a[0], a[1])
  context.lineTo(b[0], b[1])
  context.lineTo(c[0], c[1])
  context.lineTo(d[0], d[1])
  context.closePath()
}

/**
 * Draws every box in as few strokes as there are styles. The shape in the first corner tells the confidence without its colour: a
 * filled triangle is low, an outlined one medium, a ring unknown, none high.
 */
export function drawBoxes(
  context: CanvasRenderingContext2D,
  boxes: readonly DrawnBox[],
  view: View,
  palette: Palette,
): void {
  const groups = new Map<string, { box: DrawnBox; quads: Quad[] }>()
  const marks: { level: ConfidenceLevel; quad: Quad }[] = []
  const tags: { box: DrawnBox; quad: Quad }[] = []
  for (const box of boxes) {
    const first = box.quads[0]
    if (!first) continue
    const simple = textHeight(first) * view.scale < SIMPLE_BELOW
    const key = `${box.source} ${box.flagged} ${simple}`
    const group = groups.get(key) ?? { box, quads: [] }
    groups.set(key, group)
    for (const [index, quad] of box.quads.entries()) {
      const onScreen = quadToScreen(view, quad)
      group.quads.push(onScreen)
      if (simple || index > 0) continue
      if (box.level !== 'high') marks.push({ level: box.level, quad: onScreen })
      if (box.tag !== '' && textHeight(first) * view.scale >= TAG_ABOVE) tags.push({ box, quad: onScreen })
    }
  }
  for (const { box, quads } of groups.values()) strokeGroup(context, box, quads, palette)
  drawMarks(context, marks, palette)
  drawTags(context, tags, palette)
}

function strokeGroup(context: CanvasRenderingContext2D, box: DrawnBox, quads: readonly Quad[], palette: Palette): void {
  const source = box.source ?? 'provider'
  context.beginPath()
  for (const quad of quads) trace(context, quad)
  context.strokeStyle = palette.source[source]
  context.setLineDash(DASHES[source])
  context.lineWidth = box.flagged ? 2.5 : 1.5
  if (box.flagged) {
    context.fillStyle = palette.confidence.low
    context.globalAlpha = 0.1
    context.fill()
    context.globalAlpha = 1
  }
  context.stroke()
  context.setLineDash([])
}

function drawMarks(
  context: CanvasRenderingContext2D,
  marks: readonly { level: ConfidenceLevel; quad: Quad }[],
  palette: Palette,
): void {
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
): void {
  context.font = '600 11px system-ui, sans-serif'
  context.textBaseline = 'middle'
  for (const { box, quad } of tags) {
    // Above the highest corner on the screen, whichever way the text runs.
    const left = Math.min(...quad.map(([x]) => x))
    const top = Math.min(...quad.map(([, y]) => y))
    const width = context.measureText(box.tag).width + 8
    context.globalAlpha = 0.94
    context.fillStyle = palette.confidence[box.level]
    const [x, y] = box.tagBeside ? [left - width - 3, top] : [left - 1, top - 15]
    context.fillRect(x, y, width, 14)
    context.globalAlpha = 1
    context.fillStyle = palette.paper
    context.fillText(box.tag, x + 4, y + 7.5)
  }
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
  for (const quad of quads) trace(context, quadToScreen(view, quad))
  context.strokeStyle = colour
  context.lineWidth = 1
  context.setLineDash(dash)
  context.stroke()
  context.setLineDash([])
}

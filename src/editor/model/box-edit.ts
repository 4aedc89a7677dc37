import { boundsOf, quadOfBounds, type Point, type Quad } from '#contract/geometry'
import type { Box } from '#contract/review'
import type { Rotation, Size } from './view.ts'

/** A box with all of its quads moved; it stays on the page as a whole. */
export function movedQuads(quads: readonly Quad[], [deltaX, deltaY]: Point, page: Size): Quad[] {
  if (quads.length === 0) return []
  const { left, top, right, bottom } = boundsOf(...quads)
  const x = clamp(deltaX, -left, page.width - right)
  const y = clamp(deltaY, -top, page.height - bottom)
  return quads.map((quad) => quad.map(([cornerX, cornerY]) => [cornerX + x, cornerY + y]) as Quad)
}

function clamp(value: number, least: number, most: number): number {
  // A box that already reaches over the edge may still move back, never further out.
  return Math.min(Math.max(value, Math.min(0, least)), Math.max(0, most))
}

/** One corner of a quad put elsewhere; the other three stay, so that a box can follow skewed text. */
export function withCorner(quad: Quad, corner: number, [x, y]: Point, page: Size): Quad {
  const inside: Point = [Math.min(page.width, Math.max(0, x)), Math.min(page.height, Math.max(0, y))]
  return quad.map((point, index) => (index === corner ? inside : point)) as Quad
}

/**
 * The quad between two corners of a drag. Its first corner is the top-left **as the text reads**: on a page that is shown turned by
 * `rotation`, the corner that lies top-left on the screen comes first.
 */
export function drawnQuad(from: Point, to: Point, rotation: Rotation, page: Size): Quad {
  const [topLeft, topRight, bottomRight, bottomLeft] = quadOfBounds({
    left: Math.max(0, Math.min(from[0], to[0])),
    top: Math.max(0, Math.min(from[1], to[1])),
    right: Math.min(page.width, Math.max(from[0], to[0])),
    bottom: Math.min(page.height, Math.max(from[1], to[1])),
  })
  switch (rotation) {
    case 0:
      return [topLeft, topRight, bottomRight, bottomLeft]
    case 90:
      return [bottomLeft, topLeft, topRight, bottomRight]
    case 180:
      return [bottomRight, bottomLeft, topLeft, topRight]
    case 270:
      return [topRight, bottomRight, bottomLeft, topLeft]
  }
}

/** Page pixels rounded to a tenth: finer is noise of the pointer, and the journal stays small. */
export function roundedQuads(quads: readonly Quad[]): Quad[] {
  return quads.map((quad) => quad.map(([x, y]) => [Math.round(x * 10) / 10, Math.round(y * 10) / 10]) as Quad)
}

export function boxOf({ page, quads, boxSource }: Box): Box {
  return { page, quads, boxSource }
}

export function operatorBox(page: number, quads: readonly Quad[]): Box {
  return { page, quads: roundedQuads(quads), boxSource: 'operator' }
}

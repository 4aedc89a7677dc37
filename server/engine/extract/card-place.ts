import { areaOf, contains, intersectionOverUnion, type Point, type Quad } from '../../contract/geometry.ts'
import type { Region } from '../../contract/result.ts'
import type { OutlineReading } from '../reading.ts'
import { cornersAlong, middleOf, type Box } from './geometry.ts'
import type { LabelHit } from './labels.ts'
import { textPage, type PageContext, type TextPage } from './text-stream.ts'

/** ID-1 of ISO/IEC 7810, in millimetres: the size of identity and bank cards. */
const cardSize = { width: 85.6, height: 54 }

/** Where the middle of a label stands on a card, in millimetres from its upper left corner. */
export type Anchors<Key extends string> = Partial<Record<Key, readonly [x: number, y: number]>>

/** A card's own millimetres in a page's frame. */
export interface CardScale {
  left: number
  top: number
  /** Units of the frame for a millimetre. */
  unit: number
}

interface Anchored {
  u: number
  v: number
  x: number
  y: number
}

/** Print that stands further from its place than this, in millimetres, is none of the card's. */
const farthest = 5
const mostAnchored = 24

function fitScale(points: readonly Anchored[]): CardScale | null {
  const mean = (of: (point: Anchored) => number) => points.reduce((sum, point) => sum + of(point), 0) / points.length
  const [u, v, x, y] = [mean((p) => p.u), mean((p) => p.v), mean((p) => p.x), mean((p) => p.y)]
  const spread = points.reduce((sum, p) => sum + (p.x - x) ** 2 + (p.y - y) ** 2, 0)
  const unit = points.reduce((sum, p) => sum + (p.x - x) * (p.u - u) + (p.y - y) * (p.v - v), 0) / spread
  return unit > 0 ? { left: u - unit * x, top: v - unit * y, unit } : null
}

const offBy = ({ left, top, unit }: CardScale, { u, v, x, y }: Anchored) =>
  Math.hypot(u - left - unit * x, v - top - unit * y) / unit

const anchored = <Key extends string>(hit: LabelHit<Key>, anchors: Anchors<Key>): Anchored | null => {
  const place = anchors[hit.key]
  return place ? { u: (hit.left + hit.right) / 2, v: middleOf(hit), x: place[0], y: place[1] } : null
}

/**
 * The size and place of a card by its labels: the one that most of them agree on (words of other papers may be among them), then least squares. Null
 * when fewer than three labels fit one card.
 */
export function scaleOf<Key extends string>(hits: readonly LabelHit<Key>[], anchors: Anchors<Key>): CardScale | null {
  const points = hits.slice(0, mostAnchored).flatMap((hit) => anchored(hit, anchors) ?? [])
  let most: Anchored[] = []
  for (const [index, first] of points.entries()) {
    for (const second of points.slice(index + 1)) {
      if (Math.hypot(first.x - second.x, first.y - second.y) < 5) continue
      const scale = fitScale([first, second])
      const own = scale ? points.filter((point) => offBy(scale, point) < farthest) : []
      if (own.length > most.length) most = own
    }
  }
  return most.length < 3 ? null : fitScale(most)
}

/** The hit of a key that stands nearest to its place on the card. */
export function hitOnCard<Key extends string>(
  hits: readonly LabelHit<Key>[],
  key: Key,
  scale: CardScale,
  anchors: Anchors<Key>,
): LabelHit<Key> | undefined {
  return hits
    .flatMap((hit) => {
      const point = hit.key === key ? anchored(hit, anchors) : null
      return point ? [{ hit, off: offBy(scale, point) }] : []
    })
    .toSorted((first, second) => first.off - second.off)[0]?.hit
}

/** A rectangle of a card's millimetres in the frame. */
export const onCard = ({ left, top, unit }: CardScale, { left: l, top: t, right, bottom }: Box): Box => ({
  left: left + l * unit,
  top: top + t * unit,
  right: left + right * unit,
  bottom: top + bottom * unit,
})

/** The whole card of a scale. */
export const wholeCard = (scale: CardScale): Box =>
  onCard(scale, { left: 0, top: 0, right: cardSize.width, bottom: cardSize.height })

/** The millimetres of a card whose corners were found: those of the straight frame's rectangle. */
export function scaleWithin(page: TextPage, outline: Quad): CardScale {
  const { left, right, top } = page.frame.boxOf(cornersAlong(outline, page.frame.angle))
  return { left, top, unit: (right - left) / cardSize.width }
}

/** A page with a card on it: what lies within its outline, seen straight, where an outline is certain. */
export interface CardPage {
  page: TextPage
  outline: Quad | null
}

const outlinesOf = async ({ inspect }: PageContext): Promise<readonly OutlineReading[]> =>
  (await inspect?.('outlines')) ?? []

/** A quad grown about its middle. */
function grown(quad: Quad, share: number): Quad {
  const middle: Point = [0, 1].map((axis) => quad.reduce((sum, corner) => sum + corner[axis]! / 4, 0)) as Point
  return quad.map(([x, y]): Point => [
    middle[0] + (x - middle[0]) * share,
    middle[1] + (y - middle[1]) * share,
  ]) as unknown as Quad
}

const centreOf = ([a, b, c, d]: Quad): Point => [(a[0] + b[0] + c[0] + d[0]) / 4, (a[1] + b[1] + c[1] + d[1]) / 4]

/** The same page with nothing but what is printed within an outline. */
function within(context: PageContext, outline: Quad): PageContext {
  const area = grown(outline, 1.04)
  const lines = context.reading.lines.filter(({ quad }) => contains(area, centreOf(quad)))
  return { ...context, reading: { ...context.reading, lines } }
}

const straightWithin = (context: PageContext, outline: Quad): CardPage => ({
  page: textPage(within(context, outline), { straight: true, outline }),
  outline,
})

/**
 * A page seen straight. `predict` says from the print where the card must lie; the outline nearest to that counts when it overlaps enough. Without one the
 * whole page is read, straightened by its lines.
 */
export async function openCardPage(context: PageContext, predict: (page: TextPage) => Quad | null): Promise<CardPage> {
  const page = textPage(context, { straight: true })
  const expected = predict(page)
  if (!expected) return { page, outline: null }
  // An edge that leaves out a whole line of the card's print is a line on the card or a watermark's.
  const printed = context.reading.lines.filter(
    ({ quad, text }) => text.length >= 6 && contains(grown(expected, 0.97), centreOf(quad)),
  )
  let best: { quad: Quad; overlap: number } | null = null
  for (const { quad } of await outlinesOf(context)) {
    const overlap = intersectionOverUnion(quad, expected)
    if (overlap <= 0.72 || (best && overlap <= best.overlap)) continue
    if (printed.every((line) => contains(grown(quad, 1.04), centreOf(line.quad)))) best = { quad, overlap }
  }
  return best ? straightWithin(context, best.quad) : { page, outline: null }
}

/** Width over height of an outline along its text. */
function aspectOf(outline: Quad, angle: number): number {
  const [a, b, c, d] = cornersAlong(outline, angle)
  const long = (from: Point, to: Point) => Math.hypot(to[0] - from[0], to[1] - from[1])
  return (long(a, b) + long(d, c)) / (long(a, d) + long(b, c))
}

/** A card without a fixed layout: the surest outline of a card's shape, lying or upright, that holds the places which matter. */
export async function openCardAround(
  context: PageContext,
  places: (page: TextPage) => readonly Quad[],
): Promise<CardPage> {
  const page = textPage(context, { straight: true })
  const wanted = places(page)
  if (wanted.length === 0) return { page, outline: null }
  const shape = cardSize.width / cardSize.height
  const candidates = (await outlinesOf(context)).filter(({ quad }) => {
    const aspect = aspectOf(quad, page.frame.angle)
    const off = Math.min(Math.abs(Math.log(aspect / shape)), Math.abs(Math.log(aspect * shape)))
    return off < 0.17 && wanted.every((place) => contains(grown(quad, 1.02), centreOf(place)))
  })
  // Of nearly equal ones the larger: a frame printed on a card is no card.
  const [best] = candidates.toSorted(
    (first, second) =>
      second.score + 0.1 * areaShare(second.quad, context) - first.score - 0.1 * areaShare(first.quad, context),
  )
  return best ? straightWithin(context, best.quad) : { page, outline: null }
}

const areaShare = (quad: Quad, { width, height }: PageContext) => areaOf(quad) / (width * height)

/** A region of a kind's vocabulary. */
export function regionOf(kind: string, page: number, quad: Quad): Region {
  return { kind, page, quad, confidence: null }
}

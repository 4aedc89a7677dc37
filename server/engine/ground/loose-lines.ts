import type { Point, Quad } from '../../contract/geometry.ts'
import type { Character, Line } from '../../contract/result.ts'
import { frameOf, heightOf, middleOf, type Box, type Frame } from '../extract/geometry.ts'

/** A line as it stands in the frame of its page. */
interface Standing {
  line: Line
  box: Box
  /** Its place was fitted to its ink: there is air between its signs. */
  fitted: boolean
}

/** More lines than a page of small print has are left as they are: each is compared with each. */
const mostLines = 1_500
/** Longer lines are fitted well enough along their length, and give their own height. */
const longest = 12
/** What is higher than its neighbours by less is as high as they are. */
const leastExcess = 1.22
const mostExcess = 2.4
/** Print is looked for beside a line as far as this, in its heights. */
const farthest = 16

/** Where the rule of a table runs close to print, its ink joins the signs: their places touch, and reach as far as the detector's box. */
function isFitted(chars: readonly Character[], frame: Frame): boolean {
  if (chars.length < 2) return false
  const boxes = chars.map(({ quad }) => frame.boxOf(quad))
  const apart = boxes.filter(
    ({ left }, index) => index > 0 && left - boxes[index - 1]!.right > 0.01 * heightOf(boxes[0]!),
  )
  return apart.length >= 0.75 * (chars.length - 1)
}

const isHan = (text: string) => /\p{Script=Han}/u.test(text)

/** Where print of its row stands at a line, told by the nearest fitted neighbours on either side, and how high such print is. */
function neighbourhoodOf(
  { box, line }: Standing,
  fitted: readonly Standing[],
): { middle: number; height: number } | null {
  const reach = farthest * heightOf(box)
  const centre = (box.left + box.right) / 2
  const gapTo = (other: Box) => Math.max(other.left - box.right, box.left - other.right)
  // Chinese signs are higher than figures of the same size.
  const sizeOf = (mate: Standing) => heightOf(mate.box) * (isHan(line.text) && !isHan(mate.line.text) ? 1.2 : 1)
  const mates = fitted
    .filter((mate) => {
      const { box: other } = mate
      const excess = heightOf(box) / sizeOf(mate)
      return (
        middleOf(other) > box.top - 0.1 * heightOf(box) &&
        middleOf(other) < box.bottom + 0.1 * heightOf(box) &&
        gapTo(other) > 0 &&
        gapTo(other) < reach &&
        excess > leastExcess &&
        excess < mostExcess
      )
    })
    .sort((first, second) => gapTo(first.box) - gapTo(second.box))
  const before = mates.find(({ box: other }) => other.right <= box.left)
  const after = mates.find(({ box: other }) => other.left >= box.right)
  const near = [before, after].flatMap((mate) => mate ?? [])
  if (near.length === 0) return null
  const at = ({ box: other }: Standing) => (other.left + other.right) / 2
  const middle =
    before && after
      ? middleOf(before.box) +
        ((centre - at(before)) / (at(after) - at(before))) * (middleOf(after.box) - middleOf(before.box))
      : middleOf(near[0]!.box)
  return { middle, height: Math.max(...near.map(sizeOf)) }
}

const between = (from: Point, to: Point, share: number): Point => [
  from[0] + (to[0] - from[0]) * share,
  from[1] + (to[1] - from[1]) * share,
]

/** A quad of which a share is cut off at each side, as its text runs. */
function cut([a, b, c, d]: Quad, sides: Box): Quad {
  const at = (right: number, down: number) => between(between(a, b, right), between(d, c, right), down)
  return [
    at(sides.left, sides.top),
    at(1 - sides.right, sides.top),
    at(1 - sides.right, 1 - sides.bottom),
    at(sides.left, 1 - sides.bottom),
  ]
}

/** A loose line cut down to the height of its neighbours, and by as much at its ends as signs of that height are narrower. */
function tightened({ line, box }: Standing, { middle, height }: { middle: number; height: number }): Line {
  const own = heightOf(box)
  const top = Math.min(Math.max(middle - height / 2, box.top), box.bottom - height)
  const [above, below] = [(top - box.top) / own, (box.bottom - top - height) / own]
  const signs = line.chars.reduce((sum, { text }) => sum + (isHan(text) ? 0.95 : /^[.,:]$/.test(text) ? 0.25 : 0.58), 0)
  const width = box.right - box.left
  // No more than the height gave way: what the signs' widths say is a guess.
  const spare = Math.min(Math.max(0, width - signs * height), own - height + 0.12 * height, 0.5 * width) / 2
  const chars = line.chars.map((character, index) => {
    const { quad } = character
    const length = Math.hypot(quad[1][0] - quad[0][0], quad[1][1] - quad[0][1])
    const left = index === 0 ? Math.min(0.45, spare / length) : 0
    const right = index === line.chars.length - 1 ? Math.min(0.45, spare / length) : 0
    return { ...character, quad: cut(quad, { left, right, top: above, bottom: below }) }
  })
  const ends = { left: spare / width, right: spare / width, top: above, bottom: below }
  return { ...line, quad: cut(line.quad, ends), chars }
}

/**
 * Lines in whose place more is than their print, cut down to what their neighbours in the same row say: the box of a short text in a table's cell
 * reaches over the rule beside it. Lines without such neighbours stay.
 */
export function tightenLines(lines: readonly Line[]): readonly Line[] {
  if (lines.length > mostLines) return lines
  const frame = frameOf(lines)
  const standings = lines.map((line): Standing => ({
    line,
    box: frame.boxOf(line.quad),
    fitted: isFitted(line.chars, frame),
  }))
  const fitted = standings.filter((standing) => standing.fitted)
  if (fitted.length === 0) return lines
  return standings.map((standing) => {
    const { line } = standing
    if (standing.fitted || line.chars.length === 0 || line.chars.length > longest) return line
    const neighbourhood = neighbourhoodOf(standing, fitted)
    return neighbourhood ? tightened(standing, neighbourhood) : line
  })
}

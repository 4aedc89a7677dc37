import { boundsOf, contains, type Point, type Quad } from '../../contract/geometry.ts'
import type { Character, Line } from '../../contract/result.ts'
import { quadAround } from '../extract/geometry.ts'
import type { OpenPage, Reading } from '../reading.ts'
import { alignSigns, foldedSign } from './align.ts'

/** Below this share of its signs seen on the page a layer is another text, or no text at all. */
const trusted = 0.6
/** A line of the layer stands for what is printed there from this likeness on; the second, where nearly all of the page agrees with its layer. */
const alikeLine = 0.75
const alikeLineOfGoodPage = 0.5
const goodPage = 0.95
/** Lines of the layer at which the engine saw nothing are looked at one by one, this many a page. */
const mostLooks = 60
/** Longer lines are not aligned: no page has them, and the work grows with the square. */
const mostSigns = 400

interface Placed {
  character: Character
  centre: Point
  line: number
}

interface Candidate {
  /** Without blanks, as `signs` of the layer. */
  line: Line
  signs: Character[]
  seen: Placed[]
  pairs: number[]
  likeness: number
}

const centreOf = ([a, b, c, d]: Quad): Point => [(a[0] + b[0] + c[0] + d[0]) / 4, (a[1] + b[1] + c[1] + d[1]) / 4]
const isInked = ({ text }: Character) => text.trim() !== ''

/** The quad grown by a share of its height to each side: a layer's boxes follow the font, not the ink. */
function grown(quad: Quad): Quad {
  const [a, b, , d] = quad
  const height = Math.hypot(d[0] - a[0], d[1] - a[1])
  const width = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1
  const along: Point = [((b[0] - a[0]) / width) * 0.35 * height, ((b[1] - a[1]) / width) * 0.35 * height]
  const down: Point = [(d[0] - a[0]) * 0.15, (d[1] - a[1]) * 0.15]
  const moved = ([x, y]: Point, right: number, below: number): Point => [
    x + right * along[0] + below * down[0],
    y + right * along[1] + below * down[1],
  ]
  return [moved(quad[0], -1, -1), moved(quad[1], 1, -1), moved(quad[2], 1, 1), moved(quad[3], -1, 1)]
}

/** The page's characters in cells of a grid, so that those at a place are found without looking at all. */
function gridOf(placed: readonly Placed[]) {
  const side = 64
  const cells = new Map<string, Placed[]>()
  for (const item of placed) {
    const key = `${Math.floor(item.centre[0] / side)},${Math.floor(item.centre[1] / side)}`
    cells.set(key, [...(cells.get(key) ?? []), item])
  }
  return (quad: Quad): Placed[] => {
    const { left, top, right, bottom } = boundsOf(quad)
    const found: Placed[] = []
    for (let x = Math.floor(left / side); x <= Math.floor(right / side); x += 1)
      for (let y = Math.floor(top / side); y <= Math.floor(bottom / side); y += 1)
        for (const item of cells.get(`${x},${y}`) ?? []) if (contains(quad, item.centre)) found.push(item)
    return found
  }
}

function candidateOf(line: Line, placed: readonly Placed[], seenAt: (quad: Quad) => Placed[]): Candidate {
  const signs = line.chars.filter(isInked).slice(0, mostSigns)
  const [from, to] = line.quad
  const along = ({ centre }: Placed) => centre[0] * (to[0] - from[0]) + centre[1] * (to[1] - from[1])
  const within = seenAt(grown(line.quad))
  // Detection's box around a single sign may be far larger than the sign.
  const around = () => placed.filter(({ character }) => contains(character.quad, centreOf(line.quad)))
  const seen = (within.length > 0 ? within : around())
    .toSorted((first, second) => along(first) - along(second))
    .slice(0, mostSigns)
  return {
    line,
    signs,
    seen,
    ...compared(
      signs,
      seen.map(({ character }) => character),
    ),
  }
}

function compared(signs: readonly Character[], seen: readonly Character[]): { pairs: number[]; likeness: number } {
  const { pairs, distance } = alignSigns(
    signs.map(({ text }) => foldedSign(text)),
    seen.map(({ text }) => foldedSign(text)),
  )
  return { pairs, likeness: 1 - distance / Math.max(signs.length, seen.length, 1) }
}

/** The layer's line with its characters where the engine saw them; `read` says where the two differ. */
function lineOf({ line, signs, seen, pairs }: Candidate): Line {
  let at = 0
  const chars = line.chars.flatMap((own): Character[] => {
    if (!isInked(own)) return [own]
    const pair = at < signs.length ? (pairs[at] ?? -1) : -1
    at += 1
    const character = pair < 0 ? undefined : seen[pair]!.character
    if (!character) return [{ ...own, read: '' }]
    if (character.text === own.text) return [{ ...own, quad: character.quad }]
    return [{ ...own, quad: character.quad, read: character.text }]
  })
  const inked = chars.filter(isInked)
  const found = inked.filter(({ read }) => read !== '')
  const quad = found.length >= 0.8 * inked.length ? quadAround(found.map((character) => character.quad)) : line.quad
  return { ...line, page: 0, quad, chars, source: 'file' }
}

/** What is left of the engine's line without the characters that the layer stands for. */
function leftOf(line: Line, taken: ReadonlySet<Character>): Line[] {
  const rest = line.chars.filter((character) => !taken.has(character))
  if (rest.length === line.chars.length) return [line]
  const inked = rest.filter(isInked)
  // A sign or two at the edge of a line belong to it: the layer's box was a little short.
  if (inked.length < 3) return []
  const text = rest
    .map((character) => character.text)
    .join('')
    .trim()
  return [{ ...line, text, chars: rest, quad: quadAround(inked.map(({ quad }) => quad)) }]
}

/**
 * A page's reading with the text of its PDF where that is the text that is printed: exact characters at the places where the engine saw them. A layer
 * that says something else than the pixels (a font without a map to Unicode, a bad OCR under a scan) does not count, as a whole or line by line; print in
 * pictures stays as the engine read it.
 */
export async function withTextLayer(
  reading: Reading,
  layer: readonly Line[],
  look: OpenPage['look'],
): Promise<Reading> {
  const placed = reading.lines.flatMap(({ chars }, line) =>
    chars.filter(isInked).map((character) => ({ character, centre: centreOf(character.quad), line })),
  )
  const seenAt = gridOf(placed)
  const candidates = layer.map((line) => candidateOf(line, placed, seenAt)).filter(({ signs }) => signs.length > 0)
  const met = candidates.filter(({ seen }) => seen.length > 0)
  const signCount = met.reduce((sum, { signs }) => sum + signs.length, 0)
  const agreed = met.reduce((sum, { signs, likeness }) => sum + signs.length * likeness, 0)
  if (signCount === 0 || agreed < trusted * signCount) return reading
  const least = agreed >= goodPage * signCount ? alikeLineOfGoodPage : alikeLine
  const taken = new Set<Character>()
  const placedLines = new Map<number, Line[]>()
  const put = (index: number, line: Line) => placedLines.set(index, [...(placedLines.get(index) ?? []), line])
  // Lines that the engine did not see, by the line that they stand before.
  const added = new Map<number, Line[]>()
  let looks = 0
  for (const candidate of candidates) {
    const { seen, likeness, line } = candidate
    if (seen.length > 0) {
      if (likeness < least || seen.some(({ character }) => taken.has(character))) continue
      for (const { character } of seen) taken.add(character)
      put(Math.min(...seen.map((one) => one.line)), lineOf(candidate))
    } else if (looks < mostLooks) {
      looks += 1
      const [view] = await look(line.quad, [{}])
      const inked = view?.chars.filter(isInked) ?? []
      const { pairs, likeness: alike } = compared(candidate.signs, inked)
      if (alike < alikeLine) continue
      const found = inked.map((character) => ({ character, centre: centreOf(character.quad), line: -1 }))
      const before = neighbourOf(line, reading.lines)
      added.set(before, [...(added.get(before) ?? []), lineOf({ ...candidate, seen: found, pairs })])
    }
  }
  const lines = reading.lines.flatMap((line, index) => [
    ...(added.get(index) ?? []),
    ...(placedLines.get(index) ?? []),
    ...leftOf(line, taken),
  ])
  return { ...reading, lines: [...lines, ...(added.get(reading.lines.length) ?? [])] }
}

/** Before which of the engine's lines a line belongs that it did not see: the first that stands below it or to its right. */
function neighbourOf({ quad }: Line, lines: readonly Line[]): number {
  const [a, b, , d] = quad
  const height = Math.hypot(d[0] - a[0], d[1] - a[1])
  const width = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1
  const [dx, dy] = [(b[0] - a[0]) / width, (b[1] - a[1]) / width]
  const [x, y] = centreOf(quad)
  const at = lines.findIndex((line) => {
    const [ox, oy] = centreOf(line.quad)
    const across = (oy - y) * dx - (ox - x) * dy
    return across > 0.6 * height || (across > -0.6 * height && (ox - x) * dx + (oy - y) * dy > 0)
  })
  return at < 0 ? lines.length : at
}

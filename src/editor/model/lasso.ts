import { boundsOf, middleOf, type Bounds, type Point, type Quad } from '#contract/geometry'
import type { Character, Line } from '#contract/result'
import { appended, gapBetween, spanning, WIDE_GAP } from './words.ts'
import { textHeight } from './view.ts'

/** What a lasso took: text in the order of reading, and where it stands, a quad for every run of characters. */
export interface Held {
  text: string
  quads: Quad[]
}

/** A way whose ends are further apart than this share of its length encloses nothing: it was drawn through the words, as with a marker. */
const STROKE = 0.8

/**
 * The characters that a way on the page holds: those whose middle it encloses, or, where it was drawn straight through the text, those that it
 * crosses. Lines are taken in the recognition's order, which is that of reading.
 */
export function heldBy(lines: readonly Line[], page: number, way: readonly Point[]): Held {
  const takes = isStroke(way) ? (quad: Quad) => crosses(way, quad) : (quad: Quad) => encloses(way, middleOf(quad))
  const reach = boundsOf(...way.map((point): Quad => [point, point, point, point]))
  let text: string | null = null
  const quads: Quad[] = []
  for (const line of lines) {
    if (line.page !== page || apart(boundsOf(line.quad), reach)) continue
    for (const run of runsOf(line, takes)) {
      // Characters side by side run on as they stand; what lies apart is joined as words are.
      text = appended(text, run.text)
      quads.push(run.quad)
    }
  }
  return { text: text ?? '', quads }
}

function isStroke(way: readonly Point[]): boolean {
  const [first, last] = [way[0]!, way.at(-1)!]
  let length = 0
  for (const [index, [x, y]] of way.entries()) {
    const [beforeX, beforeY] = way[Math.max(0, index - 1)]!
    length += Math.hypot(x - beforeX, y - beforeY)
  }
  return Math.hypot(last[0] - first[0], last[1] - first[1]) > STROKE * length
}

function apart(first: Bounds, second: Bounds): boolean {
  return (
    first.left > second.right || first.right < second.left || first.top > second.bottom || first.bottom < second.top
  )
}

/** Neighbouring characters of a line that are taken, as runs that end at a wide gap or at one that is not taken. */
function runsOf(line: Line, takes: (quad: Quad) => boolean): { text: string; quad: Quad }[] {
  const runs: { text: string; quad: Quad }[] = []
  const wide = WIDE_GAP * textHeight(line.quad)
  let run: Character[] = []
  const close = () => {
    const text = run.map((character) => character.text).join('')
    // A space has a place in some lines; by itself it is nothing.
    if (text.trim() !== '') runs.push({ text: text.trim(), quad: spanning(run[0]!.quad, run.at(-1)!.quad) })
    run = []
  }
  for (const character of charactersOf(line)) {
    const before = run.at(-1)
    const taken = takes(character.quad)
    if (!taken || (before && gapBetween(before.quad, character.quad) > wide)) close()
    if (taken) run.push(character)
  }
  close()
  return runs
}

/** The characters of a line; of one that came without, each has its share of the line's length. */
function charactersOf(line: Line): readonly Character[] {
  if (line.chars.length > 0) return line.chars
  const signs = Array.from(line.text)
  const [topLeft, topRight, bottomRight, bottomLeft] = line.quad
  const at = ([fromX, fromY]: Point, [toX, toY]: Point, index: number): Point => {
    const share = index / signs.length
    return [fromX + (toX - fromX) * share, fromY + (toY - fromY) * share]
  }
  return signs.map((text, index) => ({
    text,
    quad: [
      at(topLeft, topRight, index),
      at(topLeft, topRight, index + 1),
      at(bottomLeft, bottomRight, index + 1),
      at(bottomLeft, bottomRight, index),
    ],
    confidence: line.confidence ?? 0,
    alternatives: [],
  }))
}

/** True when a point lies within a way that is closed from its end to its beginning (even-odd rule). */
function encloses(way: readonly Point[], [x, y]: Point): boolean {
  let inside = false
  for (const [index, [toX, toY]] of way.entries()) {
    const [fromX, fromY] = way.at(index - 1)!
    if (fromY > y !== toY > y && x < fromX + ((y - fromY) / (toY - fromY)) * (toX - fromX)) inside = !inside
  }
  return inside
}

/** True when a way passes through a quad. */
function crosses(way: readonly Point[], quad: Quad): boolean {
  const { left, top, right, bottom } = boundsOf(quad)
  return way.some((to, index) => index > 0 && segmentMeets(way[index - 1]!, to, left, top, right, bottom))
}

/** Liang-Barsky: whether a segment meets an upright rectangle. */
function segmentMeets(from: Point, to: Point, left: number, top: number, right: number, bottom: number): boolean {
  const [deltaX, deltaY] = [to[0] - from[0], to[1] - from[1]]
  let [enters, leaves] = [0, 1]
  for (const [step, room] of [
    [-deltaX, from[0] - left],
    [deltaX, right - from[0]],
    [-deltaY, from[1] - top],
    [deltaY, bottom - from[1]],
  ] as const) {
    if (step === 0 && room < 0) return false
    if (step < 0) enters = Math.max(enters, room / step)
    if (step > 0) leaves = Math.min(leaves, room / step)
  }
  return enters <= leaves
}

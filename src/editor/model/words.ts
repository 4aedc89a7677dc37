import { boundsOf, contains, type Point, type Quad } from '#contract/geometry'
import type { Character, Line } from '#contract/result'
import { textHeight } from './view.ts'

/** A run of characters that a click takes: between spaces, wide gaps and colons. */
export interface Word {
  text: string
  page: number
  quads: Quad[]
  /** Mean probability of its characters; null where the source gave none. */
  confidence: number | null
}

/** A gap wider than this share of the text's height parts two words, so that a label and its value on one line are two. */
export const WIDE_GAP = 0.6
const SEPARATORS = /[\s:：|｜]/u

/** The words of a line in the order of reading. */
export function wordsOf(line: Line): Word[] {
  return line.chars.length > 0 ? fromCharacters(line) : fromText(line)
}

function fromCharacters(line: Line): Word[] {
  const words: Character[][] = []
  let run: Character[] = []
  let previous: Character | null = null
  const close = () => {
    if (run.length > 0) words.push(run)
    run = []
  }
  for (const character of line.chars) {
    if (previous && gapBetween(previous.quad, character.quad) > WIDE_GAP * textHeight(line.quad)) close()
    previous = character
    if (SEPARATORS.test(character.text)) close()
    else run.push(character)
  }
  close()
  return words.map((chars) => ({
    text: chars.map(({ text }) => text).join(''),
    page: line.page,
    quads: [spanning(chars[0]!.quad, chars.at(-1)!.quad)],
    confidence: chars.reduce((sum, { confidence }) => sum + confidence, 0) / chars.length,
  }))
}

/** From the right edge of one character to the left edge of the next, along the line. */
export function gapBetween(first: Quad, second: Quad): number {
  const fromX = (first[1][0] + first[2][0]) / 2
  const fromY = (first[1][1] + first[2][1]) / 2
  const toX = (second[0][0] + second[3][0]) / 2
  const toY = (second[0][1] + second[3][1]) / 2
  const along = [first[1][0] - first[0][0], first[1][1] - first[0][1]] as const
  const length = Math.hypot(...along) || 1
  return ((toX - fromX) * along[0] + (toY - fromY) * along[1]) / length
}

/** The quad from the left edge of the first to the right edge of the last. */
export function spanning(first: Quad, last: Quad): Quad {
  return [first[0], last[1], last[2], first[3]]
}

/** Without characters, each word takes its share of the line's length: near enough to be clicked. */
function fromText(line: Line): Word[] {
  const words: Word[] = []
  for (const { 0: text, index } of line.text.matchAll(/[^\s:：|｜]+/gu)) {
    const start = index / line.text.length
    const end = (index + text.length) / line.text.length
    const [topLeft, topRight, bottomRight, bottomLeft] = line.quad
    const quad: Quad = [
      along(topLeft, topRight, start),
      along(topLeft, topRight, end),
      along(bottomLeft, bottomRight, end),
      along(bottomLeft, bottomRight, start),
    ]
    words.push({ text, page: line.page, quads: [quad], confidence: line.confidence })
  }
  return words
}

function along(from: Point, to: Point, share: number): Point {
  return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share]
}

/** The word under a point of the page, the smallest when several lie over one another; null on bare paper. */
export function wordAt(lines: readonly Line[], page: number, point: Point): Word | null {
  let best: { word: Word; size: number } | null = null
  for (const line of lines) {
    if (line.page !== page) continue
    const { left, top, right, bottom } = boundsOf(line.quad)
    if (point[0] < left || point[0] > right || point[1] < top || point[1] > bottom) continue
    for (const word of wordsOf(line)) {
      const quad = word.quads[0]!
      if (!contains(quad, point)) continue
      const size = textHeight(quad)
      if (!best || size < best.size) best = { word, size }
    }
  }
  return best?.word ?? null
}

/** A value with a word appended: Chinese runs on, words of other scripts get a space. */
export function appended(value: string | null, word: string): string {
  if (value === null || value === '') return word
  const ideographs = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}，。、；：（）]$/u
  const starts = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}，。、；：（）]/u
  return ideographs.test(value) || starts.test(word) ? value + word : `${value} ${word}`
}

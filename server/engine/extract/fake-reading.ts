import type { Point, Quad } from '../../contract/geometry.ts'
import type { Character, Line } from '../../contract/result.ts'
import type { ViewReading } from '../reading.ts'
import type { PageContext } from './text-stream.ts'

/** A line of print for a test: where its top-left corner stands and how high its signs are. */
export interface Printed {
  text: string
  x: number
  y: number
  height?: number
  /** One width for every sign, as an MRZ has. Default: a square for Chinese signs, about half for others. */
  pitch?: number
  /** Other readings of single signs by index, e.g. `{ 3: ['8', 0.4] }`; the sign itself then has the rest. */
  doubts?: Record<number, readonly [text: string, confidence: number]>
}

const wide = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u

function lineOf({ text, x, y, height = 24, pitch, doubts = {} }: Printed, turn: (point: Point) => Point): Line {
  const chars: Character[] = []
  let left = x
  for (const [index, sign] of Array.from(text).entries()) {
    const advance = pitch ?? (wide.test(sign) ? 1.05 : 0.62) * height
    const right = left + 0.9 * advance
    const quad = (
      [
        [left, y],
        [right, y],
        [right, y + height],
        [left, y + height],
      ] as Point[]
    ).map(turn) as Quad
    const doubt = doubts[index]
    const alternatives = doubt ? [{ text: doubt[0], confidence: doubt[1] }] : []
    chars.push({ text: sign, quad, confidence: doubt ? 1 - doubt[1] : 0.99, alternatives })
    left += advance
  }
  const first = chars[0]!.quad
  const last = chars.at(-1)!.quad
  return { text, page: 0, quad: [first[0], last[1], last[2], first[3]], confidence: 0.98, chars }
}

/** A page as the engine would give it, turned clockwise by `degrees` about its middle. `look` answers a second look. */
export function fakePage(
  printed: readonly Printed[],
  { degrees = 0, look }: { degrees?: number; look?: (quad: Quad, alphabet: string | undefined) => Printed | null } = {},
): PageContext {
  const angle = (degrees * Math.PI) / 180
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const turn = ([x, y]: Point): Point => [
    600 + (x - 600) * cos - (y - 400) * sin,
    400 + (x - 600) * sin + (y - 400) * cos,
  ]
  const lines = printed.map((line) => lineOf(line, turn))
  return {
    index: 0,
    width: 1200,
    height: 800,
    reading: {
      width: 1200,
      height: 800,
      rotation: 0,
      lines,
      timings: { decodeMs: 0, detectMs: 0, orientMs: 0, recogniseMs: 0 },
    },
    look: (quad, views) =>
      Promise.resolve(
        views.map(({ alphabet }): ViewReading => {
          const seen = look?.(quad, alphabet)
          if (!seen) return { text: '', confidence: 0, chars: [] }
          const { text, chars } = lineOf(seen, turn)
          return { text, confidence: 0.98, chars }
        }),
      ),
  }
}

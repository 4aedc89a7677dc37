import { setImmediate } from 'node:timers/promises'
import type { Point, Quad } from '../contract/geometry.ts'
import type { Character, Line } from '../contract/result.ts'
import { alternativeCount } from './characters.ts'
import type { PackedLine } from './messages.ts'
import type { PlaceReading } from './recognise.ts'

/**
 * Lines cross from a worker as two flat values: cloning an object for every corner of every character would stall the receiving thread.
 * Pixels are rounded to tenths and probabilities to 1/10,000, which is more than either is good for.
 */
const numbersPerCharacter = 8 + 1 + alternativeCount
const head = 8 + 1

const tenth = (value: number) => Math.round(value * 10) / 10
const share = (value: number) => Math.round(Math.min(Math.max(value, 0), 1) * 10_000) / 10_000

export function pack(index: number, { quad, confidence, chars }: PlaceReading): PackedLine {
  const numbers = new Float32Array(head + chars.length * numbersPerCharacter)
  numbers.set([...quad.flat(), confidence])
  for (const [at, char] of chars.entries()) {
    const others = char.alternatives.map((other) => other.confidence)
    numbers.set([...char.quad.flat(), char.confidence, ...others], head + at * numbersPerCharacter)
  }
  const signs = chars.map(({ text, alternatives }) => [text, ...alternatives.map((other) => other.text)].join('\n'))
  return { index, signs: signs.join('\0'), numbers }
}

function quadAt(numbers: Float32Array, at: number): Quad {
  const point = (corner: number): Point => [tenth(numbers[at + 2 * corner]!), tenth(numbers[at + 2 * corner + 1]!)]
  return [point(0), point(1), point(2), point(3)]
}

export function unpack({ signs, numbers }: PackedLine): Line {
  const chars = (signs === '' ? [] : signs.split('\0')).map((sign, index): Character => {
    const at = head + index * numbersPerCharacter
    const [text = '', ...others] = sign.split('\n')
    return {
      text,
      quad: quadAt(numbers, at),
      confidence: share(numbers[at + 8]!),
      alternatives: others.map((other, place) => ({ text: other, confidence: share(numbers[at + 9 + place]!) })),
    }
  })
  return {
    text: chars.map(({ text }) => text).join(''),
    page: 0,
    quad: quadAt(numbers, 0),
    confidence: share(numbers[8]!),
    chars,
  }
}

/** Characters after which the calling thread is let go for a moment: unpacking so many takes it a few milliseconds at most. */
const charactersAtOnce = 500

/** Unpacks all lines of a page without holding the calling thread for long. */
export async function unpackAll(packed: readonly PackedLine[]): Promise<Line[]> {
  const lines: Line[] = []
  let characters = 0
  for (const line of packed) {
    const unpacked = unpack(line)
    lines.push(unpacked)
    characters += unpacked.chars.length
    if (characters < charactersAtOnce) continue
    characters = 0
    await setImmediate()
  }
  return lines
}

/** The same rounding for a reading that is sent as it is. */
export function rounded({ text, confidence, chars }: PlaceReading): Omit<PlaceReading, 'quad'> {
  const corner = ([x, y]: Point): Point => [tenth(x), tenth(y)]
  return {
    text,
    confidence: share(confidence),
    chars: chars.map((char) => ({
      text: char.text,
      quad: [corner(char.quad[0]), corner(char.quad[1]), corner(char.quad[2]), corner(char.quad[3])],
      confidence: share(char.confidence),
      alternatives: char.alternatives.map((other) => ({ text: other.text, confidence: share(other.confidence) })),
    })),
  }
}

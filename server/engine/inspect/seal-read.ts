import type { Point, Quad } from '../../contract/geometry.ts'
import type { Character } from '../../contract/result.ts'
import { quadAround } from '../extract/geometry.ts'
import type { SealLine, View } from '../reading.ts'
import { readPlace, type PlaceReading, type Recogniser } from '../recognise.ts'
import type { FlatInk } from './seal-strip.ts'

/** Where a point of a seal's plane lies on the page. */
export type ToPage = (point: Point) => Point

export const boxQuad = (left: number, top: number, right: number, bottom: number): Quad => [
  [left, top],
  [right, top],
  [right, bottom],
  [left, bottom],
]

export const wholeOf = ({ picture: { width, height } }: FlatInk): Quad => boxQuad(0, 0, width, height)

/** A place of a flat picture in several views. */
export async function readViews(
  recogniser: Recogniser,
  { picture }: FlatInk,
  place: Quad,
  views: readonly View[],
): Promise<PlaceReading[]> {
  const readings: PlaceReading[] = []
  for (const view of views) readings.push(await readPlace(recogniser, picture, place, view))
  return readings
}

export const surest = (readings: readonly PlaceReading[]): PlaceReading =>
  readings.reduce((first, second) => (second.confidence > first.confidence ? second : first))

/** Signs read in a flat picture as a line of the page. */
export function lineOnPage(
  { text, confidence, chars }: Pick<PlaceReading, 'text' | 'confidence' | 'chars'>,
  { pointAt }: FlatInk,
  place: Quad,
  toPage: ToPage,
): SealLine {
  const moved = (quad: Quad) => quad.map(([u, v]) => toPage(pointAt(u, v))) as unknown as Quad
  const placed = chars.map((char) => ({ ...char, quad: moved(char.quad) }))
  return {
    text,
    confidence,
    chars: placed,
    quad: placed.length > 0 ? quadAround(placed.map(({ quad }) => quad)) : moved(place),
  }
}

/** Some signs of a reading as a reading of their own. */
export function partOf(chars: Character[]): Pick<PlaceReading, 'text' | 'confidence' | 'chars'> {
  return {
    chars,
    text: chars.map(({ text }) => text).join(''),
    confidence: chars.length > 0 ? chars.reduce((sum, char) => sum + char.confidence, 0) / chars.length : 0,
  }
}

export const leftOf = ({ quad }: Character): number => quad[0][0]
export const rightOf = ({ quad }: Character): number => quad[1][0]
const centreOf = (char: Character) => (leftOf(char) + rightOf(char)) / 2

/** The usual step from one sign to the next. */
export function usualStep(chars: readonly Character[]): number {
  const steps = chars.slice(1).map((char, index) => centreOf(char) - centreOf(chars[index]!))
  return steps.toSorted((first, second) => first - second)[steps.length >> 1] ?? 0
}

/** What a run of signs is worth: sure signs count, those hardly believed cost. */
export const worthOf = (chars: readonly Character[]): number =>
  chars.reduce((sum, { confidence }) => sum + confidence - 0.45, 0)

/** A step from one sign of a row to the next that is this much wider than the usual one leads out of it. */
const widestStep = 1.65
/** A sign at the end of a row that is not believed at all is a piece of something else. */
const leastAtEnd = 0.2

/**
 * The best row of evenly spaced signs in what was read along a rim: whatever else stands there (a number upside down, the corners of a straight line, print under the seal)
 * stands off, or is hardly believed.
 */
export function evenRow(chars: readonly Character[], isPart: (text: string) => boolean): Character[] {
  const parts = chars.filter(({ text }) => text !== ' ')
  const sure = parts.filter(({ text, confidence }) => confidence > 0.5 && isPart(text))
  const usual = usualStep(sure.length >= 4 ? sure : parts)
  const rows: Character[][] = []
  for (const char of parts) {
    const row = rows.at(-1)
    if (!isPart(char.text)) continue
    if (row && centreOf(char) - centreOf(row.at(-1)!) <= widestStep * usual) row.push(char)
    else rows.push([char])
  }
  for (const row of rows) {
    while (row.length > 0 && row[0]!.confidence < leastAtEnd) row.shift()
    while (row.length > 0 && row.at(-1)!.confidence < leastAtEnd) row.pop()
  }
  return rows.reduce<Character[]>((best, row) => (worthOf(row) > worthOf(best) ? row : best), [])
}

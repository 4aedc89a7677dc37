import { plateForm, plateProvinces } from '../../contract/checks/cn-plate.ts'
import type { Quad } from '../../contract/geometry.ts'
import { project, projectionOf, sidesOf } from '../crop.ts'
import type { View } from '../reading.ts'
import type { Found } from './readers.ts'
import { glyphsOf, type Glyph, type TextPage } from './text-stream.ts'
import { readingsOf } from './values.ts'

export const plateSignsOnly = `${plateProvinces}ABCDEFGHJKLMNPQRSTUVWXYZ0123456789挂学警港澳领使民航`

/** What the views of one place say together: the number that most of their probability stands for. */
export interface Elected extends Found {
  /** The mean of what the views give it that say a plate at all, 0..1. */
  share: number
  /** The sum of it: as many sure views would give. */
  weight: number
}

/** Lists of signs under way are cut to this many: one doubtful province and two doubtful look-alikes leave room. */
const mostOpen = 48
/** A sign that the plate has no place for (an edge, a bolt taken for 1) halves what a reading counts. */
const leftOver = 0.5

const isSign = ({ text }: Glyph) => /^[\p{L}\p{N}]$/u.test(text)

/** The office O is rare: a D or Q that is taken for it is not. */
const officeO = 0.1

/** A sign as plates have it at a position: the office is a letter, and behind it neither I nor O is issued. */
function signAt(text: string, index: number): string {
  const sign = text.toUpperCase()
  if (index === 1) return sign === '0' ? 'O' : sign
  return index === 0 ? sign : sign === 'O' ? '0' : sign === 'I' ? '1' : sign
}

/** Every plate that the signs may spell, with the product of their probabilities. */
function spelled(glyphs: readonly Glyph[]): Map<string, number> {
  let open = [{ text: '', probability: 1 }]
  for (const [index, glyph] of glyphs.entries()) {
    const options = new Map<string, number>()
    for (const { text, confidence } of readingsOf(glyph)) {
      const sign = signAt(text, index)
      if (/^[\p{L}\p{N}]$/u.test(sign))
        options.set(sign, (options.get(sign) ?? 0) + (index === 1 && sign === 'O' ? officeO : 1) * confidence)
    }
    open = open
      .flatMap(({ text, probability }) =>
        Array.from(options, ([sign, share]) => ({ text: text + sign, probability: probability * Math.min(1, share) })),
      )
      .sort((first, second) => second.probability - first.probability)
      .slice(0, mostOpen)
  }
  return new Map(
    open.filter(({ text }) => plateForm(text) !== null).map(({ text, probability }) => [text, probability]),
  )
}

interface Vote {
  value: string
  weight: number
  glyphs: readonly Glyph[]
}

/** The plates that a reading may say, at each place of it where one has room. */
export function votesOf(glyphs: readonly Glyph[]): Vote[] {
  const signs = glyphs.filter(isSign)
  const votes: Vote[] = []
  for (const length of [7, 8]) {
    for (let from = 0; from + length <= signs.length; from += 1) {
      const here = signs.slice(from, from + length)
      const penalty = leftOver ** (signs.length - length)
      for (const [value, probability] of spelled(here))
        votes.push({ value, weight: probability * penalty, glyphs: here })
    }
  }
  return votes
}

/** The plate that most of the readings' votes are for, among those that are `wanted`; of one reading each plate counts once. */
export function elect(
  readings: readonly (readonly Glyph[])[],
  wanted: (number: string) => boolean = () => true,
): Elected | null {
  const tally = new Map<string, Vote>()
  let voters = 0
  for (const reading of readings) {
    const own = new Map<string, Vote>()
    for (const vote of votesOf(reading))
      if (wanted(vote.value) && vote.weight > (own.get(vote.value)?.weight ?? 0)) own.set(vote.value, vote)
    if (own.size > 0) voters += 1
    for (const [value, vote] of own) {
      const sum = tally.get(value)
      const best = sum && sum.weight > vote.weight ? sum.glyphs : vote.glyphs
      tally.set(value, { value, weight: (sum?.weight ?? 0) + vote.weight, glyphs: best })
    }
  }
  let best: Vote | null = null
  for (const vote of tally.values()) if (!best || vote.weight > best.weight) best = vote
  return best && { value: best.value, runs: [best.glyphs], share: best.weight / voters, weight: best.weight }
}

/**
 * A plate seen from the side is no rectangle: its rows rise, its sides stay upright. Of a detected rectangle the part between upright sides, or with
 * `share` 0.5 half-way there.
 */
export function withUprightSides([a, b, c, d]: Quad, share: number): Quad {
  const { width, height } = sidesOf([a, b, c, d])
  const [cos, sin] = [(b[0] - a[0]) / width, (b[1] - a[1]) / width]
  const lean = Math.max(-0.45 * width, Math.min(0.45 * width, (share * height * sin) / Math.max(cos, 0.2)))
  const along = ([x, y]: Quad[0], by: number): Quad[0] => [x + by * cos, y + by * sin]
  return lean > 0 ? [a, along(b, -lean), c, along(d, lean)] : [along(a, -lean), b, along(c, lean), d]
}

/** A row's place with some of its height before and behind it. */
export function widened([a, b, c, d]: Quad, left: number, right: number): Quad {
  const { width, height } = sidesOf([a, b, c, d])
  const [before, behind] = [(left * height) / width, (right * height) / width]
  const between = (from: Quad[0], to: Quad[0], share: number): Quad[0] => [
    from[0] + (to[0] - from[0]) * share,
    from[1] + (to[1] - from[1]) * share,
  ]
  return [between(a, b, -before), between(a, b, 1 + behind), between(d, c, 1 + behind), between(d, c, -before)]
}

/** Rows that rise by more than this (4 degrees) may be seen from the side. */
const level = 0.07

const straight: readonly View[] = [
  { padding: 0 },
  { padding: 0.12 },
  { padding: -0.1 },
  { padding: -0.06, stretch: 1.2 },
  { padding: 0.2 },
  { padding: 0.1, channel: 'contrast' },
]
const leaning: readonly View[] = [{ padding: 0 }, { padding: 0.1 }]

/** Reads a place in several views, with upright sides too where its row rises. */
export async function readingsAt(page: TextPage, quad: Quad): Promise<Glyph[][]> {
  const [[ax, ay], [bx, by]] = quad
  const rises = Math.abs(by - ay) > level * Math.abs(bx - ax)
  const places: [Quad, readonly View[]][] = [[quad, straight]]
  if (rises) for (const share of [1, 0.5]) places.push([withUprightSides(quad, share), leaning])
  const readings: Glyph[][] = []
  for (const [place, views] of places) {
    const seen = await page.look(
      place,
      views.map((view) => ({ ...view, alphabet: plateSignsOnly })),
    )
    for (const { chars } of seen) readings.push(glyphsOf(chars, page.frame, -1))
  }
  return readings
}

/** Width over height of a plate of one line (440 x 140 mm), and of one that may have two (440 x 220). */
const [oneLine, twoLines] = [440 / 140, 2.6]
/** A plate's rim and the air over and under its signs, as shares of its height. */
const rims = [-0.1, -0.16, -0.04]

/** Reads a whole plate, rim and all, as if seen from the front: from its outline its true shape is known. */
export async function readingsWithin(page: TextPage, plate: Quad): Promise<Glyph[][]> {
  const { width, height } = sidesOf(plate)
  const stretch = Math.max(1, (oneLine * height) / width)
  const read = async (quad: Quad, views: readonly View[]) =>
    (
      await page.look(
        quad,
        views.map((view) => ({ ...view, alphabet: plateSignsOnly })),
      )
    ).map(({ chars }) => glyphsOf(chars, page.frame, -1))
  const [middle, ...others] = rims
  const readings = await read(plate, [{ padding: middle!, stretch }])
  // A grille, a signboard: not worth more views.
  if (readings[0]!.length < 3) return readings
  readings.push(
    ...(await read(
      plate,
      others.map((padding) => ({ padding, stretch })),
    )),
  )
  // A province of many strokes keeps its side of the ground apart from the rest.
  const [first] = readings
  const cut =
    plateProvinces.includes(first![0]!.text) && first!.length < 7 ? (width / height) * (7.5 / first!.length - 1) : 0.1
  readings.push(
    ...(await read(
      widened(plate, 0.35, cut),
      rims.slice(0, 2).map((padding) => ({ padding, stretch })),
    )),
  )
  if (width > twoLines * height) return readings
  const projection = projectionOf(plate)
  const part = (top: number, bottom: number): Quad => [
    project(projection, 0.02, top),
    project(projection, 0.98, top),
    project(projection, 0.98, bottom),
    project(projection, 0.02, bottom),
  ]
  const [upper, lower] = [await read(part(0.04, 0.42), [{}]), await read(part(0.38, 0.96), [{}, { padding: -0.05 }])]
  return [...readings, ...lower.map((signs) => [...upper[0]!, ...signs])]
}

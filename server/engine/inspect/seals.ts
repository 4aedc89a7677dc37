import type { Point, Quad } from '../../contract/geometry.ts'
import { isUscc } from '../../contract/checks/uscc.ts'
import { quadAround } from '../extract/geometry.ts'
import type { Picture } from '../picture.ts'
import { readPlace, type PlaceReading, type Recogniser } from '../recognise.ts'
import type { SealLine, SealReading, View } from '../reading.ts'
import { levelWithin } from './grey.ts'
import { findOutlines, type Outline } from './seal-find.ts'
import { inkPlane, isColourless, type InkColour, type InkPlane } from './seal-ink.ts'
import { framedInside, insideOf, linesIn } from './seal-lines.ts'
import { bandOf, narrowed, ringOf, unrolled, type FlatInk } from './seal-strip.ts'

const mostSeals = 6
/** The signs of unified social credit codes, which are tax numbers too. */
const usccAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const han = /\p{Script=Han}/u

const boxQuad = (left: number, top: number, right: number, bottom: number): Quad => [
  [left, top],
  [right, top],
  [right, bottom],
  [left, bottom],
]

/** A step from one sign of a name to the next that is this much wider than the usual one leads out of the name. */
const widestStep = 1.6

/** Signs stand evenly along a rim: what stands off at either end (a date that runs under the seal) is none of them. */
function evenlySpaced(reading: PlaceReading): PlaceReading {
  const chars = reading.chars.filter(({ text }) => text !== ' ')
  const centres = chars.map(({ quad }) => (quad[0][0] + quad[1][0]) / 2)
  const steps = centres.slice(1).map((centre, index) => centre - centres[index]!)
  const usual = steps.toSorted((first, second) => first - second)[steps.length >> 1] ?? 0
  if (chars.length < 6) return reading
  let [from, to] = [0, chars.length]
  for (const index of [0, 1]) if (steps[index]! > widestStep * usual) from = index + 1
  for (const index of [steps.length - 1, steps.length - 2]) if (steps[index]! > widestStep * usual) to = index + 1
  if (from === 0 && to === chars.length) return reading
  const kept = chars.slice(from, to)
  const confidence = kept.reduce((sum, char) => sum + char.confidence, 0) / kept.length
  return { ...reading, chars: kept, text: kept.map(({ text }) => text).join(''), confidence }
}

/** The surest of several views of a place in a flat picture; signs placed on the page. */
async function readFlat(
  recogniser: Recogniser,
  { picture, pointAt }: FlatInk,
  place: Quad,
  views: readonly View[],
  factor: number,
  tidy = (reading: PlaceReading) => reading,
): Promise<SealLine & { span: { left: number; right: number } | null }> {
  const readings: PlaceReading[] = []
  for (const view of views) readings.push(tidy(await readPlace(recogniser, picture, place, view)))
  const best = readings.reduce((first, second) => (second.confidence > first.confidence ? second : first))
  const onPage = ([u, v]: Point): Point => {
    const [x, y] = pointAt(u, v)
    return [x * factor, y * factor]
  }
  const chars = best.chars.map((char) => ({ ...char, quad: char.quad.map(onPage) as unknown as Quad }))
  const quad = chars.length > 0 ? quadAround(chars.map((char) => char.quad)) : (place.map(onPage) as unknown as Quad)
  // Signs that are hardly believed are pieces of something else.
  const sure = best.chars.filter(({ text, confidence }) => confidence > 0.5 && /[\p{L}\p{N}]/u.test(text))
  const [first, last] = [sure[0], sure.at(-1)]
  const span = first && last ? { left: first.quad[0][0], right: last.quad[1][0] } : null
  return { text: best.text, confidence: best.confidence, chars, quad, span }
}

const whole = ({ picture: { width, height } }: FlatInk) => boxQuad(0, 0, width, height)

const numberViews: readonly View[] = [0, -0.1, 0.1, 0.2].flatMap((padding) => [
  { alphabet: usccAlphabet, padding },
  { alphabet: usccAlphabet, padding, stretch: 1.2 },
])

/** A tax number: of several views the one whose check sign is right (GB 32100). */
async function readNumber(
  recogniser: Recogniser,
  flat: FlatInk,
  place: Quad,
  factor: number,
  first: SealLine,
): Promise<SealLine> {
  const plain = (line: SealLine): SealLine => {
    const chars = line.chars.filter(({ text }) => text !== ' ')
    return { ...line, chars, text: chars.map(({ text }) => text).join('') }
  }
  let best = plain(first)
  for (const view of numberViews) {
    if (isUscc(best.text)) return best
    const line = plain(await readFlat(recogniser, flat, place, [view], factor))
    if (isUscc(line.text) || (line.text.length === 18 && best.text.length !== 18)) best = line
  }
  return best
}

/** Straight lines inside: two Chinese signs at least, or a long number; a star is neither. */
async function readLines(
  recogniser: Recogniser,
  flat: FlatInk,
  factor: number,
  { least, most }: { least: number; most: number },
): Promise<SealLine[]> {
  const { width, height } = flat.picture
  const lines: SealLine[] = []
  for (const { left, right, top, bottom } of linesIn(flat, { least: 0.055 * height, most: most * height })) {
    const margin = 0.08 * (bottom - top)
    const place = boxQuad(
      Math.max(0, left - 2 * margin),
      Math.max(0, top - margin),
      Math.min(width, right + 2 * margin),
      Math.min(height, bottom + margin),
    )
    const views = [{}, { padding: 0.08 }, { stretch: 1.15 }]
    const { span: _, ...first } = await readFlat(recogniser, flat, place, views, factor)
    const isNumber = /[\dA-Z]{10}/.test(first.text.replaceAll(' ', ''))
    const line = isNumber ? await readNumber(recogniser, flat, place, factor, first) : first
    const signs = Array.from(line.text).filter((sign) => /[\p{L}\p{N}]/u.test(sign))
    const isText = signs.filter((sign) => han.test(sign)).length >= 2 || signs.length >= 8
    if (isText && line.confidence >= least) lines.push(line)
  }
  return lines
}

const codeViews: readonly View[] = [{}, { padding: -0.1 }, { padding: 0.1 }]

async function readRing(
  recogniser: Recogniser,
  plane: InkPlane,
  { ellipse }: Extract<Outline, { shape: 'ring' }>,
  factor: number,
): Promise<SealReading> {
  const { x, y, a, b, angle } = ellipse
  const ring = ringOf(plane, ellipse)
  const [halfWidth, halfHeight] = [
    Math.hypot(a * Math.cos(angle), b * Math.sin(angle)),
    Math.hypot(a * Math.sin(angle), b * Math.cos(angle)),
  ]
  const seal: SealReading = {
    centre: [x * factor, y * factor],
    radius: a * factor,
    shape: ring.oval ? 'oval' : 'round',
    quad: boxQuad(
      (x - halfWidth) * factor,
      (y - halfHeight) * factor,
      (x + halfWidth) * factor,
      (y + halfHeight) * factor,
    ),
    text: '',
    confidence: 0,
    chars: [],
    inner: [],
  }
  const band = bandOf(ring)
  if (!band) return seal
  const [from, to] = [band.from - 0.05, band.to + 0.05]
  const strip = unrolled(ring, from, to, band.inner, band.outer)
  const views = [{}, { padding: -0.06 }, { padding: 0.06 }, { stretch: 0.85 }]
  const { span, ...name } = await readFlat(recogniser, strip, whole(strip), views, factor, evenlySpaced)
  const directionAt = (u: number) => from + ((to - from) * u) / strip.picture.width
  const exact =
    span && /\p{Script=Han}{3}/u.test(name.text)
      ? narrowed(band, directionAt(span.left), directionAt(span.right))
      : band
  const inner = await readLines(recogniser, insideOf(ring, exact), factor, { least: 0.62, most: 0.42 })
  if (exact.code) {
    const number = unrolled(ring, exact.code.from, exact.code.to, exact.code.inner, exact.outer, true)
    const { span: _, ...code } = await readFlat(recogniser, number, whole(number), codeViews, factor)
    if (/\d{6}/.test(code.text.replaceAll(' ', '')) && code.confidence >= 0.6) inner.push(code)
  }
  return { ...seal, text: name.text, confidence: name.confidence, chars: name.chars, inner }
}

async function readFramed(
  recogniser: Recogniser,
  plane: InkPlane,
  outline: Exclude<Outline, { shape: 'ring' }>,
  factor: number,
): Promise<SealReading> {
  const { shape, left, top, right, bottom } = outline
  const seal: SealReading = {
    centre: [((left + right) / 2) * factor, ((top + bottom) / 2) * factor],
    radius: (Math.max(right - left, bottom - top) / 2) * factor,
    shape,
    quad: boxQuad(left * factor, top * factor, right * factor, bottom * factor),
    text: '',
    confidence: 0,
    chars: [],
  }
  if (shape === 'solid') return seal
  return { ...seal, inner: await readLines(recogniser, framedInside(plane, outline), factor, { least: 0.5, most: 1 }) }
}

/** Two outlines of one place in two colours of ink: a purple seal is red and blue. */
const sameOutline = (first: SealReading, second: SealReading) =>
  Math.hypot(first.centre[0] - second.centre[0], first.centre[1] - second.centre[1]) <
  0.6 * Math.max(first.radius, second.radius)

/**
 * Seals of red or blue ink (of any ink on a copy without colours) and what stands on them: the ring of signs is unrolled on the plane of the ink's colour, under
 * which black print vanishes, and read as a line; straight lines inside and the number along the lower rim likewise. Solid spots of colour are told apart.
 */
export async function readSeals(recogniser: Recogniser, picture: Picture): Promise<SealReading[]> {
  const search = levelWithin(picture, 900)
  const full = levelWithin(picture, 2400)
  const colours: InkColour[] = isColourless(search.level) ? ['grey'] : ['red', 'blue']
  const seals: SealReading[] = []
  for (const colour of colours) {
    const coarse = inkPlane(search.level, colour)
    const outlines = findOutlines(coarse).slice(0, mostSeals)
    if (outlines.length === 0) continue
    const plane = full.factor === search.factor ? coarse : inkPlane(full.level, colour)
    const scale = search.factor / full.factor
    for (const outline of outlines) {
      const moved: Outline =
        outline.shape === 'ring'
          ? {
              shape: 'ring',
              ellipse: {
                x: outline.ellipse.x * scale,
                y: outline.ellipse.y * scale,
                a: outline.ellipse.a * scale,
                b: outline.ellipse.b * scale,
                angle: outline.ellipse.angle,
              },
            }
          : {
              shape: outline.shape,
              left: outline.left * scale,
              top: outline.top * scale,
              right: outline.right * scale,
              bottom: outline.bottom * scale,
            }
      const seal = await (moved.shape === 'ring'
        ? readRing(recogniser, plane, moved, full.factor)
        : readFramed(recogniser, plane, moved, full.factor))
      if (!seals.some((other) => sameOutline(other, seal))) seals.push(seal)
    }
  }
  return seals.slice(0, mostSeals)
}

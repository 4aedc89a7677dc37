import type { Quad } from '../../contract/geometry.ts'
import { isUscc } from '../../contract/checks/uscc.ts'
import type { Picture } from '../picture.ts'
import type { Recogniser } from '../recognise.ts'
import type { SealLine, SealReading, View } from '../reading.ts'
import { levelWithin } from './grey.ts'
import { findOutlines, type Outline } from './seal-find.ts'
import { inkPlane, isColourless, type InkColour, type InkPlane } from './seal-ink.ts'
import { framedInside, insideOf, linesIn } from './seal-lines.ts'
import { planeAround } from './seal-local.ts'
import { readCode, readName } from './seal-name.ts'
import { boxQuad, lineOnPage, readViews, surest, type ToPage } from './seal-read.ts'
import { bandOf } from './seal-band.ts'
import { ringOf, type FlatInk } from './seal-strip.ts'

const mostSeals = 6
/** The signs of unified social credit codes, which are tax numbers too. */
const usccAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const han = /\p{Script=Han}/u

const numberViews: readonly View[] = [0, -0.1, 0.1, 0.2].flatMap((padding) => [
  { alphabet: usccAlphabet, padding },
  { alphabet: usccAlphabet, padding, stretch: 1.2 },
])

/** A tax number: of several views the one whose check sign is right (GB 32100). */
async function readNumber(
  recogniser: Recogniser,
  flat: FlatInk,
  place: Quad,
  toPage: ToPage,
  first: SealLine,
): Promise<SealLine> {
  const plain = (line: SealLine): SealLine => {
    const chars = line.chars.filter(({ text }) => text !== ' ')
    return { ...line, chars, text: chars.map(({ text }) => text).join('') }
  }
  let best = plain(first)
  for (const view of numberViews) {
    if (isUscc(best.text)) return best
    const [reading] = await readViews(recogniser, flat, place, [view])
    const line = plain(lineOnPage(reading!, flat, place, toPage))
    if (isUscc(line.text) || (line.text.length === 18 && best.text.length !== 18)) best = line
  }
  return best
}

/** Straight lines inside: two Chinese signs at least, or a long number; a star is neither. */
async function readLines(
  recogniser: Recogniser,
  flat: FlatInk,
  toPage: ToPage,
  { least, most }: { least: number; most: number },
): Promise<SealLine[]> {
  const { width, height } = flat.picture
  const lines: SealLine[] = []
  for (const { left, right, top, bottom } of linesIn(flat, { least: 0.035 * height, most: most * height })) {
    const margin = 0.08 * (bottom - top)
    const place = boxQuad(
      Math.max(0, left - 2 * margin),
      Math.max(0, top - margin),
      Math.min(width, right + 2 * margin),
      Math.min(height, bottom + margin),
    )
    const views = [{}, { padding: 0.08 }, { stretch: 1.15 }]
    const first = lineOnPage(surest(await readViews(recogniser, flat, place, views)), flat, place, toPage)
    const isNumber = /[\dA-Z]{10}/.test(first.text.replaceAll(' ', ''))
    const line = isNumber ? await readNumber(recogniser, flat, place, toPage, first) : first
    const signs = Array.from(line.text).filter((sign) => /[\p{L}\p{N}]/u.test(sign))
    const isText = signs.filter((sign) => han.test(sign)).length >= 2 || signs.length >= 8
    if (isText && line.confidence >= least) lines.push(line)
  }
  return lines
}

/** Between these ratios of its axes a seal may be round or oval. */
const doubtfulFrom = 1.1
const doubtfulTo = 1.4

async function readRing(
  recogniser: Recogniser,
  plane: InkPlane,
  colour: InkColour,
  { ellipse }: Extract<Outline, { shape: 'ring' }>,
  factor: number,
): Promise<SealReading> {
  const { x, y, a, b, angle } = ellipse
  const local = planeAround(plane, ellipse, colour)
  const toPage: ToPage = ([u, v]) => [(u + local.left) * factor, (v + local.top) * factor]
  const own = { ...ellipse, x: x - local.left, y: y - local.top }
  const [halfWidth, halfHeight] = [
    Math.hypot(a * Math.cos(angle), b * Math.sin(angle)),
    Math.hypot(a * Math.sin(angle), b * Math.cos(angle)),
  ]
  const seal: SealReading = {
    centre: [x * factor, y * factor],
    radius: a * factor,
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
  // A round seal seen from the side is as long as an oval one: where no name is found the other map is tried.
  const oval = ringOf(local.plane, own).oval
  const maps = a / b > doubtfulFrom && a / b < doubtfulTo ? [oval, !oval] : [oval]
  for (const isOval of maps) {
    const ring = ringOf(local.plane, own, isOval)
    const band = bandOf(ring)
    const name = band && (await readName(recogniser, ring, band, toPage))
    if (!band || (!name && isOval !== maps.at(-1))) continue
    const exact = name?.band ?? band
    const inner = await readLines(recogniser, insideOf(ring, exact), toPage, { least: 0.62, most: 0.42 })
    const code = await readCode(recogniser, ring, exact, toPage)
    const { text, confidence, chars } = name?.line ?? seal
    return {
      ...seal,
      shape: isOval ? 'oval' : 'round',
      text,
      confidence,
      chars,
      inner: code ? [...inner, code] : inner,
    }
  }
  return { ...seal, shape: oval ? 'oval' : 'round' }
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
  const toPage: ToPage = ([x, y]) => [x * factor, y * factor]
  return { ...seal, inner: await readLines(recogniser, framedInside(plane, outline), toPage, { least: 0.5, most: 1 }) }
}

/** Signs of the shortest name along a black ring; a watch's face or a button has fewer. */
const leastName = 5

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
  const colours: InkColour[] = isColourless(search.level) ? ['grey'] : ['red', 'blue', 'grey']
  const seals: SealReading[] = []
  for (const colour of colours) {
    // On a page that has colours a black ring is a seal only where a name stands along it, and is looked for where nothing else says something.
    const isLast = colours.length > 1 && colour === 'grey'
    if (isLast && seals.some(({ text, inner = [] }) => text !== '' || inner.length > 0)) break
    const coarse = inkPlane(search.level, colour)
    const all = findOutlines(coarse)
    const outlines = (isLast ? all.filter(({ shape }) => shape === 'ring') : all).slice(0, mostSeals)
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
        ? readRing(recogniser, plane, colour, moved, full.factor)
        : readFramed(recogniser, plane, moved, full.factor))
      if (isLast && seal.text.length < leastName) continue
      if (!seals.some((other) => sameOutline(other, seal))) seals.push(seal)
    }
  }
  return seals.slice(0, mostSeals)
}

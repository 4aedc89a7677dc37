import { Tensor, type InferenceSession } from 'onnxruntime-node'
import type { Quad } from '../contract/geometry.ts'
import type { Character } from '../contract/result.ts'
import type { Buffer32 } from './buffers.ts'
import { align, alternativeCount, classesOf, restrict } from './characters.ts'
import { cropOf, grown, project, projectionOf, sidesOf, type Crop } from './crop.ts'
import { heightOf, inkOf } from './ink.ts'
import type { Picture } from './picture.ts'
import { withZerosInAmounts } from './letter-case.ts'
import { place } from './placement.ts'
import type { View } from './reading.ts'
import { lostSpaces } from './spaces.ts'

/** The model reads lines of this height; one CTC step is eight columns of it. */
const lineHeight = 48
const stepWidth = 8
const widest = 6400

export interface Recogniser {
  session: InferenceSession
  dictionary: readonly string[]
  input: Buffer32
  output: Buffer32
  alphabets: Map<string, Uint32Array>
}

/** One place as it was read; the quad hugs the ink. */
export interface PlaceReading {
  quad: Quad
  text: string
  /** Mean of the signs' probabilities, spaces left out; 0 when nothing was read. */
  confidence: number
  chars: Character[]
}

/** Columns that a quad takes when it stands 48 pixels high: what reading it will cost. No padding, only whole steps. */
export function widthFor(quad: Quad, stretch = 1): number {
  const { width, height } = sidesOf(quad)
  const columns = (lineHeight * width * stretch) / Math.max(height, 1)
  return Math.min(widest, Math.max(2 * stepWidth, Math.round(columns / stepWidth) * stepWidth))
}

async function probabilitiesOf(recogniser: Recogniser, crop: Crop): Promise<{ data: Float32Array; classes: number }> {
  const { session } = recogniser
  const classes = recogniser.dictionary.length
  const steps = crop.width / stepWidth
  const data = recogniser.output.take(steps * classes)
  await session.run(
    { [session.inputNames[0]!]: new Tensor('float32', crop.planes, [1, 3, crop.height, crop.width]) },
    { [session.outputNames[0]!]: new Tensor('float32', data, [1, steps, classes]) },
  )
  return { data, classes }
}

/** What is left above and below the ink of a line, as a share of its height. */
const air = 0.05
/** What is cut off the box's height where the ink cannot be told, and the most that is cut off where it can. */
const usualTrim = 0.1
const mostTrim = 0.22
/** Rows of the small crop in which the ink is looked for, and the share of a row that must be ink: specks of a bad photograph are less. */
const surveyHeight = 32
const surveyInk = 0.03

/**
 * The detector's box cut down to its ink with a little air. The recogniser wants less air than the detector leaves: signs then stand further
 * apart, and CTC loses fewer of the narrow ones. Cutting off a fixed share instead would now and then cut into the signs.
 */
function closerBox(recogniser: Recogniser, picture: Picture, box: Quad): Quad {
  const { width, height } = sidesOf(box)
  const columns = Math.max(8, Math.min(widest, Math.round((surveyHeight * width) / Math.max(height, 1))))
  const survey = recogniser.input.take(3 * columns * surveyHeight)
  const ink = inkOf(cropOf(picture, box, columns, surveyHeight, 'rgb', survey))
  const found = ink && heightOf(ink, 0, columns, Math.max(1, Math.round(surveyInk * columns)))
  const margin = found ? air * (found.bottom - found.top) : 0
  const limit = (share: number) => Math.min(Math.max(share, -0.05), mostTrim)
  const above = found ? limit((found.top - margin) / surveyHeight) : usualTrim
  const below = found ? limit((surveyHeight - found.bottom - margin) / surveyHeight) : usualTrim
  const projection = projectionOf(box)
  return [
    project(projection, 0, above),
    project(projection, 1, above),
    project(projection, 1, 1 - below),
    project(projection, 0, 1 - below),
  ]
}

/**
 * The OCR-B of machine-readable zones loses letters unless it is stretched. Of 80 such lines on tuning seeds, fitted to their ink, 26 were exact at 0.8 of their
 * width, 48 at 1, 58 at 1.1, 60 at 1.3 and at 1.5; at 1.1 a hard specimen's fields were lost that 1.3 had read.
 */
const zoneStretch = 1.3
const looksLikeZone = /<<|<.*</

/**
 * Boxes cut down to their ink make signs wider than the model needs. Lines are squeezed to this share of their width, but not to much fewer columns than the
 * detector's whole box would take, which loses long lines of small print; boxes of one or two signs stay as they are. Of 4,292 lines on tuning seeds that are
 * no zones 4,083 were read exactly so, and 4,080 at 0.75 and 0.94, which costs a twentieth more; at 0.65 of their width alone, of 1,920 lines nine fewer.
 */
const squeeze = 0.7
const leastOfBox = 0.9
const shortLine = 130

/** How much of its width a line is given that stands in `quad`, cut down from `box`. */
export function squeezeOf(box: Quad, quad: Quad): number {
  const full = widthFor(quad)
  return full < shortLine ? 1 : Math.min(1, Math.max(squeeze, (leastOfBox * widthFor(box)) / full))
}

/** A passport's two lines of 44 signs are wider than this (1128 columns and more on tuning seeds), and the longest of their page. */
const zoneColumns = 1100

/**
 * From how many columns on the lines of a page are likely to be a machine-readable zone, which are then read as such at once and not twice. Where more lines
 * than a zone has are so long, or only one, they are ordinary text.
 */
export function zoneWidth(costs: readonly number[]): number {
  const long = costs.filter((columns) => columns >= zoneColumns).length
  return long === 2 || long === 3 ? zoneColumns : Infinity
}

/**
 * Reads a line where the detector found one.
 * @param zone from how many columns on it is first taken for a line of a machine-readable zone.
 */
export async function readLine(
  recogniser: Recogniser,
  picture: Picture,
  box: Quad,
  zone = Infinity,
): Promise<PlaceReading> {
  const quad = closerBox(recogniser, picture, box)
  const likely = widthFor(box) >= zone
  const stretch = likely ? zoneStretch : squeezeOf(box, quad)
  const reading = await readPlace(recogniser, picture, quad, { stretch })
  if (likely || !looksLikeZone.test(reading.text)) return reading
  const stretched = await readPlace(recogniser, picture, quad, { stretch: zoneStretch })
  return stretched.confidence >= reading.confidence - 0.05 ? stretched : reading
}

/** The highest probability of a class in some steps, both ends included. */
function mostBetween(data: Float32Array, classes: number, wanted: number, first: number, last: number): number {
  let most = 0
  for (let step = first; step <= last; step++) most = Math.max(most, data[step * classes + wanted] ?? 0)
  return most
}

/**
 * The dictionary has colons, commas, brackets and the yuan's sign in both widths, and shares its belief between them: together they are one answer, and
 * neither is an alternative to the other.
 */
export function withoutTwins(sign: Omit<Character, 'quad'>): Omit<Character, 'quad'> {
  const plain = sign.text.normalize('NFKC')
  const isTwin = ({ text }: { text: string }) => text.normalize('NFKC') === plain
  const twins = sign.alternatives.filter(isTwin)
  const confidence = twins.reduce((sum, twin) => sum + twin.confidence, sign.confidence)
  const others = twins.length === 0 ? sign.alternatives : sign.alternatives.filter((other) => !isTwin(other))
  return { text: sign.text, confidence: Math.min(1, confidence), alternatives: others.slice(0, alternativeCount) }
}

/** Reads one line of text in a quad that runs as the text does. */
export async function readPlace(
  recogniser: Recogniser,
  picture: Picture,
  place_: Quad,
  view: View = {},
): Promise<PlaceReading> {
  const padding = (view.padding ?? 0) * sidesOf(place_).height
  const quad = padding === 0 ? place_ : grown(place_, padding, padding)
  const width = widthFor(quad, view.stretch)
  const crop = cropOf(picture, quad, width, lineHeight, view.channel, recogniser.input.take(3 * width * lineHeight))
  const { data, classes } = await probabilitiesOf(recogniser, crop)
  let allowed: Uint32Array | null = null
  if (view.alphabet !== undefined) {
    allowed = recogniser.alphabets.get(view.alphabet) ?? classesOf(view.alphabet, recogniser.dictionary)
    recogniser.alphabets.set(view.alphabet, allowed)
  }
  const aligned = allowed ? align(restrict(data, classes, allowed), allowed.length) : align(data, classes)
  const signOf = (sign: number) => recogniser.dictionary[allowed ? allowed[sign]! : sign] ?? ''
  while (aligned.length > 0 && signOf(aligned[0]!.sign) === ' ') aligned.shift()
  while (aligned.length > 0 && signOf(aligned.at(-1)!.sign) === ' ') aligned.pop()
  if (aligned.length === 0) return { quad, text: '', confidence: 0, chars: [] }

  const read = aligned.map(({ sign }) => signOf(sign))
  const { cased, spans, top, bottom } = place(crop, aligned, read, stepWidth)
  const quadBetween = (left: number, right: number): Quad => {
    const at = (x: number, y: number) => project(crop.projection, x / width, y / lineHeight)
    return [at(left, top), at(right, top), at(right, bottom), at(left, bottom)]
  }
  const space = recogniser.dictionary.lastIndexOf(' ')
  const thoughts = aligned.map(({ last }, index) =>
    mostBetween(data, classes, space, aligned[index - 1]?.first ?? last, last),
  )
  const spaces = lostSpaces(allowed ? read : cased, spans, bottom - top, thoughts)
  // A caller that names the signs it allows gets no others.
  const signs = allowed ? read : withZerosInAmounts(cased, spaces)
  const chars: Character[] = []
  for (const [index, { confidence, alternatives }] of aligned.entries()) {
    const sureness = spaces.get(index)
    if (sureness !== undefined) {
      const gap = quadBetween(spans[index - 1]!.right, spans[index]!.left)
      chars.push({ text: ' ', quad: gap, confidence: sureness, alternatives: [] })
    }
    const others = alternatives.map((other) => {
      const text = signOf(other.sign)
      return { text: text === signs[index] ? read[index]! : text, confidence: other.confidence }
    })
    chars.push({
      quad: quadBetween(spans[index]!.left, spans[index]!.right),
      ...withoutTwins({ text: signs[index]!, confidence, alternatives: others }),
    })
  }
  const inked = chars.filter(({ text }) => text !== ' ')
  return {
    quad: quadBetween(spans[0]!.left, spans.at(-1)!.right),
    text: chars.map(({ text }) => text).join(''),
    confidence: inked.length > 0 ? inked.reduce((sum, { confidence }) => sum + confidence, 0) / inked.length : 0,
    chars,
  }
}

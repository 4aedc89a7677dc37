import { boxOfQuad, quadOfBox, turned, type Box } from './boxes.ts'
import type { Quad } from '../contract/geometry.ts'
import { detect, type Detection, type Detector } from './detect.ts'
import { joinTorn } from './joining.ts'
import { control, type Detected, type DetectJob, type LookJob, type Recognised, type RecogniseJob } from './messages.ts'
import { orient, readsUpright, tallTurn, type Classifier, type Oriented, type Reader } from './orientation.ts'
import { pack, rounded } from './packing.ts'
import { pictureOf, type Picture } from './picture.ts'
import { inReadingOrder } from './reading-order.ts'
import type { ViewReading } from './reading.ts'
import { turnedBack, turnedPicture } from './turned-picture.ts'
import { readLine, readPlace, widthFor, zoneWidth, type PlaceReading, type Recogniser } from './recognise.ts'

/** What one worker owns: one session a model. */
export interface Models {
  detector: Detector
  recogniser: Recogniser
  classifier: Classifier
}

/** The caller gave up; not an error of anybody. */
export class Cancelled extends Error {}

/** Lines lower than this in the detector's map are split or merged by it, and are worth a second, larger look. */
const smallPrint = 14
/** How high they shall be in that second look, and how far it may go. */
const readablePrint = 20
const largestSide = 2880
/** Lines surer than this stay; what is below is noise that the detector took for text. */
const leastConfidence = 0.3

/** Boxes shorter than this in the detector's map, in pixels, are as likely specks and edges as signs, and say nothing of how large the print is. */
const speck = 16

/** How high the lines of a page's lower third are in the detector's map; infinite when there are none. */
export function lowPrint({ boxes, scale }: Detection): number {
  const heights = boxes
    .filter(({ halfWidth, halfHeight }) => 2 * Math.max(halfWidth, halfHeight) * scale >= speck)
    .map(({ halfWidth, halfHeight }) => 2 * Math.min(halfWidth, halfHeight) * scale)
    .sort((a, b) => a - b)
  return heights[Math.floor(heights.length / 3)] ?? Infinity
}

/** Detects again at a larger size where a third or more of the lines were too low in the detector's map. */
async function lookCloser(models: Models, picture: Picture, first: Detection): Promise<Detection> {
  const low = lowPrint(first)
  if (low >= smallPrint) return first
  const longest = Math.max(picture.width, picture.height)
  // Enlarging beyond the picture's own size helps the detector a little; more than half as much again only blurs.
  const wanted = Math.min(largestSide, 1.5 * longest, first.scale * longest * (readablePrint / low))
  if (wanted < 1.25 * first.scale * longest) return first
  return detect(models.detector, picture, wanted, true)
}

/** The lines of a page whose turn is known: detected lying, and with a closer look where the print is small. */
async function linesOf(
  models: Models,
  picture: Picture,
  first: Detection,
  oriented: Oriented,
  side: number,
): Promise<Box[]> {
  const { rotation } = oriented
  if (rotation === 90 || rotation === 270) {
    const lying = turnedPicture(picture, rotation)
    const { boxes } = await lookCloser(models, lying, await detect(models.detector, lying, side))
    return boxes.map((box) => turnedBack(box, picture, rotation))
  }
  const closer = await lookCloser(models, picture, first)
  if (closer === first) return oriented.boxes
  return rotation === 180 ? closer.boxes.map((box) => turned(box, 2)) : closer.boxes
}

function stopIfCancelled(picture: Picture): void {
  if (Atomics.load(picture.state, control.cancelled) === 1) throw new Cancelled()
}

/** Lines in reading order as they are sent: eight numbers each, and what reading it will cost. */
function listed(boxes: readonly Box[]): Pick<Detected, 'boxes' | 'costs'> {
  const quads = inReadingOrder(joinTorn(boxes)).map(quadOfBox)
  return {
    boxes: Float64Array.from(quads.flat(2)),
    costs: Uint32Array.from(quads.map((quad) => widthFor(quad))),
  }
}

/** How well lines read, for the vote on how the page is turned. */
function readerOf(models: Models, picture: Picture): Reader {
  return async (box) => {
    stopIfCancelled(picture)
    const { confidence, chars } = await readPlace(models.recogniser, picture, quadOfBox(box))
    return { confidence, length: chars.length }
  }
}

export async function detectPage(models: Models, job: DetectJob): Promise<Detected> {
  const start = performance.now()
  const picture = pictureOf(job.page)
  stopIfCancelled(picture)
  const first = await detect(models.detector, picture, job.detectorSide)
  const detected = performance.now()
  // Most pages stand upright, and their widest line will say so: only those that lie on their side are voted on before anything is read.
  const lying = first.boxes.length > 0 && tallTurn(first.boxes) === 0
  const oriented: Oriented = lying
    ? { boxes: first.boxes, rotation: 0 }
    : await orient(models.classifier, picture, first.boxes, readerOf(models, picture))
  const orientMs = performance.now() - detected
  stopIfCancelled(picture)
  const boxes = await linesOf(models, picture, first, oriented, job.detectorSide)
  const lines = listed(boxes)
  return {
    ...lines,
    rotation: oriented.rotation,
    check: lying && lines.costs.length > 0,
    detectMs: performance.now() - start - orientMs,
    orientMs,
  }
}

function quadAt(boxes: Float64Array, line: number): Quad {
  const at = (corner: number): [number, number] => [boxes[8 * line + 2 * corner]!, boxes[8 * line + 2 * corner + 1]!]
  return [at(0), at(1), at(2), at(3)]
}

/** The lines of a page as they are to be read if it stands on its head; null if it does not. */
async function turnedOver(models: Models, picture: Picture, boxes: Float64Array): Promise<Box[] | null> {
  const lines = Array.from({ length: boxes.length / 8 }, (_, line) => boxOfQuad(quadAt(boxes, line)))
  const oriented = await orient(models.classifier, picture, lines, readerOf(models, picture))
  return oriented.rotation === 180 ? oriented.boxes : null
}

/**
 * Reads lines until none is left. Any number of workers do so at once: each takes the next of the list from the page's control block, so
 * that the widest lines are dealt first and nobody waits long for the last one.
 */
export async function recognisePage(models: Models, job: RecogniseJob, onLine: () => void): Promise<Recognised> {
  const picture = pictureOf(job.page)
  const lines: Recognised['lines'] = []
  const costs = Array.from({ length: job.order.length }, (_, line) => widthFor(quadAt(job.boxes, line)))
  const zone = zoneWidth(costs)
  const read = async (line: number): Promise<PlaceReading> => {
    const reading = await readLine(models.recogniser, picture, quadAt(job.boxes, line), zone)
    if (reading.confidence >= leastConfidence) lines.push(pack(line, reading))
    Atomics.add(picture.state, control.done, costs[line]!)
    onLine()
    return reading
  }
  /** The next line that nobody has taken, or none. */
  const take = (): number | undefined => job.order[Atomics.add(picture.state, control.next, 1)]
  if (job.check) {
    // The page's own worker reads the widest line, which the list leaves to it; where that proves nothing, as a card's number, another one.
    const witnesses = [() => job.order[0], take]
    let upright = false
    for (const witness of witnesses) {
      const line = upright ? undefined : witness()
      if (line === undefined) break
      stopIfCancelled(picture)
      upright = readsUpright((await read(line)).chars)
    }
    const over = upright ? null : await turnedOver(models, picture, job.boxes)
    if (over) {
      Atomics.store(picture.state, control.helpersLeave, 1)
      return { lines: [], turnedOver: listed(over) }
    }
  }
  for (;;) {
    stopIfCancelled(picture)
    if (job.helper && Atomics.load(picture.state, control.helpersLeave) === 1) break
    const line = take()
    if (line === undefined) break
    await read(line)
  }
  return { lines }
}

export async function lookAt(models: Models, job: LookJob): Promise<ViewReading[]> {
  const picture = pictureOf(job.page)
  const readings: ViewReading[] = []
  for (const view of job.views) {
    stopIfCancelled(picture)
    readings.push(rounded(await readPlace(models.recogniser, picture, job.quad, view)))
  }
  return readings
}

import { angleOf, boundsOf, quadOfBounds, type Quad } from '../../../contract/geometry.ts'
import { quadOfRotated, scaledQuad } from '../../geometry.ts'
import { confidenceOf, lineText, numberOf } from '../../values.ts'
import { points, turned } from './boxes.ts'
import { createCollector, withRest, type FindingsContext, type Found } from './collect.ts'
import { frameOf } from './frame.ts'
import { child, items, nativeOf, take } from './native.ts'

const turnedKeys = ['Left', 'Top', 'Width', 'Height'] as const

/** Lines of text; the probability is there on request (OutputProbability). */
export function character(value: unknown, context: FindingsContext): Found {
  const data = nativeOf('RecognizeCharacter', value)
  const collector = createCollector('general-text', context)
  for (const result of items(child(data, 'Results'))) {
    const [text, box] = [child(result, 'Text'), child(result, 'TextRectangles')]
    const confidence = confidenceOf(take(child(result, 'Probability')))
    const isLine = collector.line(text, quadOfRotated(turned(box, turnedKeys)), { confidence })
    // A text without a place cannot be a line: it stays as a field.
    if (!isLine) collector.field(text, { confidence })
    take(box)
  }
  return withRest(collector, data)
}

const degreesOf = (quad: Quad) => (angleOf(quad) * 180) / Math.PI

/** Text of a page of a PDF. Corners are drawn; the box turned about its centre says in which direction the text runs, or where it is without corners. */
export function pdf(value: unknown, context: FindingsContext): Found {
  const data = nativeOf('RecognizePdf', value)
  const collector = createCollector('pdf', context)
  const number = numberOf(child(data, 'PageIndex').value)
  const page = number !== null && number >= 1 && number <= context.pages.length ? number - 1 : 0
  const toPage = frameOf(data, collector.sizeOf(page))
  for (const word of items(child(data, 'WordsInfo'))) {
    const [text, corners] = [child(word, 'Word'), child(word, 'Positions')]
    const box = quadOfRotated(turned(word, ['X', 'Y', 'Width', 'Height']))
    const quad = points(corners, box ? degreesOf(box) : 'text') ?? box
    const isLine = collector.line(text, toPage(quad), { page })
    if (!isLine) collector.field(text, { page })
    for (const name of ['X', 'Y', 'Width', 'Height', 'Angle']) take(child(word, name))
  }
  return withRest(collector, data)
}

/** Videos are shorter than this (capabilities.json, limits), which tells the unit of their time stamps. */
const longestVideoMs = 61_000

/**
 * Milliseconds in one unit of the time stamps. The table says seconds, but the example holds 6124533574, which no unit above a nanosecond explains:
 * the largest unit in which the last frame lies within a video's length is taken.
 */
function unitOf(stamps: readonly number[]): number {
  const last = Math.max(0, ...stamps)
  return [1000, 1, 1e-3, 1e-6].find((milliseconds) => last * milliseconds <= longestVideoMs) ?? 1e-6
}

/** Text of the frames of a video; frames without text are not in the answer. */
export function video(value: unknown, context: FindingsContext): Found {
  const data = nativeOf('RecognizeVideoCharacter', value)
  const collector = createCollector('video-text', context)
  const picture = {
    width: numberOf(child(data, 'Width').value) ?? 0,
    height: numberOf(child(data, 'Height').value) ?? 0,
  }
  const page = collector.sizeOf()
  const isScaled = page !== null && picture.width > 0 && picture.height > 0
  const frames = items(child(data, 'Frames')).map((frame) => ({
    frame,
    stamp: numberOf(take(child(frame, 'Timestamp'))) ?? 0,
  }))
  const unit = unitOf(frames.map(({ stamp }) => stamp))
  for (const { frame, stamp } of frames) {
    const lines = items(child(frame, 'Elements')).flatMap((element) => {
      const [content, boxes] = [child(element, 'Text'), child(element, 'TextRectangles')]
      const quads = items(boxes)
        .map((box) => quadOfRotated(turned(box, turnedKeys)))
        .filter((box) => box !== null)
      take(boxes)
      const around = quads.length > 1 ? quadOfBounds(boundsOf(...quads)) : (quads[0] ?? null)
      const quad = collector.onPage(isScaled ? scaledQuad(around, picture, page) : around)
      const confidence = confidenceOf(take(child(element, 'Score')))
      const text = lineText(content.value)
      if (quad === null || text === null) {
        collector.field(content, { confidence })
        return []
      }
      take(content)
      return [{ text, page: collector.indexOf(), quad, confidence, chars: [], path: content.path }]
    })
    collector.findings.frames.push({ timeMs: Math.round(stamp * unit), lines })
  }
  take(child(data, 'InputFile'))
  return withRest(collector, data)
}

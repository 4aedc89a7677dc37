import type { StandInEngine } from '../../stand-in.ts'
import type { CapabilityId } from '../limits.ts'
import { cardOf } from './read-card.ts'
import { licenceOf } from './read-licence.ts'
import { platesOf } from './read-plates.ts'

/** Corners of the engine in the form of general text: eight floats, x and y of each corner in turn. */
async function textOf(engine: StandInEngine, image: Uint8Array, signal: AbortSignal) {
  const { lines } = await engine.read('general-text', image, signal)
  const detail = lines.map(({ text, quad }, index) => ({ name: String(index), text, box: quad.flat() }))
  // No line is a success with nothing in it (seed-facts/ctyun, general-ocr.success-no-text.figure.json).
  return { text_line: detail.length, detail }
}

/**
 * What the local engine reads of a picture, in the shape of the document's answer. Where it finds nothing the answer is the documented one for that: no
 * lines, no plates, empty strings, "Not Business License".
 * @throws {ProblemError} whoseFault `document` for what is no picture
 */
export function readPicture(
  capability: CapabilityId,
  engine: StandInEngine,
  image: Uint8Array,
  signal: AbortSignal,
): Promise<Record<string, unknown>> {
  switch (capability) {
    case 'ctyun.ocr.general':
      return textOf(engine, image, signal)
    case 'ctyun.ocr.idcard':
      return cardOf(engine, image, signal)
    case 'ctyun.ocr.plate':
      return platesOf(engine, image, signal)
    case 'ctyun.ocr.business-license':
      return licenceOf(engine, image, signal)
  }
}

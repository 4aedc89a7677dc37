import { boundsOf, quadOfBounds, type Quad } from '../../../contract/geometry.ts'
import type { StandInEngine, StandInReading } from '../../stand-in.ts'
import { plateTypeOf } from './plate-type.ts'

interface Plate {
  text: string
  quad: Quad
  confidence: number | null
}

/** As printed without the dot and blanks between the second and the third sign. */
const withoutMarks = (text: string) => text.toUpperCase().replaceAll(/[\s·.・•\-—]/g, '')

function found({ fields }: StandInReading): Plate[] {
  return fields
    .filter(({ key }) => key === 'plate_number')
    .flatMap(({ value, quads, confidence }): Plate[] =>
      value === null || quads.length === 0 ? [] : [{ text: withoutMarks(value), quad: united(quads), confidence }],
    )
}

/** One place for the two lines of a plate of two rows. */
const united = (quads: readonly Quad[]): Quad => (quads.length === 1 ? quads[0]! : quadOfBounds(boundsOf(...quads)))

/** Plates of a picture: whole pixels, top-left corner first, confidence 0..1. */
export async function platesOf(engine: StandInEngine, image: Uint8Array, signal: AbortSignal) {
  const plates = found(await engine.read('licence-plate', image, signal))
  const detail = []
  for (const { text, quad, confidence } of plates) {
    detail.push({
      box: quad.map((corner) => corner.map(Math.round)),
      // In the document's words: the engine's own say the sort of car (小型新能源车), not the sort of plate.
      plate_type: await plateTypeOf(text, image, quad),
      platelicense: text,
      ...(confidence !== null && { confidence: Math.round(confidence * 10_000) / 10_000 }),
    })
  }
  return { 'number of plate licenses': detail.length, detail }
}

import type { Quad } from '../../../contract/geometry.ts'
import type { StandInEngine, StandInReading } from '../../stand-in.ts'
import { plateTypeOf } from './plate-type.ts'

interface Plate {
  text: string
  quad: Quad
  confidence: number | null
}

/** GA 36-2018: province, letter of the authority, five signs (blue, yellow) or six (new energy); letters I and O are not used. */
const plateForm = /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][A-HJ-NP-Z0-9]{5,6}/

/** As printed without the dot and blanks between the second and the third sign. */
const withoutMarks = (text: string) => text.toUpperCase().replaceAll(/[\s·.・•\-—]/g, '')

/** Plates that the engine extracted; where it does not know plates yet, lines that are one by their form. */
function found({ fields, lines }: StandInReading): Plate[] {
  const extracted = fields
    .filter(({ key }) => key === 'plate_number')
    .flatMap(({ value, quads: [quad], confidence }): Plate[] =>
      value === null || !quad ? [] : [{ text: withoutMarks(value), quad, confidence }],
    )
  if (extracted.length > 0) return extracted
  return lines.flatMap(({ text, quad, confidence }): Plate[] => {
    const match = plateForm.exec(withoutMarks(text))
    return match === null ? [] : [{ text: match[0], quad, confidence }]
  })
}

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

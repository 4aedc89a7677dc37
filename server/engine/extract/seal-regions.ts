import { boundsOf, contains } from '../../contract/geometry.ts'
import type { Character, Line, Region } from '../../contract/result.ts'
import type { SealReading } from '../reading.ts'
import type { PageContext } from './text-stream.ts'

/** The seals of a page that is a document: solid spots of colour (emblems, logotypes) are none. */
export async function sealsOf({ inspect }: Pick<PageContext, 'inspect'>): Promise<SealReading[]> {
  const seals = (await inspect?.('seals')) ?? []
  return seals.filter(({ shape }) => shape !== 'solid')
}

/** One region a seal, with the text along its rim where that could be read. */
export function sealRegion(seal: SealReading, page: number, kind = 'stamp'): Region {
  const { quad, text, confidence } = seal
  return { kind, page, quad, ...(text !== '' && { text }), confidence: text === '' ? null : confidence }
}

/** Below this the red channel shows nothing: what was read there was the seal itself. */
const leastConfidence = 0.55

/**
 * The page with its lines under seals read again from the red channel, where red ink vanishes. Lines of which nothing is left were the seal's own print and are gone.
 */
export async function withoutSeals(context: PageContext): Promise<PageContext> {
  const seals = await sealsOf(context)
  if (seals.length === 0) return context
  const boxes = seals.map(({ quad }) => boundsOf(quad))
  const own = seals.flatMap(({ inner = [] }) => inner)
  // Faint ink is still seen in the red channel: signs that the seal has at the same place are the seal's.
  const isSeals = ({ text, quad: [a, , c] }: Character) =>
    own.some((line) => line.text.includes(text) && contains(line.quad, [(a[0] + c[0]) / 2, (a[1] + c[1]) / 2]))
  const lines: Line[] = []
  for (const line of context.reading.lines) {
    const { left, right, top, bottom } = boundsOf(line.quad)
    const under = boxes.some((box) => left < box.right && right > box.left && top < box.bottom && bottom > box.top)
    if (!under) {
      lines.push(line)
      continue
    }
    const views = [{ channel: 'red' as const }, { channel: 'red' as const, padding: -0.08 }]
    const readings = await context.look(line.quad, views)
    const best = readings.toSorted((first, second) => second.confidence - first.confidence)[0]
    const chars = best?.chars.filter((char) => !isSeals(char)) ?? []
    if (best && best.confidence >= leastConfidence && chars.length > 0)
      lines.push({ ...line, text: chars.map(({ text }) => text).join(''), confidence: best.confidence, chars })
  }
  return { ...context, reading: { ...context.reading, lines } }
}

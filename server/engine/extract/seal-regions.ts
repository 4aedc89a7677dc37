import type { Region } from '../../contract/result.ts'
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

/** Every seal of a page as a region of this kind; none where nobody can look at the pixels. */
export async function sealRegions(page: Pick<PageContext, 'index' | 'inspect'>, kind = 'stamp'): Promise<Region[]> {
  return (await sealsOf(page)).map((seal) => sealRegion(seal, page.index, kind))
}

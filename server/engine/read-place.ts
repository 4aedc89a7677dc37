import type { Quad } from '../contract/geometry.ts'
import type { Engine, View, ViewReading } from './reading.ts'

/** Tighter and wider crops of one place: a box drawn by hand cuts into the print as often as it leaves room. */
const paddings = [0, 0.12, -0.1]

/**
 * Reads one place of a picture, which need not be one that detection found, in several views, and takes the surest.
 * @throws {ProblemError} of the engine; the signal's reason when aborted
 */
export async function readPlace(
  engine: Engine,
  image: Uint8Array,
  { quad, alphabet }: { quad: Quad; alphabet?: string | undefined },
  signal: AbortSignal,
): Promise<ViewReading> {
  const page = await engine.open(image, { signal })
  try {
    const views = paddings.map((padding): View => ({ padding, ...(alphabet !== undefined && { alphabet }) }))
    const readings = await page.look(quad, views)
    return readings.reduce((best, reading) => (reading.confidence > best.confidence ? reading : best))
  } finally {
    page.close()
  }
}

import type { Quad } from '../../../contract/geometry.ts'
import type { Field, Line } from '../../../contract/result.ts'
import type { StandInEngine, StandInReading } from '../../stand-in.ts'

/** Enough of a PNG for everybody who only looks at its header. */
export function pngHead(width: number, height: number, bytes = 64): Uint8Array {
  const png = Buffer.alloc(bytes)
  png.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  png.writeUInt32BE(13, 8)
  png.write('IHDR', 12)
  png.writeUInt32BE(width, 16)
  png.writeUInt32BE(height, 20)
  return png
}

export const quad = (left: number, top: number, width: number, height: number): Quad => [
  [left, top],
  [left + width, top],
  [left + width, top + height],
  [left, top + height],
]

export const field = (key: string, value: string | null, at?: Quad, confidence: number | null = 0.98765): Field => ({
  key,
  value,
  native: { path: key, value },
  page: 0,
  quads: at ? [at] : [],
  boxSource: at ? 'provider' : null,
  confidence,
  confidenceSource: confidence === null ? null : 'engine',
  agreement: null,
  checks: [],
})

export const line = (text: string, at: Quad, confidence: number | null = 0.98765): Line => ({
  text,
  page: 0,
  quad: at,
  confidence,
  chars: [],
})

/** A reading of 800 by 500 pixels with what a test gives. */
export const reading = (parts: Partial<StandInReading> = {}): StandInReading => ({
  fields: [],
  lines: [],
  tables: [],
  regions: [],
  frames: [],
  width: 800,
  height: 500,
  ...parts,
})

/** An engine that reads every picture of a kind alike. `seen` holds what it was asked. */
export function fakeEngine(readings: Readonly<Record<string, StandInReading>>) {
  const seen: { kind: string; bytes: number }[] = []
  const engine: StandInEngine = {
    read: async (kind, image) => {
      seen.push({ kind, bytes: image.byteLength })
      return readings[kind] ?? reading()
    },
    pdfPages: async () => [
      { width: 800, height: 500, image: pngHead(800, 500) },
      { width: 800, height: 500, image: pngHead(800, 500) },
    ],
    videoFrames: async () => [
      { timeMs: 0, image: pngHead(800, 500) },
      { timeMs: 2000, image: pngHead(800, 500) },
    ],
  }
  return { engine, seen }
}

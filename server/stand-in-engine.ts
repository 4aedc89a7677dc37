import type { Findings, Line } from './contract/result.ts'
import type { Intake } from './documents/intake/intake.ts'
import { framesToRead } from './documents/intake/video/frames.ts'
import { extractableKinds } from './engine/extract/index.ts'
import { readDocument } from './engine/read-document.ts'
import type { Engine } from './engine/reading.ts'
import type { StandInEngine } from './providers/stand-in.ts'

const nothing: Findings = { fields: [], lines: [], tables: [], regions: [], frames: [] }

/** The local engine as the stand-ins see it: pictures in any format that intake takes, and documents of many pages. */
export function createStandInEngine(engine: Engine, intake: Pick<Intake, 'admit' | 'textLayers'>): StandInEngine {
  /** The text of PDF pages by their pictures, which is how the stand-ins hand them back. */
  const layers = new WeakMap<Uint8Array, Line[]>()
  const pagesOf = async (bytes: Uint8Array, signal: AbortSignal) => {
    const { format, pages } = await intake.admit(bytes, { signal })
    const texts = format === 'pdf' ? await intake.textLayers(bytes, { signal }) : []
    return pages.map(({ width, height, image }, index) => {
      const layer = texts[index]
      if (layer) layers.set(image.bytes, layer)
      return { width, height, image: image.bytes }
    })
  }
  return {
    async read(kind, image, signal) {
      const [page] = await pagesOf(image, signal)
      if (!page) return { ...nothing, width: 0, height: 0 }
      // A page of a PDF comes back as the picture that it was handed out as, and loses its text when it is admitted again.
      const layer = layers.get(image) ?? layers.get(page.image) ?? null
      const source = [{ index: 0, image: async () => page.image, textLayer: async () => layer }]
      const context = { signal, onProgress: () => undefined }
      // A kind without an extractor still has its lines.
      const known = extractableKinds.includes(kind) ? kind : 'general-text'
      const findings = await readDocument(engine, known, source, context)
      return { ...findings, width: page.width, height: page.height }
    },
    pdfPages: pagesOf,
    videoFrames: async (video) => framesToRead(video).map(({ timeMs, bytes }) => ({ timeMs, image: bytes })),
  }
}

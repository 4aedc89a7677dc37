import sharp from 'sharp'
import type { Findings } from '../../server/contract/result.ts'
import { readDocument } from '../../server/engine/read-document.ts'
import type { Engine } from '../../server/engine/reading.ts'
import type { GroundPage } from '../../server/engine/ground/index.ts'
import type { Intake } from '../../server/documents/intake/intake.ts'
import type { StandInEngine } from '../../server/providers/stand-in.ts'
import { createStandInEngine } from '../../server/stand-in-engine.ts'
import type { AliyunDysmsOptions } from '../../server/providers/aliyun-dysms/options.ts'

type Admitted = Awaited<ReturnType<Intake['admit']>>

/** What makes a file of a picture be taken for a PDF; the picture follows as it is. */
const pdfHead = Buffer.from('%PDF-1.7\n')

/** A file that passes for a PDF, whose one page is the picture, so that coordinates on the page are those of the picture. */
export const asPdf = (image: Uint8Array): Uint8Array => Buffer.concat([pdfHead, image])

async function sizeOf(image: Uint8Array): Promise<{ width: number; height: number }> {
  const { width, height } = await sharp(image).metadata()
  return { width, height }
}

/** The stand-ins' engine over the real one; specimens are upright pictures already, so that nothing has to be taken in. */
export function standInEngineOf(engine: Engine, onRead: (kind: string, found: Findings) => void): StandInEngine {
  const own = createStandInEngine(engine, {
    admit: async (image) => ({
      format: 'jpeg',
      pages: [{ index: 0, ...(await sizeOf(image)), image: { bytes: image } }] as unknown as Admitted['pages'],
    }),
    textLayers: async () => [],
  })
  return {
    async read(kind, image, signal) {
      const found = await own.read(kind, image, signal)
      onRead(kind, found)
      return found
    },
    pdfPages: async (pdf) => {
      const image = pdf.subarray(pdfHead.byteLength)
      return [{ ...(await sizeOf(image)), image }]
    },
    videoFrames: (video, signal) => own.videoFrames(video, signal),
  }
}

/** Reads for the cloud whose answer holds no reading. */
export const reader =
  (engine: Engine): AliyunDysmsOptions['read'] =>
  (kind, pages, context) =>
    readDocument(engine, kind, pages, context)

/**
 * The page as grounding gets it: the engine's lines as the kind's extractor leaves them (Arabic in place of what the other models made of it), and the
 * regions that say something as a whole (codes, seals).
 */
export async function groundPageOf(
  engine: Engine,
  kind: string,
  { image, width, height }: { image: Uint8Array; width: number; height: number },
): Promise<GroundPage> {
  const context = { signal: new AbortController().signal, onProgress: () => undefined }
  const { lines, regions } = await readDocument(engine, kind, [{ index: 0, image: async () => image }], context)
  return { index: 0, width, height, lines, regions }
}

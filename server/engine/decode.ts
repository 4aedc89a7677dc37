import sharp from 'sharp'
import { ProblemError } from '../contract/problem.ts'
import { control, controlBytes, type DecodeJob, type Decoded } from './messages.ts'
import { bytesFor } from './picture.ts'

// No two pages are alike: what the library keeps of the last ones would only take memory.
sharp.cache(false)

function undecodable(detail: string, cause?: unknown): ProblemError {
  return new ProblemError(
    {
      code: 'image-undecodable',
      title: 'The image cannot be decoded',
      detail,
      status: 422,
      retryable: false,
      whoseFault: 'document',
      action: 'Save the picture again as JPEG or PNG and send that.',
    },
    { cause },
  )
}

const formats = new Set(['jpeg', 'png', 'webp'])

/** Eight bits a channel, three channels, transparent parts on white: what JPEG, PNG and WebP of any depth and colour space become. */
async function rawPixels(
  image: Uint8Array,
  maxPixels: number,
): Promise<{ data: Buffer; width: number; height: number }> {
  try {
    // The library would draw SVG and read a dozen other formats; intake has turned everything else into one of these.
    const { format } = await sharp(image, { limitInputPixels: maxPixels }).metadata()
    if (!formats.has(format)) throw new Error(`The format ${format} is not read here.`)
    const { data, info } = await sharp(image, { limitInputPixels: maxPixels, failOn: 'error', sequentialRead: true })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true })
    const { width, height, channels } = info
    if (channels === 3) return { data, width, height }
    const rgb = Buffer.allocUnsafe(width * height * 3)
    const step: number = channels
    for (let from = 0, to = 0; to < rgb.length; from += step) {
      rgb[to++] = data[from]!
      rgb[to++] = data[step > 2 ? from + 1 : from]!
      rgb[to++] = data[step > 2 ? from + 2 : from]!
    }
    return { data: rgb, width, height }
  } catch (error) {
    throw undecodable(error instanceof Error ? error.message : String(error), error)
  }
}

/**
 * Decodes an image once, into storage that every worker can read. EXIF orientation is not applied: intake has done that.
 * @throws {ProblemError} `image-undecodable`, the document's fault.
 */
export async function decode(job: DecodeJob): Promise<Decoded> {
  const start = performance.now()
  if (job.image.byteLength === 0) throw undecodable('The file is empty.')
  const { data, width, height } = await rawPixels(job.image, job.maxPixels)
  const bytes = bytesFor(width, height)
  const pixels = job.reuse && job.reuse.byteLength >= bytes ? job.reuse : new SharedArrayBuffer(bytes)
  new Uint8Array(pixels, 0, data.length).set(data)
  const controlBlock = job.control.byteLength >= controlBytes ? job.control : new SharedArrayBuffer(controlBytes)
  Atomics.store(new Int32Array(controlBlock), control.levels, 0)
  return { page: { pixels, control: controlBlock, width, height }, decodeMs: performance.now() - start }
}

import sharp, { type Metadata, type Sharp } from 'sharp'
import { factsOf } from '../../contract/file-facts.ts'
import type { Format } from '../../contract/limits.ts'
import { intakeLimits } from '../../contract/intake-limits.ts'
import { ProblemError } from '../../contract/problem.ts'
import type { AdmittedPage, Picture } from './intake.ts'
import { stripJpeg } from './jpeg-segments.ts'
import { isPngCutOff, stripPng } from './png-chunks.ts'
import { breachProblem, pageEmpty, tooCostly, truncated, undecodable } from './problems.ts'
import type { RawPage } from './raw-page.ts'
import { isWebpCutOff, stripWebp } from './webp-chunks.ts'

/** The formats that sharp decodes, off the thread by itself. */
export type RasterFormat = Extract<Format, 'jpeg' | 'png' | 'gif' | 'webp' | 'tiff'>

/** One page is decoded in a second or two; what takes longer than this is meant to. */
const secondsPerStep = 60

const previewSide = 1024
const thumbnailSide = 160

/** Above this a colour scan without loss takes tens of megabytes as PNG and seconds to show. */
const losslessPixels = 4_000_000

const openOptions = {
  failOn: 'error',
  limitInputPixels: intakeLimits.maxPixels,
  sequentialRead: true,
} as const

/** What the decoders of JPEG and GIF say of bytes that end too early; the other formats tell by their structure. */
const truncatedMessage = /premature end|truncat|unexpected end|end of (?:file|stream|image|data)|invalid frame data/i

/** Whether the file is shorter than it says of itself. */
function isCutOff(format: RasterFormat, bytes: Uint8Array, message: string): boolean {
  switch (format) {
    case 'png':
      return isPngCutOff(bytes)
    case 'webp':
      return isWebpCutOff(bytes)
    case 'tiff':
      // Directories usually stand behind the pixels: the first thing that is missing.
      return factsOf(bytes, bytes.length).pages === null || truncatedMessage.test(message)
    default:
      return truncatedMessage.test(message)
  }
}

/** A decoder's error as a problem that names the page (from 1). */
function decodeProblem(format: RasterFormat, bytes: Uint8Array, error: unknown, page?: number): ProblemError {
  if (error instanceof ProblemError) return error
  const message = error instanceof Error ? error.message : String(error)
  if (/timeout/i.test(message)) return tooCostly(format, error)
  return isCutOff(format, bytes, message) ? truncated(format, page, error) : undecodable(format, page, error)
}

/** Whether a colour profile is sRGB under whichever vendor's name; its description is ASCII or UTF-16 (ICC.1, 10.15). */
function isSrgb(profile: Buffer): boolean {
  return profile.includes('sRGB') || profile.includes(Buffer.from('sRGB', 'utf16le').swap16())
}

/** Upright, 8 bits, opaque, sRGB or grey: its pixels can be served as they are. */
function isPlain({ orientation = 1, depth, hasAlpha, space, icc, pages = 1 }: Metadata): boolean {
  const plainSpace = space === 'srgb' || space === 'b-w'
  return orientation === 1 && depth === 'uchar' && !hasAlpha && plainSpace && pages === 1 && (!icc || isSrgb(icc))
}

/** The file's own pixels without its metadata, or null when they must be encoded anew. */
function keep(format: RasterFormat, bytes: Uint8Array, metadata: Metadata): Picture | null {
  if (!isPlain(metadata)) return null
  const stripped =
    format === 'jpeg'
      ? stripJpeg(bytes)
      : format === 'png'
        ? stripPng(bytes)
        : format === 'webp'
          ? stripWebp(bytes)
          : null
  return stripped && { bytes: stripped, contentType: `image/${format as 'jpeg' | 'png' | 'webp'}` }
}

function encode(pipeline: Sharp, photographic: boolean): Sharp {
  const upright = pipeline.flatten({ background: '#ffffff' }).toColourspace('srgb').timeout({ seconds: secondsPerStep })
  return photographic ? upright.jpeg({ quality: 95, chromaSubsampling: '4:4:4' }) : upright.png({ compressionLevel: 6 })
}

async function smaller(bytes: Uint8Array, side: number, quality: number): Promise<Picture> {
  const picture = await sharp(bytes, openOptions)
    .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
    .timeout({ seconds: secondsPerStep })
    .jpeg({ quality, chromaSubsampling: '4:4:4' })
    .toBuffer()
  return { bytes: picture, contentType: 'image/jpeg' }
}

async function withPreviews(image: Picture, size: { width: number; height: number }): Promise<AdmittedPage> {
  const preview = await smaller(image.bytes, previewSide, 82)
  const thumbnail = await smaller(preview.bytes, thumbnailSide, 78)
  return { width: size.width, height: size.height, image, preview, thumbnail }
}

async function encoded(pipeline: Sharp, photographic: boolean): Promise<AdmittedPage> {
  const { data, info } = await encode(pipeline, photographic).toBuffer({ resolveWithObject: true })
  return withPreviews({ bytes: data, contentType: photographic ? 'image/jpeg' : 'image/png' }, info)
}

/** Whether a source without a lossless way to serve it is better served as JPEG. */
function isPhotographic(format: RasterFormat, { width, height, channels, isPalette }: Metadata): boolean {
  if (format === 'jpeg') return true
  if (format === 'png' || format === 'gif') return false
  return channels >= 3 && !isPalette && width * height > losslessPixels
}

function checkSize(format: RasterFormat, { width, height }: Metadata, page: number | undefined): void {
  if (!width || !height) throw pageEmpty(format, page)
  const { maxPixels } = intakeLimits
  if (width * height > maxPixels)
    throw breachProblem({ code: 'too-many-pixels', parameters: { width, height, maxPixels } })
}

/** How many pages a raster file has; 1 for everything but TIFF (animations show their first frame). */
export async function countPages(format: RasterFormat, bytes: Uint8Array): Promise<number> {
  if (format !== 'tiff') return 1
  try {
    return (await sharp(bytes, { ...openOptions, limitInputPixels: false }).metadata()).pages ?? 1
  } catch (error) {
    throw decodeProblem(format, bytes, error)
  }
}

/**
 * One page of a file that sharp decodes: upright, opaque, sRGB, without metadata. The file's own pixels are kept where they can be.
 * @param index of the page, from 0; `ofMany` makes problems name it
 */
export async function rasterPage(
  format: RasterFormat,
  bytes: Uint8Array,
  index: number,
  ofMany: boolean,
): Promise<AdmittedPage> {
  const page = ofMany ? index + 1 : undefined
  try {
    const metadata = await sharp(bytes, { ...openOptions, page: index, limitInputPixels: false }).metadata()
    checkSize(format, metadata, page)
    const kept = keep(format, bytes, metadata)
    if (kept) return await withPreviews(kept, metadata)
    const pipeline = sharp(bytes, { ...openOptions, page: index }).autoOrient()
    return await encoded(pipeline, isPhotographic(format, metadata))
  } catch (error) {
    throw decodeProblem(format, bytes, error, page)
  }
}

/** A page whose pixels another decoder made. @throws {ProblemError} */
export async function rawPage(format: Format, { width, height, data, photographic }: RawPage): Promise<AdmittedPage> {
  // sharp would copy a plain Uint8Array; a Buffer over the same memory it takes as it is.
  const buffer = Buffer.from(data.buffer, data.byteOffset, data.byteLength)
  try {
    return await encoded(sharp(buffer, { ...openOptions, raw: { width, height, channels: 4 } }), photographic)
  } catch (error) {
    throw /timeout/i.test(String(error)) ? tooCostly(format, error) : undecodable(format, undefined, error)
  }
}

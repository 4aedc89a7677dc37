import { z } from 'zod'

/** The formats that intake knows, by what the bytes say, never by the name. */
export const formatSchema = z.enum(['jpeg', 'png', 'bmp', 'gif', 'webp', 'tiff', 'pdf', 'heic', 'avi', 'mp4'])
export type Format = z.infer<typeof formatSchema>

/** What a recogniser accepts. Absent = no such limit. Bytes, pixels of one side, and pages are inclusive bounds. */
export const limitsSchema = z.object({
  formats: z.array(formatSchema),
  maxBytes: z.number().int().optional(),
  minBytes: z.number().int().optional(),
  minSidePixels: z.number().int().optional(),
  maxSidePixels: z.number().int().optional(),
  maxPixels: z.number().int().optional(),
  maxPages: z.number().int().optional(),
  maxDurationMs: z.number().int().optional(),
  maxFramesPerSecond: z.number().optional(),
})
export type Limits = z.infer<typeof limitsSchema>

/** What is known of a file before it is sent; null where it cannot be known without decoding (HEIC's size, a TIFF's pages). */
export interface FileFacts {
  format: Format | null
  bytes: number
  width: number | null
  height: number | null
  pages: number | null
  /** Of a video, milliseconds; absent or null = none or not known. */
  durationMs?: number | null
  framesPerSecond?: number | null
}

export interface LimitBreach {
  code:
    | 'format-unknown'
    | 'format-not-accepted'
    | 'file-empty'
    | 'file-too-small'
    | 'file-too-large'
    | 'image-too-small'
    | 'image-too-large'
    | 'too-many-pixels'
    | 'too-many-pages'
    | 'video-too-long'
    | 'frame-rate-too-high'
  parameters: Record<string, string | number>
}

/** Every way in which a file breaks a recogniser's limits, in the order in which a person would fix them. Pure: browser and server run it. */
export function checkLimits(facts: FileFacts, limits: Limits): LimitBreach[] {
  const breaches: LimitBreach[] = []
  const formats = limits.formats.join(', ').toUpperCase()
  if (facts.bytes === 0) return [{ code: 'file-empty', parameters: {} }]
  if (facts.format === null) return [{ code: 'format-unknown', parameters: { formats } }]
  if (!limits.formats.includes(facts.format)) {
    breaches.push({ code: 'format-not-accepted', parameters: { format: facts.format.toUpperCase(), formats } })
  }
  if (limits.minBytes !== undefined && facts.bytes < limits.minBytes) {
    breaches.push({ code: 'file-too-small', parameters: { bytes: facts.bytes, minBytes: limits.minBytes } })
  }
  if (limits.maxBytes !== undefined && facts.bytes > limits.maxBytes) {
    breaches.push({ code: 'file-too-large', parameters: { bytes: facts.bytes, maxBytes: limits.maxBytes } })
  }
  if (facts.width !== null && facts.height !== null) {
    const size = { width: facts.width, height: facts.height }
    const { minSidePixels, maxSidePixels, maxPixels } = limits
    if (minSidePixels !== undefined && Math.min(facts.width, facts.height) < minSidePixels) {
      breaches.push({ code: 'image-too-small', parameters: { ...size, minSidePixels } })
    }
    if (maxSidePixels !== undefined && Math.max(facts.width, facts.height) > maxSidePixels) {
      breaches.push({ code: 'image-too-large', parameters: { ...size, maxSidePixels } })
    }
    if (maxPixels !== undefined && facts.width * facts.height > maxPixels) {
      breaches.push({ code: 'too-many-pixels', parameters: { ...size, maxPixels } })
    }
  }
  if (limits.maxPages !== undefined && facts.pages !== null && facts.pages > limits.maxPages) {
    breaches.push({ code: 'too-many-pages', parameters: { pages: facts.pages, maxPages: limits.maxPages } })
  }
  const { durationMs, framesPerSecond } = facts
  if (limits.maxDurationMs !== undefined && durationMs && durationMs > limits.maxDurationMs) {
    const seconds = (milliseconds: number) => Math.round(milliseconds / 100) / 10
    const parameters = { seconds: seconds(durationMs), maxSeconds: seconds(limits.maxDurationMs) }
    breaches.push({ code: 'video-too-long', parameters })
  }
  if (limits.maxFramesPerSecond !== undefined && framesPerSecond && framesPerSecond > limits.maxFramesPerSecond) {
    const parameters = { framesPerSecond, maxFramesPerSecond: limits.maxFramesPerSecond }
    breaches.push({ code: 'frame-rate-too-high', parameters })
  }
  return breaches
}

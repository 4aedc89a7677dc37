import type { Limits } from './limits.ts'

/**
 * What the console itself takes in, whichever recogniser reads it afterwards; also the limits of the local engine. 50 MB and 120 megapixels
 * hold every phone's photograph and an A3 scan at 600 dpi; decoding more would take over a gigabyte of memory.
 */
export const intakeLimits = {
  formats: ['jpeg', 'png', 'bmp', 'gif', 'webp', 'tiff', 'pdf', 'heic', 'avi', 'mp4'],
  minBytes: 1,
  maxBytes: 50_000_000,
  maxPixels: 120_000_000,
  maxPages: 50,
  maxDurationMs: 10 * 60 * 1000,
} satisfies Limits

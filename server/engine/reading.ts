import type { Quad } from '../contract/geometry.ts'
import type { Character, Line } from '../contract/result.ts'

/** What the engine found on one page. Coordinates are pixels of the image that was given; `page` of every line is 0. */
export interface Reading {
  width: number
  height: number
  /** By how many degrees clockwise the picture must be turned so that its text stands upright. */
  rotation: 0 | 90 | 180 | 270
  /** In reading order. Every line has characters, and every character up to three alternatives (without itself, best first). */
  lines: Line[]
  timings: { decodeMs: number; detectMs: number; orientMs: number; recogniseMs: number }
}

/** How a place is looked at again. Several views of one place are read one after the other. */
export interface View {
  /** Only these characters may be read; all of the model's when absent. */
  alphabet?: string
  /** Grows (or, negative, shrinks) the crop by this share of its height on every side. Default 0. */
  padding?: number
  /** Stretches the crop's width by this factor before recognition. Default 1. */
  stretch?: number
  /** `red` reads the red channel only, under which red print vanishes. Default `rgb`. */
  channel?: 'rgb' | 'red'
}

export interface ViewReading {
  text: string
  /** Mean probability of the characters, 0..1; 0 when nothing was read. */
  confidence: number
  chars: Character[]
}

/** A page held decoded by a worker, until it is closed. */
export interface OpenPage {
  readonly width: number
  readonly height: number
  read(options?: ReadOptions): Promise<Reading>
  /** Reads each view of one place, which need not be a place that detection found. */
  look(quad: Quad, views: readonly View[]): Promise<ViewReading[]>
  close(): void
}

export interface ReadOptions {
  signal?: AbortSignal
  onProgress?: (progress: { stage: 'waiting' | 'detecting' | 'reading'; share: number; position?: number }) => void
  /** Longest side in pixels that the detector is given. Default 960. */
  detectorSide?: number
}

/** The local engine: PP-OCR in worker threads. `open` waits for a free worker (back-pressure) and rejects when aborted. */
export interface Engine {
  /** Takes an encoded image (JPEG, PNG or WebP) whose pixels are already upright as far as EXIF goes. */
  open(image: Uint8Array, options?: Pick<ReadOptions, 'signal' | 'onProgress'>): Promise<OpenPage>
  stats(): { workers: number; busy: number; waiting: number }
  close(): Promise<void>
}

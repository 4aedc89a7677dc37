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
  /**
   * `red` reads the red channel only, under which red print vanishes; `black` leaves black print alone, evenly dark, on white; `contrast` spreads the shades
   * over the whole range, for signs that hardly differ from their ground (at night, embossed on a card). Default `rgb`.
   */
  channel?: 'rgb' | 'red' | 'black' | 'contrast'
}

export interface ViewReading {
  text: string
  /** Mean probability of the characters, 0..1; 0 when nothing was read. */
  confidence: number
  chars: Character[]
}

/** A two-dimensional code and what it says; corners as the code itself stands. */
export interface CodeReading {
  text: string
  quad: Quad
}

/** What the pixels as a whole say about a photograph. Each is a measure, not a judgement. */
export interface QualityReading {
  /** Variance of the Laplacian (3 x 3) of the grey picture at 1000 pixels' width: low where no edge is sharp. */
  sharpness: number
  /** The strongest periodic pattern away from the axes over the spectrum's usual level there, as a ratio: screens that are photographed beat with the sensor. */
  moire: number
  /** Width over height of the document that stands out from its ground; null when nothing does (a picture cropped to the document). */
  outlineAspect: number | null
}

/** A straight stroke along or across the text, in the coordinates that a frame of this angle has (`extract/geometry.ts`). */
export interface RuleReading {
  direction: 'along' | 'across'
  /** Where its middle stands across its own direction. */
  at: number
  from: number
  to: number
  /** By how much `at` grows along the stroke, per pixel: what perspective leaves after the page's own skew. Absent = not at all. */
  slope?: number
}

/** A line inside a seal, or its number along the lower rim. */
export interface SealLine {
  text: string
  quad: Quad
  confidence: number
  chars: Character[]
}

/** A seal: its place, and what stands along its rim, read from left to right over the top; empty where nothing could be read there. */
export interface SealReading {
  centre: [x: number, y: number]
  /** Half of the longer side. */
  radius: number
  /** `solid` is a filled spot of colour that is no seal: an emblem, a logotype. Round when absent. */
  shape?: 'round' | 'oval' | 'square' | 'solid'
  /** The upright rectangle around it. */
  quad: Quad
  text: string
  confidence: number
  chars: Character[]
  /** Straight lines inside from top to bottom, then the number along the lower rim. */
  inner?: SealLine[]
}

/** A word of Arabic print. Its characters are in the order in which it is read: the first stands rightmost. Quads begin at the upper left, as everywhere. */
export interface ArabicWord {
  text: string
  quad: Quad
  /** Mean of the characters', 0..1. */
  confidence: number
  chars: Character[]
}

/** A line of Arabic print, its words in the order in which they are read. */
export interface ArabicLine {
  words: ArabicWord[]
}

/** Four straight edges that may be a document's outline; corners from the upper left one of the picture clockwise. */
export interface OutlineReading {
  quad: Quad
  /** The share of its sides along which the picture changes, 0..1. */
  score: number
}

/** Shares of a place's area, 0..1, by the colour that it has there. */
export interface GroundReading {
  blue: number
  yellow: number
  green: number
  white: number
  black: number
  /** The mean colours, 0..255, of what covers more of the place and of what stands on it. Absent in readings put together for a test. */
  base?: [red: number, green: number, blue: number]
  print?: [red: number, green: number, blue: number]
}

/** What can be seen in a page's pixels beside lines of text. */
export interface Inspections {
  codes: CodeReading[]
  /** Of the place `within`. */
  ground: GroundReading
  /** Best first. */
  outlines: OutlineReading[]
  /** Places that look like blue or yellow number plates, likeliest first. */
  plates: Quad[]
  quality: QualityReading
  rules: RuleReading[]
  seals: SealReading[]
  /** Takes about a second, and another one the first time. */
  arabic: ArabicLine[]
}

/** A page held decoded by a worker, until it is closed. */
export interface OpenPage {
  readonly width: number
  readonly height: number
  read(options?: ReadOptions): Promise<Reading>
  /** Reads each view of one place, which need not be a place that detection found. */
  look(quad: Quad, views: readonly View[]): Promise<ViewReading[]>
  /**
   * Looks at the pixels for what the models cannot see. `angle` is that of the page's frame, in radians; only `rules` wants it. `within` is the place to look at;
   * only `arabic` wants it.
   */
  inspect?<What extends keyof Inspections>(what: What, angle?: number, within?: Quad): Promise<Inspections[What]>
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

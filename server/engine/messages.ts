import type { Problem } from '../contract/problem.ts'
import type { Quad } from '../contract/geometry.ts'
import type { Inspections, View, ViewReading } from './reading.ts'

/** Where the models lie. */
export interface ModelPaths {
  detection: string
  recognition: string
  classifier: string
  /** One sign a line; the blank goes before them and a space after them. */
  dictionary: string
}

/**
 * Decoded pixels that all workers share: interleaved 8-bit RGB, the full picture first and then its half-size levels (`picture.ts`).
 * `control` is an Int32Array over `Control`.
 */
export interface SharedPixels {
  pixels: SharedArrayBuffer
  control: SharedArrayBuffer
  width: number
  height: number
}

/** Slots of a page's control block. Workers look at it between two crops. */
export const control = {
  /** 1 = the caller has given up; stop and answer `cancelled`. */
  cancelled: 0,
  /** The next crop of the list that nobody has taken yet. */
  next: 1,
  /** Sum of the widths of the crops read so far, in pixels of the 48-pixel line. */
  done: 2,
  /** How many half-size levels are filled. */
  levels: 3,
  /** 1 = other work waits: whoever only helps with this page stops taking crops. */
  helpersLeave: 4,
} as const
export const controlBytes = 5 * Int32Array.BYTES_PER_ELEMENT

export interface DecodeJob {
  type: 'decode'
  image: Uint8Array
  /** Storage of an earlier page of the same slot, to be used again when it is large enough. */
  reuse: SharedArrayBuffer | null
  control: SharedArrayBuffer
  maxPixels: number
}

export interface DetectJob {
  type: 'detect'
  page: SharedPixels
  detectorSide: number
}

/** `boxes`: eight numbers a line, in reading order; `order`: in which order the lines are to be taken, widest first. */
export interface RecogniseJob {
  type: 'recognise'
  page: SharedPixels
  boxes: Float64Array
  order: Uint32Array
  helper: boolean
  /** Make sure first, by the widest line, that the page does not stand on its head. Never asked of a helper. */
  check: boolean
}

export interface LookJob {
  type: 'look'
  page: SharedPixels
  quad: Quad
  views: readonly View[]
}

export interface InspectJob {
  type: 'inspect'
  page: SharedPixels
  what: keyof Inspections
  angle: number
  within?: Quad
}

export type Job = DecodeJob | DetectJob | RecogniseJob | LookJob | InspectJob

export interface Decoded {
  page: SharedPixels
  decodeMs: number
}

export interface Detected {
  boxes: Float64Array
  /** Width of each line when it stands 48 pixels high: what reading it will cost. */
  costs: Uint32Array
  rotation: 0 | 90 | 180 | 270
  /** Whether the page may still stand on its head, which reading it will tell. */
  check: boolean
  detectMs: number
  orientMs: number
}

export interface Recognised {
  lines: PackedLine[]
  /** The lines of a page that turned out to stand on its head, none of which was read, as they are to be read. */
  turnedOver?: Pick<Detected, 'boxes' | 'costs'>
}

/**
 * One line in a form that is cheap to send: `signs` holds each character and its alternatives, `\n` between them and `\u0000` between
 * characters; `numbers` the line's quad (8), its confidence, and per character its quad (8), confidence and the alternatives' (3).
 */
export interface PackedLine {
  index: number
  signs: string
  numbers: Float32Array
}

export interface Answers {
  decode: Decoded
  detect: Detected
  recognise: Recognised
  look: ViewReading[]
  inspect: Inspections[keyof Inspections]
}

/** `stop`: end yourself once what runs has ended; what waits is not begun. */
export type ToWorker = { type: 'job'; id: number; job: Job } | { type: 'stop' }

export type FromWorker =
  | { type: 'ready' }
  | { type: 'progress'; id: number }
  | { type: 'done'; id: number; answer: Answers[keyof Answers] }
  | { type: 'cancelled'; id: number }
  | { type: 'failed'; id: number; problem: Problem }

export interface WorkerSettings {
  models: ModelPaths
  /** How many threads the detector of one worker has. */
  detectorThreads: number
}

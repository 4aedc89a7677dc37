import { factsOf } from '../../../contract/file-facts.ts'
import { aviFacts, boxAt, mp4Facts, videoTrack, type VideoFacts } from '../../../contract/video-facts.ts'
import { videoCodecUnknown, videoEmpty } from '../problems.ts'

/** One frame as it stands in the file: an encoded picture where the codec is Motion JPEG. */
export interface CodedFrame {
  timeMs: number
  bytes: Uint8Array
}

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
const ascii = (bytes: Uint8Array, at: number) => String.fromCharCode(...bytes.subarray(at, at + 4))

/** What the container says; everything null for what is no video. */
export function videoFactsOf(bytes: Uint8Array): VideoFacts {
  const { format } = factsOf(bytes, bytes.length)
  try {
    return format === 'avi' ? aviFacts(viewOf(bytes)) : mp4Facts(viewOf(bytes))
  } catch (error) {
    // Cut off within a header.
    if (!(error instanceof RangeError)) throw error
    return { width: null, height: null, durationMs: null, framesPerSecond: null, codec: null }
  }
}

/** Chunks `##dc` and `##db` of `movi` (and of `rec ` lists in it) are the frames, in order; an empty one repeats the frame before. */
function* aviChunks(bytes: Uint8Array): Generator<Uint8Array> {
  const view = viewOf(bytes)
  let at = 12
  let inside = false
  while (at + 8 <= bytes.length) {
    const id = ascii(bytes, at)
    const size = view.getUint32(at + 4, true)
    const body = at + 8
    if (id === 'LIST') {
      const list = ascii(bytes, body)
      inside ||= list === 'movi'
      at = list === 'movi' || list === 'rec ' ? body + 4 : body + size + (size & 1)
      continue
    }
    if (inside && /^\d\dd[bc]$/.test(id)) yield bytes.subarray(body, Math.min(body + size, bytes.length))
    at = body + size + (size & 1)
  }
}

/** Offsets and sizes of the samples: stsz, stsc and stco or co64 (ISO/IEC 14496-12, 8.7). */
function* mp4Samples(bytes: Uint8Array): Generator<Uint8Array> {
  const view = viewOf(bytes)
  const track = videoTrack(view)
  const tables = track && boxAt(view, ['mdia', 'minf', 'stbl'], track)
  if (!tables) return
  const [sizes, runs] = [boxAt(view, ['stsz'], tables), boxAt(view, ['stsc'], tables)]
  const offsets = boxAt(view, ['stco'], tables) ?? boxAt(view, ['co64'], tables)
  if (!sizes || !runs || !offsets) return
  const same = view.getUint32(sizes.from + 4)
  const samples = view.getUint32(sizes.from + 8)
  const chunks = view.getUint32(offsets.from + 4)
  const runCount = view.getUint32(runs.from + 4)
  let sample = 0
  let run = 0
  for (let chunk = 0; chunk < chunks && sample < samples; chunk += 1) {
    while (run + 1 < runCount && view.getUint32(runs.from + 8 + (run + 1) * 12) <= chunk + 1) run += 1
    const inChunk = view.getUint32(runs.from + 8 + run * 12 + 4)
    let at =
      offsets.type === 'co64'
        ? Number(view.getBigUint64(offsets.from + 8 + chunk * 8))
        : view.getUint32(offsets.from + 8 + chunk * 4)
    for (let index = 0; index < inChunk && sample < samples; index += 1) {
      const size = same || view.getUint32(sizes.from + 12 + sample * 4)
      yield bytes.subarray(at, at + size)
      at += size
      sample += 1
    }
  }
}

const isJpeg = (bytes: Uint8Array) => bytes[0] === 0xff && bytes[1] === 0xd8

/**
 * The frames of a Motion JPEG video (AVI, MP4), as encoded pictures.
 * @throws {ProblemError} `video-empty`, `video-codec-unknown`
 */
export function motionJpegFrames(bytes: Uint8Array): CodedFrame[] {
  const { format } = factsOf(bytes, bytes.length)
  const { framesPerSecond, codec } = videoFactsOf(bytes)
  const coded: Uint8Array[] = []
  try {
    for (const frame of format === 'avi' ? aviChunks(bytes) : mp4Samples(bytes)) coded.push(frame)
  } catch (error) {
    // What came before the cut is still there.
    if (!(error instanceof RangeError)) throw error
  }
  const first = coded.find((frame) => frame.length > 0)
  if (!first) throw videoEmpty(format ?? 'avi')
  if (!isJpeg(first)) throw videoCodecUnknown(format ?? 'avi', codec)
  const frameMs = 1000 / (framesPerSecond || 25)
  let last = first
  return coded.map((frame, index) => {
    if (isJpeg(frame)) last = frame
    return { timeMs: Math.round(index * frameMs), bytes: last }
  })
}

/** At most this many frames of a video are read: a reader of subtitles misses nothing between them. */
const framesRead = 30

/** Frames spread evenly over a video, at most two a second. @throws {ProblemError} as `motionJpegFrames` */
export function framesToRead(bytes: Uint8Array): CodedFrame[] {
  const frames = motionJpegFrames(bytes)
  const lastMs = frames.at(-1)!.timeMs
  const stepMs = Math.max(500, lastMs / (framesRead - 1))
  const chosen: CodedFrame[] = []
  for (const frame of frames) if (frame.timeMs >= chosen.length * stepMs) chosen.push(frame)
  return chosen.slice(0, framesRead)
}

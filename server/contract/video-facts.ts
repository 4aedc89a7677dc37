/** What a video's container says of it. Null where it does not, or not within the bytes. */
export interface VideoFacts {
  width: number | null
  height: number | null
  durationMs: number | null
  framesPerSecond: number | null
  /** Four characters, e.g. MJPG, avc1. */
  codec: string | null
}

const ascii = (view: DataView, at: number) =>
  String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3))

const round = (value: number) => Math.round(value * 1000) / 1000

/** AVI RIFF: `hdrl` comes first and holds `avih` (the main header) and a `strl` a stream (Microsoft, "AVI RIFF File Reference"). */
export function aviFacts(view: DataView): VideoFacts {
  const facts: VideoFacts = { width: null, height: null, durationMs: null, framesPerSecond: null, codec: null }
  let at = 12
  let stream = ''
  while (at + 8 <= view.byteLength) {
    const id = ascii(view, at)
    const size = view.getUint32(at + 4, true)
    const body = at + 8
    if (id === 'LIST' && body + 4 <= view.byteLength) {
      const list = ascii(view, body)
      if (list === 'movi') break
      // Lists are walked through from their first chunk on.
      at = body + 4
      continue
    }
    if (id === 'avih' && body + 40 <= view.byteLength) {
      const frameMicroseconds = view.getUint32(body, true)
      const frames = view.getUint32(body + 16, true)
      facts.width = view.getUint32(body + 32, true)
      facts.height = view.getUint32(body + 36, true)
      if (frameMicroseconds > 0) {
        facts.framesPerSecond = round(1_000_000 / frameMicroseconds)
        facts.durationMs = Math.round((frames * frameMicroseconds) / 1000)
      }
    } else if (id === 'strh' && body + 8 <= view.byteLength) {
      stream = ascii(view, body)
      if (stream === 'vids') facts.codec ??= ascii(view, body + 4).trim()
    } else if (id === 'strf' && stream === 'vids' && body + 20 <= view.byteLength) {
      // biCompression says what the pixels are; the handler of strh may be empty.
      const compression = ascii(view, body + 16)
      if (/^[\x20-\x7e]{4}$/.test(compression)) facts.codec = compression.trim()
    }
    at = body + size + (size & 1)
  }
  return facts
}

interface Box {
  type: string
  from: number
  to: number
}

/** ISO/IEC 14496-12, 4.2: boxes one after the other. A size of 0 reaches to the end, 1 stands for a 64-bit size. */
export function* boxesOf(view: DataView, from: number, to: number): Generator<Box> {
  let at = from
  while (at + 8 <= to) {
    let size = view.getUint32(at)
    let header = 8
    if (size === 1 && at + 16 <= to) {
      size = Number(view.getBigUint64(at + 8))
      header = 16
    } else if (size === 0) size = to - at
    if (size < header) return
    yield { type: ascii(view, at + 4), from: at + header, to: Math.min(at + size, to) }
    at += size
  }
}

/** The first box along a path of types, or undefined. */
export function boxAt(view: DataView, path: readonly string[], within: Omit<Box, 'type'>): Box | undefined {
  let { from, to } = within
  let found: Box | undefined
  for (const type of path) {
    found = [...boxesOf(view, from, to)].find((box) => box.type === type)
    if (!found) return undefined
    ;({ from, to } = found)
  }
  return found
}

/** The boxes of the first track whose handler is `vide`. */
export function videoTrack(view: DataView): Box | undefined {
  const movie = boxAt(view, ['moov'], { from: 0, to: view.byteLength })
  if (!movie) return undefined
  return [...boxesOf(view, movie.from, movie.to)].find((box) => {
    if (box.type !== 'trak') return false
    const handler = boxAt(view, ['mdia', 'hdlr'], box)
    return handler !== undefined && handler.from + 12 <= view.byteLength && ascii(view, handler.from + 8) === 'vide'
  })
}

/** ISO/IEC 14496-12: mdhd (8.4.2) for the time, stsz (8.7.3) for the frames, stsd (8.5.2) for codec and size. */
export function mp4Facts(view: DataView): VideoFacts {
  const facts: VideoFacts = { width: null, height: null, durationMs: null, framesPerSecond: null, codec: null }
  const track = videoTrack(view)
  if (!track) return facts
  const header = boxAt(view, ['mdia', 'mdhd'], track)
  let seconds = 0
  if (header) {
    const isLong = view.getUint8(header.from) === 1
    const scale = view.getUint32(header.from + (isLong ? 20 : 12))
    const duration = isLong ? Number(view.getBigUint64(header.from + 24)) : view.getUint32(header.from + 16)
    if (scale > 0) seconds = duration / scale
    facts.durationMs = Math.round(seconds * 1000)
  }
  const tables = boxAt(view, ['mdia', 'minf', 'stbl'], track)
  const sizes = tables && boxAt(view, ['stsz'], tables)
  if (sizes && seconds > 0) facts.framesPerSecond = round(view.getUint32(sizes.from + 8) / seconds)
  const description = tables && boxAt(view, ['stsd'], tables)
  if (description) {
    facts.codec = ascii(view, description.from + 12)
    facts.width = view.getUint16(description.from + 40)
    facts.height = view.getUint16(description.from + 42)
  }
  return facts
}

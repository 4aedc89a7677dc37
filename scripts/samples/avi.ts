/** A chunk of a RIFF file: its name, its length, its bytes, filled to an even length. */
function chunk(id: string, body: Buffer): Buffer {
  const head = Buffer.alloc(8)
  head.write(id, 0, 'latin1')
  head.writeUInt32LE(body.length, 4)
  return Buffer.concat([head, body, Buffer.alloc(body.length & 1)])
}

const list = (type: string, ...chunks: Buffer[]) =>
  chunk('LIST', Buffer.concat([Buffer.from(type, 'latin1'), ...chunks]))

function words(...values: number[]): Buffer {
  const buffer = Buffer.alloc(values.length * 4)
  for (const [index, value] of values.entries()) buffer.writeUInt32LE(value, index * 4)
  return buffer
}

const hasIndex = 0x10
const keyFrame = 0x10

/**
 * An AVI file (Microsoft, AVI RIFF File Reference) whose frames are whole JPEG pictures: avih, strh, strf, movi, idx1. All frames have one size; every
 * one is a key frame.
 */
export function writeAvi(
  frames: readonly Buffer[],
  { width, height, framesPerSecond }: { width: number; height: number; framesPerSecond: number },
): Buffer {
  const largest = Math.max(...frames.map(({ length }) => length))
  const microseconds = Math.round(1_000_000 / framesPerSecond)
  const avih = words(
    microseconds,
    largest * framesPerSecond,
    0,
    hasIndex,
    frames.length,
    0,
    1,
    largest,
    width,
    height,
    0,
    0,
    0,
    0,
  )
  const rectangle = Buffer.alloc(8)
  rectangle.writeUInt16LE(width, 4)
  rectangle.writeUInt16LE(height, 6)
  const strh = Buffer.concat([
    Buffer.from('vidsMJPG', 'latin1'),
    // Flags, priority and language, initial frames, scale, rate, start, length, buffer, quality (-1 = default), sample size.
    words(0, 0, 0, 1, framesPerSecond, 0, frames.length, largest, 0xffffffff, 0),
    rectangle,
  ])
  const planesAndBits = Buffer.alloc(4)
  planesAndBits.writeUInt16LE(1, 0)
  planesAndBits.writeUInt16LE(24, 2)
  const strf = Buffer.concat([
    words(40, width, height),
    planesAndBits,
    Buffer.from('MJPG', 'latin1'),
    words(width * height * 3, 0, 0, 0, 0),
  ])
  const chunks = frames.map((frame) => chunk('00dc', frame))
  let offset = 4
  const index = chunks.map((body, frame) => {
    const entry = Buffer.concat([Buffer.from('00dc', 'latin1'), words(keyFrame, offset, frames[frame]!.length)])
    offset += body.length
    return entry
  })
  const header = list('hdrl', chunk('avih', avih), list('strl', chunk('strh', strh), chunk('strf', strf)))
  const body = Buffer.concat([
    Buffer.from('AVI ', 'latin1'),
    header,
    list('movi', ...chunks),
    chunk('idx1', Buffer.concat(index)),
  ])
  return chunk('RIFF', body)
}

/** Little-endian 32-bit numbers. */
function little(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4)
  values.forEach((value, index) => bytes.writeUInt32LE(value, index * 4))
  return bytes
}

function chunk(id: string, body: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(id, 'latin1'), little(body.length), body, Buffer.alloc(body.length & 1)])
}

const list = (type: string, ...chunks: Uint8Array[]) =>
  chunk('LIST', Buffer.concat([Buffer.from(type, 'latin1'), ...chunks]))

interface VideoOrder {
  frames: readonly Uint8Array[]
  width: number
  height: number
  framesPerSecond: number
  /** Four characters. Default MJPG. */
  codec?: string
}

/** An AVI as cameras write it (Microsoft, "AVI RIFF File Reference"). */
export function makeAvi({ frames, width, height, framesPerSecond, codec = 'MJPG' }: VideoOrder): Buffer {
  const fourCc = Buffer.from(codec, 'latin1')
  const main = little(1_000_000 / framesPerSecond, 0, 0, 0x10, frames.length, 0, 1, 0, width, height, 0, 0, 0, 0)
  const header = Buffer.concat([
    Buffer.from('vids', 'latin1'),
    fourCc,
    little(0, 0, 0, 1, framesPerSecond, 0, frames.length, 0, 0, 0),
    Buffer.alloc(8),
  ])
  const format = Buffer.concat([little(40, width, height, 0x180001), fourCc, little(0, 0, 0, 0, 0)])
  const hdrl = list('hdrl', chunk('avih', main), list('strl', chunk('strh', header), chunk('strf', format)))
  const movi = list('movi', ...frames.map((frame) => chunk('00dc', frame)))
  return chunk('RIFF', Buffer.concat([Buffer.from('AVI ', 'latin1'), hdrl, movi]))
}

/** Big-endian 32-bit numbers. */
function big(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4)
  values.forEach((value, index) => bytes.writeUInt32BE(value, index * 4))
  return bytes
}

function box(type: string, ...bodies: Uint8Array[]): Buffer {
  const body = Buffer.concat(bodies)
  return Buffer.concat([big(body.length + 8), Buffer.from(type, 'latin1'), body])
}

/** An MP4 with one track and one chunk a frame, the index behind the frames as recorders write it (ISO/IEC 14496-12). */
export function makeMp4({ frames, width, height, framesPerSecond, codec = 'jpeg' }: VideoOrder): Buffer {
  const type = box('ftyp', Buffer.from('isom', 'latin1'), big(512))
  const data = box('mdat', ...frames)
  let at = type.length + 8
  const offsets = frames.map((frame) => {
    const offset = at
    at += frame.length
    return offset
  })
  const size = Buffer.alloc(4)
  size.writeUInt16BE(width, 0)
  size.writeUInt16BE(height, 2)
  const entry = box(codec, Buffer.alloc(6), Buffer.from([0, 1]), Buffer.alloc(16), size, Buffer.alloc(50))
  const tables = box(
    'stbl',
    box('stsd', big(0, 1), entry),
    box('stsz', big(0, 0, frames.length, ...frames.map(({ length }) => length))),
    box('stsc', big(0, 1, 1, 1, 1)),
    box('stco', big(0, offsets.length, ...offsets)),
  )
  const handler = box('hdlr', big(0, 0), Buffer.from('vide', 'latin1'), Buffer.alloc(13))
  const time = box('mdhd', big(0, 0, 0, 1000, (frames.length * 1000) / framesPerSecond, 0))
  const media = box('mdia', time, handler, box('minf', tables))
  return Buffer.concat([type, data, box('moov', box('trak', media))])
}

import { createHash } from 'node:crypto'
import type { BodyPool } from './body-pool.ts'

export type Base64Alphabet = 'standard' | 'url-safe'

/** A body ready to be signed and sent, with the lower-case hexadecimal SHA-256 of its bytes. */
export interface EncodedBody {
  body: Buffer
  sha256: string
}

// A multiple of three, so that no piece but the last is padded; small enough that its characters stay in the processor's cache
// until they are hashed.
const pieceBytes = 24 * 1024

/** Characters of padded Base64 of so many bytes. */
export function base64Length(bytes: number): number {
  return Math.ceil(bytes / 3) * 4
}

/**
 * A JSON body with pictures in it as Base64, in one buffer of its final size. Neither the Base64 nor the body is ever one JavaScript string, to be
 * escaped and hashed as such: JSON.stringify of 13 MB costs several times what encoding them does (PERFORMANCE.md, "Proxying a 10 MB image").
 * @param parts strings are literal JSON text (UTF-8), Uint8Arrays are encoded in place
 * @param alphabet `url-safe` is `-` and `_` for `+` and `/`; both are padded
 */
export function encodeBase64Body(
  parts: readonly (string | Uint8Array)[],
  alphabet: Base64Alphabet = 'standard',
): EncodedBody {
  const lengths = parts.map((part) =>
    typeof part === 'string' ? Buffer.byteLength(part) : base64Length(part.byteLength),
  )
  const length = lengths.reduce((sum, length) => sum + length, 0)
  const writer = createWriter(Buffer.allocUnsafeSlow(length), alphabet)
  for (const part of parts) {
    if (typeof part === 'string') writer.text(part)
    else writer.bytes(part)
  }
  return writer.end()
}

/** A body whose picture is encoded and hashed while it arrives. */
export interface OpenBase64Body {
  /** @throws {RangeError} when more arrives than was announced */
  write(chunk: Uint8Array): void
  /** @throws {RangeError} when less arrived than was announced */
  end(): EncodedBody
  /** Gives the memory back to the pool it came from; nobody may read the body afterwards. To be called however it ended. */
  release(): void
}

/**
 * Opens a body for a picture of a known size, as `encodeBase64Body([prefix, picture, suffix])` would make it.
 * @param prefix literal JSON text before the picture's Base64, `{"image":"`
 * @param pictureBytes as the request announced them
 * @param pool where its memory comes from; without one it is fresh
 */
export function openBase64Body(
  prefix: string,
  pictureBytes: number,
  suffix: string,
  { alphabet = 'standard', pool }: { alphabet?: Base64Alphabet; pool?: BodyPool } = {},
): OpenBase64Body {
  const length = Buffer.byteLength(prefix) + base64Length(pictureBytes) + Buffer.byteLength(suffix)
  const memory = pool ? pool.take(length) : Buffer.allocUnsafeSlow(length)
  const writer = createWriter(memory, alphabet)
  writer.text(prefix)
  let received = 0
  // What is left over of a chunk, 0 to 2 bytes: only whole groups of three may be encoded before the end.
  let rest: Uint8Array = new Uint8Array()

  return {
    write(chunk) {
      received += chunk.byteLength
      if (received > pictureBytes) throw new RangeError(`More than the announced ${pictureBytes} bytes arrived.`)
      let at = 0
      if (rest.byteLength > 0) {
        at = Math.min(3 - rest.byteLength, chunk.byteLength)
        rest = Buffer.concat([rest, chunk.subarray(0, at)])
        if (rest.byteLength < 3) return
        writer.bytes(rest)
      }
      const whole = at + Math.floor((chunk.byteLength - at) / 3) * 3
      writer.bytes(chunk.subarray(at, whole))
      // A copy: the chunk's memory may be used again by whoever reads.
      rest = Buffer.from(chunk.subarray(whole))
    },
    end() {
      if (received < pictureBytes)
        throw new RangeError(`Only ${received} of the announced ${pictureBytes} bytes arrived.`)
      writer.bytes(rest)
      writer.text(suffix)
      return writer.end()
    },
    release: () => pool?.give(memory),
  }
}

interface Writer {
  text(text: string): void
  bytes(bytes: Uint8Array): void
  end(): EncodedBody
}

/** Fills a buffer to its end and hashes every piece while it is still warm. */
function createWriter(body: Buffer, alphabet: Base64Alphabet): Writer {
  const hash = createHash('sha256')
  let at = 0

  function written(characters: number): void {
    hash.update(body.subarray(at, at + characters))
    at += characters
  }

  return {
    text: (text) => written(body.write(text, at, 'utf8')),
    bytes(bytes) {
      const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
      for (let start = 0; start < source.length; start += pieceBytes) {
        const characters = source.toString('base64', start, Math.min(start + pieceBytes, source.length))
        const count = body.write(characters, at, 'latin1')
        if (alphabet === 'url-safe') makeUrlSafe(body, at, at + count)
        written(count)
      }
    },
    end: () => ({ body, sha256: hash.digest('hex') }),
  }
}

/** In place: + becomes - and / becomes _ (RFC 4648, section 5), the padding stays. */
function makeUrlSafe(target: Buffer, start: number, end: number): void {
  for (let at = start; at < end; at += 1) {
    const char = target[at]
    if (char === 0x2b) target[at] = 0x2d
    else if (char === 0x2f) target[at] = 0x5f
  }
}

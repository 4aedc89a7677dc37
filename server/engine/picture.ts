import { control, type SharedPixels } from './messages.ts'

/** One size of the picture: interleaved 8-bit RGB. */
export interface Level {
  data: Uint8Array
  width: number
  height: number
}

/** The picture and its half-size levels, of which only the first `control.levels` have been filled. */
export interface Picture {
  width: number
  height: number
  levels: Level[]
  state: Int32Array
}

/** Levels stop before a side gets shorter than this: nobody shrinks a line of text further. */
const smallestSide = 32

function sizesOf(width: number, height: number): { width: number; height: number }[] {
  const sizes = [{ width, height }]
  for (let w = width >> 1, h = height >> 1; Math.min(w, h) >= smallestSide; w >>= 1, h >>= 1) {
    sizes.push({ width: w, height: h })
  }
  return sizes
}

/** Bytes that a picture and its levels take. */
export function bytesFor(width: number, height: number): number {
  return sizesOf(width, height).reduce((sum, size) => sum + size.width * size.height * 3, 0)
}

export function pictureOf(page: SharedPixels): Picture {
  let offset = 0
  const levels = sizesOf(page.width, page.height).map((size) => {
    const length = size.width * size.height * 3
    const level = { ...size, data: new Uint8Array(page.pixels, offset, length) }
    offset += length
    return level
  })
  return { width: page.width, height: page.height, levels, state: new Int32Array(page.control) }
}

/** Averages blocks of two by two pixels. An odd last row or column is left out. */
function halve(from: Level, to: Level): void {
  const stride = from.width * 3
  let target = 0
  for (let y = 0; y < to.height; y++) {
    let source = 2 * y * stride
    for (let x = 0; x < to.width; x++, source += 6) {
      for (let channel = 0; channel < 3; channel++) {
        const at = source + channel
        to.data[target++] =
          (from.data[at]! + from.data[at + 3]! + from.data[at + stride]! + from.data[at + stride + 3]! + 2) >> 2
      }
    }
  }
}

/**
 * The level to sample from when `shrink` source pixels fall on one wanted pixel: the one that leaves a factor of 1 to 2, so that
 * bilinear sampling skips no pixel. Fills missing levels on the way; two workers that do so at once write the same bytes.
 */
export function levelFor(picture: Picture, shrink: number): { level: Level; factor: number } {
  const wanted = Math.min(Math.max(0, Math.floor(Math.log2(shrink) + 1e-6)), picture.levels.length - 1)
  for (let index = Atomics.load(picture.state, control.levels) + 1; index <= wanted; index++) {
    halve(picture.levels[index - 1]!, picture.levels[index]!)
    Atomics.store(picture.state, control.levels, Math.max(index, Atomics.load(picture.state, control.levels)))
  }
  return { level: picture.levels[wanted]!, factor: 2 ** wanted }
}

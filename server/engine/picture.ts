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
  const { data } = from
  const halved = to.data
  let target = 0
  for (let y = 0; y < to.height; y++) {
    let at = 2 * y * stride
    let below = at + stride
    for (let x = 0; x < to.width; x++, at += 6, below += 6, target += 3) {
      halved[target] = (data[at]! + data[at + 3]! + data[below]! + data[below + 3]! + 2) >> 2
      halved[target + 1] = (data[at + 1]! + data[at + 4]! + data[below + 1]! + data[below + 4]! + 2) >> 2
      halved[target + 2] = (data[at + 2]! + data[at + 5]! + data[below + 2]! + data[below + 5]! + 2) >> 2
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

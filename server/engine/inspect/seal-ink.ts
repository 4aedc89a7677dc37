import type { Level } from '../picture.ts'

/** How much of a seal's ink every pixel has, 0..255, in a picture of one size. */
export interface InkPlane {
  data: Uint8Array
  width: number
  height: number
}

export type InkColour = 'red' | 'blue' | 'grey'

/** From this strength on a pixel counts as ink. */
export const leastInk = 56

/**
 * The share of a pixel's brightness that is of one colour alone: it stays the same in shade, and black and white print have none. Dark pixels have too little
 * brightness for their share to say anything, bluish blacks least of all.
 */
function colourPlane({ data, width, height }: Level, colour: 'red' | 'blue'): InkPlane {
  const plane = new Uint8Array(width * height)
  const [own, other, floor] = colour === 'red' ? ([0, 2, 70] as const) : ([2, 0, 150] as const)
  for (let at = 0, from = 0; at < plane.length; at += 1, from += 3) {
    const strength = data[from + own]!
    const excess = strength - Math.max(data[from + 1]!, data[from + other]!)
    if (excess > 0) plane[at] = Math.min(255, (255 * excess) / Math.max(strength, floor))
  }
  return { data: plane, width, height }
}

/** Darkness against the lightest part of its surroundings, for copies in black and white. */
function greyPlane({ data, width, height }: Level): InkPlane {
  const plane = new Uint8Array(width * height)
  const block = Math.max(16, Math.round(Math.max(width, height) / 24))
  const [columns, rows] = [Math.ceil(width / block), Math.ceil(height / block)]
  const light = new Uint8Array(columns * rows)
  for (let y = 0; y < height; y += 1) {
    const row = Math.floor(y / block) * columns
    for (let x = 0; x < width; x += 1) {
      const cell = row + Math.floor(x / block)
      const green = data[(y * width + x) * 3 + 1]!
      if (green > light[cell]!) light[cell] = green
    }
  }
  for (let y = 0; y < height; y += 1) {
    const row = Math.floor(y / block) * columns
    for (let x = 0; x < width; x += 1) {
      const at = y * width + x
      plane[at] = Math.max(0, light[row + Math.floor(x / block)]! - data[at * 3 + 1]! - 12)
    }
  }
  return { data: plane, width, height }
}

/** The strongest ink of a page is brought to this value, but is not strengthened by more than three. */
const strongInk = 180
const mostGain = 3

/** Paper under the warmest lamp is not more tinted than this; beyond it, the ink fills the picture. */
const mostTint = 60

/** The paper's own tint (under a warm lamp all of it is reddish) taken away, and faint ink strengthened. */
function evened(plane: InkPlane): InkPlane {
  const counts = new Uint32Array(256)
  for (const value of plane.data) counts[value]! += 1
  const valueAt = (share: number) => {
    let rest = share * plane.data.length
    for (let value = 0; value < 256; value += 1) if ((rest -= counts[value]!) < 0) return value
    return 255
  }
  const middle = valueAt(0.5)
  const paper = middle > mostTint ? 0 : middle
  const gain = Math.min(mostGain, Math.max(1, strongInk / Math.max(1, valueAt(0.999) - paper)))
  if (paper === 0 && gain === 1) return plane
  const table = Uint8Array.from({ length: 256 }, (_, value) => Math.min(255, gain * Math.max(0, value - paper)))
  return { ...plane, data: plane.data.map((value) => table[value]!) }
}

export function inkPlane(level: Level, colour: InkColour): InkPlane {
  return evened(colour === 'grey' ? greyPlane(level) : colourPlane(level, colour))
}

/** True of copies in black and white: hardly a pixel has any colour. */
export function isColourless({ data }: Level): boolean {
  let coloured = 0
  let count = 0
  for (let from = 0; from + 2 < data.length; from += 3 * 7) {
    const most = Math.max(data[from]!, data[from + 1]!, data[from + 2]!)
    const least = Math.min(data[from]!, data[from + 1]!, data[from + 2]!)
    count += 1
    if (most - least > 26) coloured += 1
  }
  return coloured < 0.002 * count
}

/** The plane's value between four pixels; nothing outside of the picture. */
export function inkAt({ data, width, height }: InkPlane, x: number, y: number): number {
  const [left, top] = [Math.floor(x - 0.5), Math.floor(y - 0.5)]
  if (left < 0 || top < 0 || left + 1 >= width || top + 1 >= height) return 0
  const [fx, fy] = [x - 0.5 - left, y - 0.5 - top]
  const at = top * width + left
  return (
    (1 - fy) * ((1 - fx) * data[at]! + fx * data[at + 1]!) +
    fy * ((1 - fx) * data[at + width]! + fx * data[at + width + 1]!)
  )
}

import { leastContrast } from './ink.ts'
import type { Picture } from './picture.ts'

/** A part of a picture, in whole pixels; right and bottom are the first that do not belong to it. */
export interface Part {
  left: number
  top: number
  right: number
  bottom: number
}

/** Pixels of a block's side, and every how many of them are looked at: print has many strokes in a block, and one in four pixels meets them. */
const block = 16
const step = 2
/** Blocks overlap by a step: otherwise an edge between two of them would be seen in neither. */
const seen = block + step

/** Whether a block shows more than plain paper: somewhere one of its colours differs by as much as ink must from paper. */
function busy({ levels }: Picture, left: number, top: number): boolean {
  const { data, width, height } = levels[0]!
  const right = Math.min(left + seen, width)
  const bottom = Math.min(top + seen, height)
  let [leastRed, leastGreen, leastBlue, mostRed, mostGreen, mostBlue] = [255, 255, 255, 0, 0, 0]
  for (let y = top; y < bottom; y += step) {
    for (let at = 3 * (y * width + left); at < 3 * (y * width + right); at += 3 * step) {
      const [red, green, blue] = [data[at]!, data[at + 1]!, data[at + 2]!]
      if (red < leastRed) leastRed = red
      if (red > mostRed) mostRed = red
      if (green < leastGreen) leastGreen = green
      if (green > mostGreen) mostGreen = green
      if (blue < leastBlue) leastBlue = blue
      if (blue > mostBlue) mostBlue = blue
    }
    if (Math.max(mostRed - leastRed, mostGreen - leastGreen, mostBlue - leastBlue) >= leastContrast) return true
  }
  return false
}

/**
 * The part of a picture around which there is nothing but plain paper or table: no text stands outside. Blocks are looked at from the edges inwards until one
 * shows something, so that a page that is printed all over costs next to nothing. All of the picture where it is plain all over.
 */
export function contentOf(picture: Picture): Part {
  const { width, height } = picture
  const across = Math.ceil(width / block)
  const down = Math.ceil(height / block)
  const rowIsPlain = (row: number) => {
    for (let column = 0; column < across; column++) if (busy(picture, column * block, row * block)) return false
    return true
  }
  let top = 0
  while (top < down && rowIsPlain(top)) top++
  if (top === down) return { left: 0, top: 0, right: width, bottom: height }
  let bottom = down
  while (rowIsPlain(bottom - 1)) bottom--
  const columnIsPlain = (column: number) => {
    for (let row = top; row < bottom; row++) if (busy(picture, column * block, row * block)) return false
    return true
  }
  let left = 0
  while (columnIsPlain(left)) left++
  let right = across
  while (columnIsPlain(right - 1)) right--
  return {
    left: left * block,
    top: top * block,
    right: Math.min(width, right * block),
    bottom: Math.min(height, bottom * block),
  }
}

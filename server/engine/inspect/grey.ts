import { levelFor, type Level, type Picture } from '../picture.ts'

/** A grey picture, 0 black to 255 white. */
export interface Grey {
  data: Uint8Array
  width: number
  height: number
}

/** Rec. 601 luma. */
export function greyOf({ data, width, height }: Level): Grey {
  const grey = new Uint8Array(width * height)
  for (let at = 0, from = 0; at < grey.length; at += 1, from += 3) {
    grey[at] = (77 * data[from]! + 150 * data[from + 1]! + 29 * data[from + 2]!) >> 8
  }
  return { data: grey, width, height }
}

/** The half-size level whose longer side is nearest below (or, for small pictures, the full size), and by how much it is smaller. */
export function levelWithin(picture: Picture, longestSide: number): { level: Level; factor: number } {
  const side = Math.max(picture.width, picture.height)
  // One level more than would just fit: `levelFor` takes what leaves a factor of 1 to 2.
  return levelFor(picture, side <= longestSide ? 1 : 2 ** Math.ceil(Math.log2(side / longestSide)))
}

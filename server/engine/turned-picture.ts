import type { Box } from './boxes.ts'
import type { Picture } from './picture.ts'

/** The picture turned clockwise by a quarter (90) or three (270): the detector splits and merges standing lines more often than lying ones. */
export function turnedPicture(picture: Picture, rotation: 90 | 270): Picture {
  const { data, width, height } = picture.levels[0]!
  const turned = new Uint8Array(data.length)
  // Stepping along a row of the turned picture steps up (90) or down (270) a column of the given one.
  const start = rotation === 90 ? (height - 1) * width : width - 1
  const along = rotation === 90 ? -width : width
  const across = rotation === 90 ? 1 : -1
  let target = 0
  for (let row = 0; row < width; row++) {
    let source = 3 * (start + row * across)
    for (let column = 0; column < height; column++, source += 3 * along) {
      turned[target++] = data[source]!
      turned[target++] = data[source + 1]!
      turned[target++] = data[source + 2]!
    }
  }
  const levels = picture.levels.map((level, index) => ({
    data: index === 0 ? turned : new Uint8Array(level.data.length),
    width: level.height,
    height: level.width,
  }))
  return { width: height, height: width, levels, state: new Int32Array(picture.state.length) }
}

/** A box of the turned picture in pixels of the picture as it was given. */
export function turnedBack(box: Box, picture: Picture, rotation: 90 | 270): Box {
  return rotation === 90
    ? { ...box, x: box.y, y: picture.height - box.x, ux: box.uy, uy: -box.ux }
    : { ...box, x: picture.width - box.y, y: box.x, ux: -box.uy, uy: box.ux }
}

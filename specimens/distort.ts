import sharp from 'sharp'
import { boundsOf, quadOfBounds, type Point, type Quad } from '../server/contract/geometry.ts'
import { drawDesk } from './desk.ts'
import { homographyBetween, mapQuad, type Homography } from './homography.ts'
import type { Surroundings } from './kinds/kind.ts'
import type { Random } from './random.ts'
import type { Sheet } from './sheet.ts'
import { moveTruth, type Truth } from './truth.ts'

/**
 * How badly a specimen was photographed: `clean` as rendered; `mild` skewed by up to 4 degrees, slightly blurred, unevenly lit, JPEG 60
 * to 70; `skewed` by 5 degrees to either side, blurred, JPEG quality 60; `hard` in perspective, turned by up to 8 degrees, noisy, blurred,
 * with a shadow across it, JPEG 45 to 60.
 */
export type Level = 'clean' | 'mild' | 'skewed' | 'hard'

/** Clockwise, in degrees: the picture as a whole lies on its side or on its head. */
export type Turn = 0 | 90 | 180 | 270

interface Pixels {
  /** RGB, three bytes a pixel. */
  data: Uint8Array
  width: number
  height: number
}

const longestSide = 2000

/** Where the sheet's corners come to lie, before the margins are added. */
function placeCorners(sheet: Sheet, level: Level, random: Random): Quad {
  const { width, height } = sheet.canvas
  const side = random.chance(0.5) ? 1 : -1
  const degrees = {
    clean: 0,
    mild: side * random.between(0.5, 4),
    skewed: side * 5,
    hard: side * random.between(2, 8),
  }[level]
  const jitter = level === 'hard' ? 0.045 : 0
  const angle = (degrees * Math.PI) / 180
  const turned = ([x, y]: Point): Point => [
    (x - width / 2) * Math.cos(angle) - (y - height / 2) * Math.sin(angle) + random.between(-jitter, jitter) * width,
    (x - width / 2) * Math.sin(angle) + (y - height / 2) * Math.cos(angle) + random.between(-jitter, jitter) * height,
  ]
  const [a, b, c, d] = quadOfBounds({ left: 0, top: 0, right: width, bottom: height })
  return [turned(a), turned(b), turned(c), turned(d)]
}

/** Margins as shares of the sheet's width: a document is cropped to its edge, or lies on a desk. */
function marginsOf(
  surroundings: Surroundings,
  random: Random,
): { left: number; right: number; top: number; bottom: number } {
  const [low, high] = surroundings === 'page' || random.chance(0.35) ? [0, 0.015] : [0.04, 0.2]
  const margin = () => random.between(low, high)
  return { left: margin(), right: margin(), top: margin(), bottom: margin() }
}

/** Lays the sheet's pixels over the ground by the inverse map, with bilinear sampling weighed by opacity. */
function lay(ground: Pixels, sheet: Sheet, map: Homography, inverse: Homography): void {
  const { width, height } = sheet.canvas
  const source = sheet.canvas.getContext('2d').getImageData(0, 0, width, height).data
  const area = boundsOf(mapQuad(map, quadOfBounds({ left: 0, top: 0, right: width, bottom: height })))
  const top = Math.max(0, Math.floor(area.top))
  const bottom = Math.min(ground.height, Math.ceil(area.bottom))
  const left = Math.max(0, Math.floor(area.left))
  const right = Math.min(ground.width, Math.ceil(area.right))
  const [a, b, c, d, e, f, g, h, i] = inverse as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      const px = x + 0.5
      const py = y + 0.5
      const depth = g * px + h * py + i
      const u = (a * px + b * py + c) / depth - 0.5
      const v = (d * px + e * py + f) / depth - 0.5
      const u0 = Math.floor(u)
      const v0 = Math.floor(v)
      if (u0 < -1 || v0 < -1 || u0 >= width || v0 >= height) continue
      const fu = u - u0
      const fv = v - v0
      let opacity = 0
      let red = 0
      let green = 0
      let blue = 0
      for (let corner = 0; corner < 4; corner++) {
        const su = u0 + (corner & 1)
        const sv = v0 + (corner >> 1)
        if (su < 0 || sv < 0 || su >= width || sv >= height) continue
        const at = (sv * width + su) * 4
        const weight = ((corner & 1 ? fu : 1 - fu) * (corner >> 1 ? fv : 1 - fv) * source[at + 3]!) / 255
        opacity += weight
        red += weight * source[at]!
        green += weight * source[at + 1]!
        blue += weight * source[at + 2]!
      }
      const target = (y * ground.width + x) * 3
      ground.data[target] = red + (1 - opacity) * ground.data[target]! + 0.5
      ground.data[target + 1] = green + (1 - opacity) * ground.data[target + 1]! + 0.5
      ground.data[target + 2] = blue + (1 - opacity) * ground.data[target + 2]! + 0.5
    }
  }
}

/** Uneven light over the picture, and for `hard` a soft shadow across it. */
function light({ data, width, height }: Pixels, level: Level, random: Random): void {
  const strength = level === 'hard' ? random.between(0.15, 0.3) : random.between(0.05, 0.14)
  const angle = random.between(0, Math.PI * 2)
  const shadowAt = random.between(-0.25, 0.25)
  const shadowAngle = random.between(0, Math.PI * 2)
  const shadow = level === 'hard' ? random.between(0.15, 0.35) : 0
  for (let y = 0; y < height; y++) {
    const v = y / height - 0.5
    for (let x = 0; x < width; x++) {
      const u = x / width - 0.5
      const across = u * Math.cos(shadowAngle) + v * Math.sin(shadowAngle) - shadowAt
      const shade = shadow / (1 + Math.exp(-across * 40))
      const gain = (1 + strength * (u * Math.cos(angle) + v * Math.sin(angle))) * (1 - shade)
      const at = (y * width + x) * 3
      for (let channel = 0; channel < 3; channel++) data[at + channel] = Math.min(255, data[at + channel]! * gain)
    }
  }
}

function addNoise({ data }: Pixels, deviation: number, random: Random): void {
  // A sum of three uniform numbers is near enough to normal. One table serves the whole picture, entered anew somewhere else again and again.
  const table = Float32Array.from(
    { length: 8192 },
    () => (random.next() + random.next() + random.next() - 1.5) * 2 * deviation,
  )
  for (let start = 0; start < data.length; start += 1021) {
    const offset = random.integer(0, table.length - 1)
    const end = Math.min(data.length, start + 1021)
    for (let at = start; at < end; at++) {
      data[at] = Math.max(0, Math.min(255, data[at]! + table[(offset + at) & 8191]!))
    }
  }
}

async function blur({ data, width, height }: Pixels, sigma: number): Promise<Pixels> {
  const blurred = await sharp(data, { raw: { width, height, channels: 3 } })
    .blur(sigma)
    .raw()
    .toBuffer()
  return { data: new Uint8Array(blurred), width, height }
}

function turnQuad(turn: Turn, width: number, height: number): (quad: Quad) => Quad {
  const point = ([x, y]: Point): Point =>
    turn === 90 ? [height - y, x] : turn === 180 ? [width - x, height - y] : turn === 270 ? [y, width - x] : [x, y]
  return ([a, b, c, d]) => [point(a), point(b), point(c), point(d)]
}

export interface Photograph {
  image: Buffer
  format: 'png' | 'jpeg'
  width: number
  height: number
  truth: Truth
}

/** Photographs a sheet: places it, lights it, blurs it, turns the picture, encodes it, and moves its truth along. */
export async function photograph(
  sheet: Sheet,
  surroundings: Surroundings,
  options: { level: Level; turn: Turn; random: Random },
): Promise<Photograph> {
  const { level, turn, random } = options
  const corners = placeCorners(sheet, level, random.fork('corners'))
  const margins = marginsOf(surroundings, random.fork('margins'))
  const spread = boundsOf(corners)
  const shareX = margins.left + margins.right
  const fullWidth = spread.right - spread.left + shareX * sheet.canvas.width
  const fullHeight = spread.bottom - spread.top + (margins.top + margins.bottom) * sheet.canvas.width
  // A clean picture is never resampled; kinds choose their pixels so that it stays below the limit.
  const scale = level === 'clean' ? 1 : Math.min(1, longestSide / Math.max(fullWidth, fullHeight))
  const width = Math.ceil(fullWidth * scale)
  const height = Math.ceil(fullHeight * scale)
  const offset: Point = [
    Math.round(margins.left * sheet.canvas.width - spread.left),
    Math.round(margins.top * sheet.canvas.width - spread.top),
  ]
  const place = ([x, y]: Point): Point => [(x + offset[0]) * scale, (y + offset[1]) * scale]
  const outline: Quad = [place(corners[0]), place(corners[1]), place(corners[2]), place(corners[3])]
  const whole = quadOfBounds({ left: 0, top: 0, right: sheet.canvas.width, bottom: sheet.canvas.height })
  const map = homographyBetween(whole, outline)
  const inverse = homographyBetween(outline, whole)

  const desk = drawDesk(random.fork('desk'), { width, height }, outline, {
    scan: surroundings === 'page',
    transparentCorners: surroundings === 'card',
  })
  let pixels: Pixels = { data: new Uint8Array(width * height * 3), width, height }
  for (let from = 0, to = 0; from < desk.length; from += 4, to += 3) {
    pixels.data[to] = desk[from]!
    pixels.data[to + 1] = desk[from + 1]!
    pixels.data[to + 2] = desk[from + 2]!
  }
  lay(pixels, sheet, map, inverse)

  const tone = random.fork('tone')
  const relative = width / 1000
  if (level !== 'clean') {
    light(pixels, level, tone)
    const sigma = { mild: tone.between(0.4, 0.7), skewed: tone.between(0.6, 0.9), hard: tone.between(0.7, 1.1) }[level]
    pixels = await blur(pixels, Math.max(0.4, sigma * relative))
    if (level !== 'skewed') addNoise(pixels, level === 'hard' ? tone.between(5, 10) : tone.between(1, 3), tone)
  }
  const quality = { clean: 92, mild: tone.integer(60, 70), skewed: 60, hard: tone.integer(45, 60) }[level]
  const raw = sharp(pixels.data, { raw: { width, height, channels: 3 } }).rotate(turn)
  const png = level === 'clean' && tone.chance(0.4)
  const image = await (png ? raw.png({ compressionLevel: 6 }) : raw.jpeg({ quality })).toBuffer()
  const turned = turnQuad(turn, width, height)
  return {
    image,
    format: png ? 'png' : 'jpeg',
    width: turn % 180 === 0 ? width : height,
    height: turn % 180 === 0 ? height : width,
    truth: moveTruth(sheet.truth, (quad) => turned(mapQuad(map, quad))),
  }
}

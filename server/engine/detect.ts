import { Tensor, type InferenceSession } from 'onnxruntime-node'
import { scaled, smallestBox, unclip, boxAlong, aligned, type Box } from './boxes.ts'
import type { Buffer32 } from './buffers.ts'
import { contentOf, type Part } from './content.ts'
import { levelFor, type Picture } from './picture.ts'
import { regionsOf, type Region } from './regions.ts'

/** What PP-OCR's detector was trained on: BGR planes, each less its mean and over its deviation. Any other scale costs 0.5 to 1.8 points. */
const mean = [0.406, 0.456, 0.485]
const deviation = [0.225, 0.224, 0.229]
/** Bytes become that by a factor and a summand a plane. */
const [blueScale, greenScale, redScale] = deviation.map((value) => 1 / 255 / value) as [number, number, number]
const [blueShift, greenShift, redShift] = mean.map((value, plane) => -value / deviation[plane]!) as [
  number,
  number,
  number,
]

const mapThreshold = 0.25
const boxThreshold = 0.4
const unclipRatio = 1.7
/** The model halves its input five times. */
const multiple = 32
/** A map of up to so many pixels is made at once. */
const wholePixels = 960 * 544
/**
 * A larger one is made in two halves while these are no larger than that, to bound memory: some 40 MB a worker. Such maps have pages that are printed all over, whose lines
 * take so much longer that the halves' overlap, a sixth more to compute, hardly counts, and photographs of cards that fill the picture.
 */
const halfOverlap = 64
/** Above this many pixels the map is made in tiles of that size. */
const tilePixels = 960 * 736
const tileOverlap = 64
/** Pixels of the map that the model sees around the content: what stands at the very edge is found less well. */
const margin = 32
/** A map of so many tiles at most is made a little smaller instead, to be one: two tiles have their overlap besides, a sixth of all. */
const nearlyOne = 1.31

export interface Detector {
  session: InferenceSession
  input: Buffer32
  output: Buffer32
}

export interface Detection {
  boxes: Box[]
  /** Pixels of the detector's map for one pixel of the picture. */
  scale: number
}

const roundTo = (pixels: number) => Math.max(multiple, Math.round(pixels / multiple) * multiple)

/** A part of the picture as the model is given it: where it begins, in pixels of the picture, how large it is, and the size of its map. */
export interface Frame {
  left: number
  top: number
  width: number
  height: number
  columns: number
  rows: number
}

/** One side of the frame: from where content begins to where it ends, with some margin, in whole multiples of the map; the whole side where that is not less. */
function sideOf(
  from: number,
  to: number,
  whole: number,
  scale: number,
): { start: number; length: number; pixels: number } {
  const pixels = Math.ceil(((to - from) * scale + 2 * margin) / multiple) * multiple
  const most = roundTo(whole * scale)
  if (pixels >= most) return { start: 0, length: whole, pixels: most }
  const length = pixels / scale
  return { start: Math.min(Math.max((from + to - length) / 2, 0), whole - length), length, pixels }
}

/** What of a picture the model is given when that is scaled by `scale`: its content; on a map a little smaller where that spares a second tile. */
export function frameOf(picture: { width: number; height: number }, content: Part, scale: number): Frame {
  const across = sideOf(content.left, content.right, picture.width, scale)
  const down = sideOf(content.top, content.bottom, picture.height, scale)
  const frame = { left: across.start, top: down.start, width: across.length, height: down.length }
  const pixels = across.pixels * down.pixels
  if (pixels <= tilePixels || pixels > nearlyOne * tilePixels)
    return { ...frame, columns: across.pixels, rows: down.pixels }
  const columns = roundTo(across.pixels * Math.sqrt(tilePixels / pixels))
  return { ...frame, columns, rows: Math.floor(tilePixels / columns / multiple) * multiple }
}

interface Tile {
  top: number
  bottom: number
}

/** Horizontal bands of a map, overlapping, none with more than `tilePixels` pixels unless a band of the smallest height is. */
export function tilesOf(width: number, height: number): Tile[] {
  const pixels = width * height
  if (pixels <= wholePixels) return [{ top: 0, bottom: height }]
  if (pixels <= tilePixels) {
    const middle = Math.ceil(height / 2 / multiple) * multiple
    return [
      { top: 0, bottom: Math.min(height, middle + halfOverlap) },
      { top: Math.max(0, middle - halfOverlap), bottom: height },
    ]
  }
  const highest = Math.max(4 * tileOverlap, Math.floor(tilePixels / width / multiple) * multiple)
  const count = Math.ceil((height - 2 * tileOverlap) / (highest - 2 * tileOverlap))
  const step = Math.ceil(height / count / multiple) * multiple
  const tiles: Tile[] = []
  for (let from = 0; from < height; from += step) {
    const to = Math.min(height, from + step)
    tiles.push({ top: Math.max(0, from - tileOverlap), bottom: Math.min(height, to + tileOverlap) })
  }
  return tiles
}

/** Samples rows `top` to `bottom` of a frame's map into three normalised planes. */
function fill(picture: Picture, input: Float32Array, frame: Frame, top: number, bottom: number): void {
  const width = frame.columns
  const scaleX = frame.width / width
  const scaleY = frame.height / frame.rows
  const { level, factor } = levelFor(picture, Math.min(scaleX, scaleY))
  const { data } = level
  const stepX = scaleX / factor
  const stepY = scaleY / factor
  const startX = frame.left / factor - 0.5
  const startY = frame.top / factor - 0.5
  const columns = new Int32Array(width)
  const nexts = new Int32Array(width)
  const shares = new Float32Array(width)
  for (let x = 0; x < width; x++) {
    const at = Math.min(Math.max((x + 0.5) * stepX + startX, 0), level.width - 1)
    columns[x] = Math.floor(at) * 3
    nexts[x] = Math.min(Math.floor(at) + 1, level.width - 1) * 3
    shares[x] = at - Math.floor(at)
  }
  const size = width * (bottom - top)
  let target = 0
  for (let y = top; y < bottom; y++) {
    const at = Math.min(Math.max((y + 0.5) * stepY + startY, 0), level.height - 1)
    const row = Math.floor(at) * level.width * 3
    const below = Math.min(Math.floor(at) + 1, level.height - 1) * level.width * 3
    const shareY = at - Math.floor(at)
    for (let x = 0; x < width; x++, target++) {
      const a = row + columns[x]!
      const b = row + nexts[x]!
      const c = below + columns[x]!
      const d = below + nexts[x]!
      const share = shares[x]!
      const wd = share * shareY
      const wc = shareY - wd
      const wb = share - wd
      const wa = 1 - shareY - wb
      input[target] = (data[a]! * wa + data[b]! * wb + data[c]! * wc + data[d]! * wd) * redScale + redShift
      input[target + size] =
        (data[a + 1]! * wa + data[b + 1]! * wb + data[c + 1]! * wc + data[d + 1]! * wd) * greenScale + greenShift
      input[target + 2 * size] =
        (data[a + 2]! * wa + data[b + 2]! * wb + data[c + 2]! * wc + data[d + 2]! * wd) * blueScale + blueShift
    }
  }
}

/**
 * Where two tiles overlap, one goes over into the other: each knows least of what stands near its own edge, and a sharp seam tears lines that cross it at a slant.
 */
function fade(above: Float32Array, below: Float32Array): void {
  for (let at = 0; at < above.length; at++) {
    const share = (at + 0.5) / above.length
    above[at] = above[at]! * (1 - share) + below[at]! * share
  }
}

/** The probability that a pixel belongs to the core of a line of text, for a frame of the picture. */
async function probabilityMap(detector: Detector, picture: Picture, frame: Frame): Promise<Float32Array> {
  const { columns: width, rows: height } = frame
  const tiles = tilesOf(width, height)
  const map = tiles.length > 1 ? new Float32Array(width * height) : null
  let done = 0
  for (const { top, bottom } of tiles) {
    const size = 3 * width * (bottom - top)
    const input = detector.input.take(size)
    fill(picture, input, frame, top, bottom)
    const { session } = detector
    const data = detector.output.take(size / 3)
    await session.run(
      { [session.inputNames[0]!]: new Tensor('float32', input, [1, 3, bottom - top, width]) },
      { [session.outputNames[0]!]: new Tensor('float32', data, [1, 1, bottom - top, width]) },
    )
    if (!map) return data
    const seam = (done - top) * width
    fade(map.subarray(top * width, done * width), data.subarray(0, Math.max(0, seam)))
    map.set(data.subarray(Math.max(0, seam)), done * width)
    done = bottom
  }
  return map!
}

/** The angle at which most of the text runs, from the long boxes, each weighed by its length; 0 when there is none. */
function commonAngle(boxes: readonly Box[]): number {
  const angles = boxes
    .filter(({ halfWidth, halfHeight }) => Math.max(halfWidth, halfHeight) > 3 * Math.min(halfWidth, halfHeight))
    .map((box) => {
      const upright = box.halfWidth >= box.halfHeight ? aligned(box, 1, 0) : aligned(box, 0, 1)
      const angle = Math.atan2(upright.uy, upright.ux)
      return {
        angle: angle > Math.PI / 4 ? angle - Math.PI / 2 : angle,
        weight: Math.max(box.halfWidth, box.halfHeight),
      }
    })
    .sort((a, b) => a.angle - b.angle)
  let rest = angles.reduce((sum, { weight }) => sum + weight, 0) / 2
  for (const { angle, weight } of angles) {
    rest -= weight
    if (rest <= 0) return angle
  }
  return 0
}

/**
 * The rectangle of one region. The smallest rectangle around a single sign or a short word lies at any angle, so short regions take the
 * angle of the page's long lines instead.
 */
function boxOf(region: Region, angle: number | null): Box {
  const smallest = smallestBox(region.hull)
  const long = Math.max(smallest.halfWidth, smallest.halfHeight)
  const short = Math.min(smallest.halfWidth, smallest.halfHeight)
  if (angle === null || long > 2.5 * short) return smallest
  return boxAlong(region.hull, Math.cos(angle), Math.sin(angle))
}

/**
 * Finds lines of text: rectangles in pixels of the picture, their text running along the box axis that is nearest to the right.
 * @param side the longest side in pixels that the model is given; small pictures are enlarged only when `enlarge` says so.
 */
export async function detect(detector: Detector, picture: Picture, side: number, enlarge = false): Promise<Detection> {
  const longest = Math.max(picture.width, picture.height)
  const scale = enlarge ? side / longest : Math.min(1, side / longest)
  const frame = frameOf(picture, contentOf(picture), scale)
  const map = await probabilityMap(detector, picture, frame)
  const regions = regionsOf(map, frame.columns, frame.rows, mapThreshold).filter(({ score }) => score >= boxThreshold)
  const angle = commonAngle(regions.map((region) => boxOf(region, null)))
  const boxes: Box[] = []
  for (const region of regions) {
    const core = boxOf(region, angle)
    if (Math.min(core.halfWidth, core.halfHeight) < 1.5) continue
    const box = scaled(unclip(core, unclipRatio), frame.width / frame.columns, frame.height / frame.rows)
    boxes.push(aligned({ ...box, x: box.x + frame.left, y: box.y + frame.top }, 1, 0))
  }
  return { boxes, scale: Math.sqrt((frame.columns * frame.rows) / (frame.width * frame.height)) }
}

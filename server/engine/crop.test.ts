import { describe, expect, it } from 'vitest'
import type { Quad } from '../contract/geometry.ts'
import { cropOf, grown, project, projectionOf } from './crop.ts'
import { control, controlBytes } from './messages.ts'
import { bytesFor, levelFor, pictureOf } from './picture.ts'
import { spreadShades } from './spread-shades.ts'
import { turnedBack, turnedPicture } from './turned-picture.ts'

/** A picture whose red is the column, green the row, and blue zero. */
function ramp(width: number, height: number) {
  const picture = pictureOf({
    pixels: new SharedArrayBuffer(bytesFor(width, height)),
    control: new SharedArrayBuffer(controlBytes),
    width,
    height,
  })
  const { data } = picture.levels[0]!
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) data.set([x, y, 0], 3 * (y * width + x))
  return picture
}

const skewed: Quad = [
  [20, 10],
  [90, 25],
  [85, 60],
  [12, 44],
]

describe('projectionOf', () => {
  it('maps the corners of the unit square to those of the quad, in perspective too', () => {
    const projection = projectionOf(skewed)
    for (const [corner, [u, v]] of [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 1],
    ].entries()) {
      const [x, y] = project(projection, u!, v!)
      expect(x).toBeCloseTo(skewed[corner]![0])
      expect(y).toBeCloseTo(skewed[corner]![1])
    }
  })

  it('keeps straight lines straight: the diagonals meet where the middle goes', () => {
    const [x, y] = project(projectionOf(skewed), 0.5, 0.5)
    const [[ax, ay], [bx, by], [cx, cy], [dx, dy]] = skewed
    expect((cx - ax) * (y - ay) - (cy - ay) * (x - ax)).toBeCloseTo(0)
    expect((dx - bx) * (y - by) - (dy - by) * (x - bx)).toBeCloseTo(0)
  })
})

describe('cropOf', () => {
  it('samples the middle of each pixel, blue plane first', () => {
    const quad: Quad = [
      [30, 20],
      [46, 20],
      [46, 28],
      [30, 28],
    ]
    const { planes } = cropOf(ramp(128, 96), quad, 16, 8)
    const byte = (value: number) => (value + 1) * 127.5
    expect(byte(planes[0]!)).toBeCloseTo(0)
    expect(byte(planes[128 + 8 * 16 - 1]!)).toBeCloseTo(27)
    expect(byte(planes[2 * 128]!)).toBeCloseTo(30)
    expect(byte(planes[2 * 128 + 15]!)).toBeCloseTo(45)
  })

  it('reads every pixel when it shrinks: fine stripes become grey', () => {
    const picture = ramp(128, 128)
    const { data } = picture.levels[0]!
    for (let at = 0; at < data.length; at++) data[at] = Math.floor(at / 3) % 2 === 0 ? 0 : 255
    const { planes } = cropOf(
      picture,
      [
        [0, 0],
        [128, 0],
        [128, 128],
        [0, 128],
      ],
      32,
      32,
    )
    expect(Math.max(...planes.map(Math.abs))).toBeLessThan(0.02)
    expect(picture.state[control.levels]).toBeGreaterThan(0)
  })

  it('gives the red channel alone on demand', () => {
    const { planes } = cropOf(
      ramp(64, 64),
      [
        [10, 10],
        [26, 10],
        [26, 26],
        [10, 26],
      ],
      16,
      16,
      'red',
    )
    expect([...planes.subarray(0, 256)]).toEqual([...planes.subarray(512)])
  })
})

describe('grown', () => {
  it('moves each side outwards in the direction of the quad', () => {
    const quad = grown(
      [
        [10, 10],
        [50, 10],
        [50, 20],
        [10, 20],
      ],
      4,
      2,
    )
    expect(quad.flat().map(Math.round)).toEqual([6, 8, 54, 8, 54, 22, 6, 22])
  })
})

describe('levelFor', () => {
  it('halves until less than two pixels fall on one, but never below what a line needs', () => {
    const picture = ramp(200, 120)
    expect(levelFor(picture, 1.9).factor).toBe(1)
    expect(levelFor(picture, 2).factor).toBe(2)
    const { level, factor } = levelFor(picture, 64)
    expect([level.width, level.height, factor]).toEqual([100, 60, 2])
  })
})

describe('turnedPicture', () => {
  it.each([90, 270] as const)('turned by %i shows the same pixel where turnedBack says', (rotation) => {
    const picture = ramp(90, 70)
    const turned = turnedPicture(picture, rotation)
    const [column, row] = [13, 41]
    const [red, green] = turned.levels[0]!.data.subarray(3 * (row * turned.width + column))
    const box = { x: column + 0.5, y: row + 0.5, halfWidth: 5, halfHeight: 1, ux: 1, uy: 0 }
    const back = turnedBack(box, picture, rotation)
    expect([back.x, back.y]).toEqual([red! + 0.5, green! + 0.5])
    // One step to the right in the turned picture is one step along the box's direction in the given one.
    const [nextRed, nextGreen] = turned.levels[0]!.data.subarray(3 * (row * turned.width + column + 1))
    expect([nextRed! - red!, nextGreen! - green!]).toEqual([back.ux + 0, back.uy + 0])
  })
})

it('shades that hardly differ are spread over the whole range, a crop of one shade is left alone', () => {
  const projection = projectionOf([
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1],
  ])
  const planes = Float32Array.from({ length: 300 }, (_, index) => (index % 2 === 0 ? -0.5 : -0.3))
  spreadShades({ planes, width: 10, height: 10, projection })
  expect(planes[0]).toBeCloseTo(-1, 1)
  expect(planes[1]).toBeCloseTo(1, 1)
  const even = new Float32Array(300).fill(0.2)
  spreadShades({ planes: even, width: 10, height: 10, projection })
  expect(even[0]).toBeCloseTo(0.2)
})

import { expect, test } from 'vitest'
import { boundsOf } from '../../contract/geometry.ts'
import type { Picture } from '../picture.ts'
import { measureGround } from './ground.ts'
import { findPlates } from './plate-find.ts'

type Colour = readonly [number, number, number]

/** A grey street with a plate of this ground: seven light signs of a stroke to the left and one to the right. */
function street(ground: Colour, sign: Colour, { signs = true } = {}): Picture {
  const [width, height] = [400, 240]
  const data = new Uint8Array(width * height * 3)
  const fill = (left: number, top: number, right: number, bottom: number, colour: Colour) => {
    for (let y = top; y < bottom; y++) for (let x = left; x < right; x++) data.set(colour, 3 * (y * width + x))
  }
  fill(0, 0, width, height, [90, 92, 95])
  fill(120, 100, 260, 145, ground)
  if (signs)
    for (let index = 0; index < 7; index++)
      for (const stroke of [0, 8]) fill(126 + index * 19 + stroke, 110, 130 + index * 19 + stroke, 136, sign)
  return { width, height, levels: [{ data, width, height }], state: new Int32Array(8) }
}

test('a plate stands out by its ground, in daylight and in the dark; a coloured board without signs is none', () => {
  for (const [ground, sign] of [
    [
      [30, 70, 180],
      [235, 235, 235],
    ],
    [
      [30, 32, 44],
      [62, 64, 72],
    ],
    [
      [225, 170, 30],
      [25, 25, 25],
    ],
  ] as const) {
    const [place] = findPlates(street(ground, sign))
    const { left, right, top, bottom } = boundsOf(place!)
    for (const [seen, drawn] of [
      [left, 120],
      [right, 260],
      [top, 100],
      [bottom, 145],
    ] as const)
      expect(Math.abs(seen - drawn)).toBeLessThan(3)
  }
  expect(findPlates(street([30, 70, 180], [235, 235, 235], { signs: false }))).toEqual([])
})

test('of a place the colour that covers more of it and that of the print on it are told', () => {
  const { base, print } = measureGround(street([30, 32, 44], [62, 64, 72]), [
    [122, 104],
    [258, 104],
    [258, 141],
    [122, 141],
  ])
  expect(base).toEqual([30, 32, 44])
  expect(print).toEqual([62, 64, 72])
})

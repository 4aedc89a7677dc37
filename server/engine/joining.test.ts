import { expect, it } from 'vitest'
import { quadOfBox, type Box } from './boxes.ts'
import { joinTorn } from './joining.ts'

const box = (x: number, y: number, halfWidth: number, degrees = 0, halfHeight = 10): Box => ({
  x,
  y,
  halfWidth,
  halfHeight,
  ux: Math.cos((degrees * Math.PI) / 180),
  uy: Math.sin((degrees * Math.PI) / 180),
})

it('joins three parts of one line that overlap, in any order', () => {
  const [line, ...rest] = joinTorn([box(50, 20, 50), box(240, 21, 50), box(145, 20, 55)])
  expect(rest).toEqual([])
  const [[left], [right]] = quadOfBox(line!)
  expect([left, right]).toEqual([0, 290])
})

it('joins along the skew', () => {
  const cos = Math.cos(Math.PI / 12)
  const sin = Math.sin(Math.PI / 12)
  const parts = [box(100, 100, 50, 15), box(100 + 95 * cos, 100 + 95 * sin, 50, 15)]
  const [line, ...rest] = joinTorn(parts)
  expect(rest).toEqual([])
  expect(line!.halfWidth).toBeCloseTo(97.5)
  expect(line!.halfHeight).toBeCloseTo(10)
})

it.each([
  ['apart', box(200, 20, 50)],
  ['on the next line', box(60, 40, 50)],
  ['of another size', box(90, 20, 50, 0, 16)],
  ['in another direction', box(90, 20, 50, 12)],
])('leaves a box %s alone', (_, other) => {
  expect(joinTorn([box(50, 20, 50), other])).toHaveLength(2)
})

import { describe, expect, it } from 'vitest'
import type { Quad } from '../contract/geometry.ts'
import {
  aligned,
  boxAlong,
  boxOfQuad,
  hullOf,
  quadOfBox,
  scaled,
  smallestBox,
  turned,
  unclip,
  type Box,
} from './boxes.ts'

const at = (degrees: number, halfWidth: number, halfHeight: number): Box => ({
  x: 100,
  y: 60,
  halfWidth,
  halfHeight,
  ux: Math.cos((degrees * Math.PI) / 180),
  uy: Math.sin((degrees * Math.PI) / 180),
})

const hullOfBox = (box: Box) => {
  // Corners, the middle and a repeated corner: the hull must leave the last two out.
  const points = [...quadOfBox(box).flat(), box.x, box.y, ...quadOfBox(box)[0]]
  return hullOf(points, points.length / 2)
}

const close = (quad: Quad, expected: Quad) => {
  for (const [corner, [x, y]] of quad.entries()) {
    expect(x).toBeCloseTo(expected[corner]![0], 6)
    expect(y).toBeCloseTo(expected[corner]![1], 6)
  }
}

describe('hullOf', () => {
  it('keeps the corners only', () => expect(hullOfBox(at(20, 30, 8)).length).toBe(8))

  it('survives points on one line and a single point', () => {
    expect([...hullOf([0, 0, 1, 1, 2, 2], 3)]).toEqual([0, 0, 2, 2])
    expect([...hullOf([3, 4], 1)]).toEqual([3, 4])
  })
})

describe('smallestBox', () => {
  it.each([-40, -15, 0, 5, 15, 44, 60, 89])('finds a rectangle that lies at %i degrees', (degrees) => {
    const box = at(degrees, 50, 6)
    const found = aligned(smallestBox(hullOfBox(box)), box.ux, box.uy)
    close(quadOfBox(found), quadOfBox(box))
  })

  it('is not larger than any other rectangle round the same points', () => {
    const hull = hullOf([0, 0, 9, 1, 12, 7, 3, 10, -2, 6], 5)
    const best = smallestBox(hull)
    for (let degrees = 0; degrees < 90; degrees++) {
      const other = boxAlong(hull, Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180))
      expect(best.halfWidth * best.halfHeight).toBeLessThanOrEqual(other.halfWidth * other.halfHeight + 1e-9)
    }
  })
})

describe('aligned', () => {
  it.each([
    [-15, 1, 0, -15],
    [75, 1, 0, -15],
    [165, 1, 0, -15],
    [100, 0, 1, 100],
    [10, 0, 1, 100],
  ])('turns a box at %i degrees to the axis nearest to (%i, %i)', (degrees, dx, dy, expected) => {
    const box = aligned(at(degrees, 40, 5), dx, dy)
    expect((Math.atan2(box.uy, box.ux) * 180) / Math.PI).toBeCloseTo(expected)
  })

  it('never changes the rectangle, so a long thin box on the skew keeps its corners', () => {
    const box = at(93, 80, 4)
    const corners = (quad: Quad) => quad.map(([x, y]) => `${x.toFixed(6)},${y.toFixed(6)}`).sort()
    expect(corners(quadOfBox(aligned(box, 1, 0)))).toEqual(corners(quadOfBox(box)))
  })
})

describe('turned', () => {
  it('moves the first corner clockwise', () => {
    const [topLeft, topRight, bottomRight, bottomLeft] = quadOfBox(at(0, 30, 10))
    close(quadOfBox(turned(at(0, 30, 10), 1)), [topRight, bottomRight, bottomLeft, topLeft])
    close(quadOfBox(turned(at(0, 30, 10), -1)), [bottomLeft, topLeft, topRight, bottomRight])
  })
})

describe('unclip and scaled', () => {
  it('grows every side by ratio x area / perimeter', () => {
    const box = unclip(at(0, 50, 10), 1.5)
    expect(box.halfWidth - 50).toBeCloseTo((1.5 * 100 * 20) / 240)
    expect(box.halfHeight - 10).toBeCloseTo((1.5 * 100 * 20) / 240)
  })

  it('scales centre, sides and direction', () => {
    const box = scaled({ x: 10, y: 10, halfWidth: 5, halfHeight: 1, ux: 0, uy: 1 }, 2, 3)
    expect(box).toMatchObject({ x: 20, y: 30, halfWidth: 15, halfHeight: 2, ux: 0, uy: 1 })
  })
})

it('makes a box of its corners again', () => {
  for (const degrees of [0, 12, 171]) {
    const box = at(degrees, 40, 9)
    for (const [key, value] of Object.entries(boxOfQuad(quadOfBox(box))))
      expect(value).toBeCloseTo(box[key as keyof Box], 9)
  }
})

import { describe, expect, it } from 'vitest'
import { angleOf, areaOf, boundsOf, contains, intersectionOverUnion, quadOfBounds, type Quad } from './geometry.ts'

const square = quadOfBounds({ left: 0, top: 0, right: 10, bottom: 10 })

function turned(quad: Quad, degrees: number): Quad {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)]
  return quad.map(([x, y]) => [x * cos - y * sin, x * sin + y * cos]) as Quad
}

describe('geometry', () => {
  it('bounds several quads', () => {
    const other = quadOfBounds({ left: -5, top: 3, right: 2, bottom: 30 })
    expect(boundsOf(square, other)).toEqual({ left: -5, top: 0, right: 10, bottom: 30 })
  })

  it('measures area whichever way the corners run', () => {
    expect(areaOf(square)).toBe(100)
    expect(areaOf([...square].reverse())).toBe(100)
  })

  it.each([
    [0, 1],
    [5, 1 / 3],
    [10, 0],
    [40, 0],
  ])('shifted by %d of 10 overlaps by %d', (shift, expected) => {
    const other = square.map(([x, y]) => [x + shift, y]) as Quad
    expect(intersectionOverUnion(square, other)).toBeCloseTo(expected, 9)
  })

  it('overlaps a quad with itself turned by 45 degrees in a regular octagon', () => {
    const centred = quadOfBounds({ left: -1, top: -1, right: 1, bottom: 1 })
    const octagon = 8 * (Math.SQRT2 - 1)
    expect(intersectionOverUnion(centred, turned(centred, 45))).toBeCloseTo(octagon / (8 - octagon), 9)
  })

  it('does not depend on where the first corner is or which way the corners run', () => {
    const upsideDown = [square[2], square[3], square[0], square[1]] as Quad
    const mirrored = [square[1], square[0], square[3], square[2]] as Quad
    expect(intersectionOverUnion(square, upsideDown)).toBeCloseTo(1, 9)
    expect(intersectionOverUnion(square, mirrored)).toBeCloseTo(1, 9)
  })

  it('is 0 for quads without area', () => {
    const flat: Quad = [
      [1, 1],
      [9, 1],
      [9, 1],
      [1, 1],
    ]
    expect(intersectionOverUnion(flat, flat)).toBe(0)
  })

  it('knows what lies inside, edges included', () => {
    expect(contains(square, [5, 5])).toBe(true)
    expect(contains(square, [10, 10])).toBe(true)
    expect(contains(square, [10.1, 5])).toBe(false)
    expect(contains([...square].reverse() as Quad, [5, 5])).toBe(true)
  })

  it.each([0, 30, 90, 180, -90])('reads the direction of text turned by %d degrees', (degrees) => {
    const wide = quadOfBounds({ left: 0, top: 0, right: 40, bottom: 10 })
    const difference = angleOf(turned(wide, degrees)) - (degrees * Math.PI) / 180
    expect(Math.cos(difference)).toBeCloseTo(1, 9)
  })
})

import { describe, expect, it } from 'vitest'
import type { Point, Quad } from '../../contract/geometry.ts'
import type { Line } from '../../contract/result.ts'
import { cornersAlong, frameOf, heightOf, straightFrameOf } from './geometry.ts'

type Move = (point: Point) => Point

/** Eight lines of print of one size, moved as a whole. */
function printed(move: Move): Line[] {
  return Array.from({ length: 8 }, (_, row): Line => {
    const [left, top, right, bottom] = [100, 100 + row * 70, 700 - 20 * (row % 3), 130 + row * 70]
    const quad = (
      [
        [left, top],
        [right, top],
        [right, bottom],
        [left, bottom],
      ] as Point[]
    ).map(move) as unknown as Quad
    const chars = Array.from('一二三四五六七八', (text) => ({ text, quad, confidence: 1, alternatives: [] }))
    return { text: '一二三四五六七八', page: 0, quad, confidence: 1, chars }
  })
}

/** Seen from the right: what stands further left is smaller. */
const perspective: Move = ([x, y]) => {
  const depth = 1 + 0.00025 * (800 - x)
  return [400 + (x - 400) / depth, 350 + (y - 350) / depth]
}
const skewed: Move = ([x, y]) => [x * Math.cos(0.06) - y * Math.sin(0.06), x * Math.sin(0.06) + y * Math.cos(0.06)]
const corners = (
  [
    [50, 50],
    [750, 50],
    [750, 680],
    [50, 680],
  ] as Point[]
).map(perspective) as unknown as Quad

const middles = (frame: ReturnType<typeof frameOf>, lines: readonly Line[]) =>
  lines.map(({ quad }) => frame.boxOf(quad))

describe('straightFrameOf', () => {
  it('is the frame of the angle where lines are parallel, however they lie', () => {
    for (const move of [(point: Point) => point, skewed]) {
      const lines = printed(move)
      expect(middles(straightFrameOf(lines), lines)).toEqual(middles(frameOf(lines), lines))
    }
  })

  it.each([
    ['by their convergence', undefined],
    ['by the outline', corners],
    ['by an outline whose corners begin elsewhere', [corners[2], corners[3], corners[0], corners[1]] as Quad],
  ])('makes converging lines straight and signs of one size %s', (_, outline) => {
    const lines = printed(perspective)
    const uneven = (frame: ReturnType<typeof frameOf>) =>
      Math.max(
        ...lines.map(({ quad }) => {
          const [a, b] = [
            frame.boxOf([quad[0], quad[0], quad[3], quad[3]]),
            frame.boxOf([quad[1], quad[1], quad[2], quad[2]]),
          ]
          return Math.abs(a.top - b.top) + Math.abs(heightOf(a) - heightOf(b))
        }),
      )
    expect(uneven(frameOf(lines))).toBeGreaterThan(20)
    expect(uneven(straightFrameOf(lines, outline))).toBeLessThan(3)
  })

  it('gives places back to the page as it took them', () => {
    const lines = printed(perspective)
    for (const frame of [straightFrameOf(lines), straightFrameOf(lines, corners)]) {
      for (const { quad } of lines) {
        const back = frame.quadOf(frame.boxOf(quad))
        for (const [index, [x, y]] of quad.entries())
          expect(Math.hypot(back[index]![0] - x, back[index]![1] - y)).toBeLessThan(3)
      }
    }
  })

  it('believes no outline that the print contradicts', () => {
    const lines = printed((point) => point)
    const wrong: Quad = [
      [50, 50],
      [750, 200],
      [750, 500],
      [50, 680],
    ]
    expect(middles(straightFrameOf(lines, wrong), lines)).toEqual(middles(frameOf(lines), lines))
  })
})

it('cornersAlong begins where the text does', () => {
  expect(cornersAlong(corners, Math.PI)[0]).toEqual(corners[2])
  expect(cornersAlong(corners, Math.PI / 2)[0]).toEqual(corners[1])
})

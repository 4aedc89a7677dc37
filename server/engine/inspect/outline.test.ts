import { describe, expect, it } from 'vitest'
import { intersectionOverUnion, type Point, type Quad } from '../../contract/geometry.ts'
import type { Picture } from '../picture.ts'
import { findOutlines } from './outline.ts'

/** A picture in which what lies within a quad has another colour than its ground. */
function pictureOf(quad: Quad | null, ground: Point, [red, green]: [number, number]): Picture {
  const levels = []
  for (let w = 640, h = 480; Math.min(w, h) >= 32; w >>= 1, h >>= 1)
    levels.push({ data: new Uint8Array(w * h * 3), width: w, height: h })
  const { data, width, height } = levels[0]!
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const within =
        quad?.every((from, index) => {
          const to = quad[(index + 1) % 4]!
          return (to[0] - from[0]) * (y - from[1]) - (to[1] - from[1]) * (x - from[0]) >= 0
        }) ?? false
      const [r, g] = within ? [red, green] : ground
      // A fine grain, as sensors and cloth have.
      data.set([r + ((x * 7 + y * 13) % 5), g + ((x * 3 + y * 5) % 5), 120], (y * width + x) * 3)
    }
  }
  return { width: 640, height: 480, levels, state: new Int32Array(8) }
}

const card: Quad = [
  [120, 90],
  [530, 120],
  [505, 385],
  [95, 340],
]

describe('findOutlines', () => {
  it.each([
    ['a light card on a dark ground', [60, 60], [220, 220]],
    ['a dark card on a light ground', [200, 205], [70, 60]],
    ['a card that differs in colour more than in brightness', [150, 110], [110, 130]],
  ] as const)('finds %s', (_, ground, own) => {
    const [best] = findOutlines(pictureOf(card, [...ground], [...own]))
    expect(best?.score).toBeGreaterThan(0.9)
    expect(intersectionOverUnion(best!.quad, card)).toBeGreaterThan(0.96)
  })

  it('finds nothing where nothing stands out', () => {
    expect(findOutlines(pictureOf(null, [180, 180], [0, 0]))).toEqual([])
  })
})

import { describe, expect, it } from 'vitest'
import type { Aligned } from './characters.ts'
import type { Crop } from './crop.ts'
import { place } from './placement.ts'

const height = 48

/** A crop with dark (or light) blocks of ink on the opposite: left, right, top, bottom of each. */
function cropWith(width: number, blocks: readonly [number, number, number, number][], light = false): Crop {
  const planes = new Float32Array(3 * width * height).fill(light ? -0.8 : 0.8)
  for (const [left, right, top, bottom] of blocks) {
    for (let plane = 0; plane < 3; plane++) {
      for (let y = top; y < bottom; y++) {
        planes.fill(light ? 0.8 : -0.8, (plane * height + y) * width + left, (plane * height + y) * width + right)
      }
    }
  }
  return { planes, width, height, projection: { a: width, b: 0, c: 0, d: 0, e: height, f: 0, g: 0, h: 0 } }
}

const at = (centre: number): Aligned => ({ sign: 1, confidence: 1, centre, first: 0, last: 0, alternatives: [] })

describe('place', () => {
  it.each([false, true])('shrinks signs to their ink, dark on light and light on dark', (light) => {
    const crop = cropWith(
      144,
      [
        [12, 44, 8, 40],
        [52, 84, 10, 40],
        [100, 110, 8, 38],
      ],
      light,
    )
    const { spans, top, bottom } = place(crop, [at(3.4), at(8.6), at(13.2)], ['国', '家', '1'], 8)
    expect(spans).toEqual([
      { left: 12, right: 44 },
      { left: 52, right: 84 },
      { left: 100, right: 110 },
    ])
    expect(top).toBeGreaterThan(6)
    expect(top).toBeLessThanOrEqual(8)
    expect(bottom).toBeGreaterThanOrEqual(40)
    expect(bottom).toBeLessThan(42)
  })

  it('parts touching signs nearer to the narrow one', () => {
    const crop = cropWith(112, [[10, 60, 8, 40]])
    const { spans } = place(crop, [at(3.2), at(6.4)], ['年', '1'], 8)
    expect(spans[0]!.right).toBe(spans[1]!.left)
    expect(spans[0]!.right - spans[0]!.left).toBeGreaterThan(spans[1]!.right - spans[1]!.left)
  })

  it('leaves a rule under the text and the foot of the line above out of its height', () => {
    const crop = cropWith(200, [
      [0, 200, 46, 48],
      [20, 60, 0, 3],
      [20, 56, 10, 40],
      [70, 106, 10, 40],
      [120, 156, 10, 40],
    ])
    const { top, bottom } = place(crop, [at(4.7), at(11), at(17.2)], ['户', '口', '本'], 8)
    expect(Math.abs(top - 10)).toBeLessThan(2)
    expect(Math.abs(bottom - 40)).toBeLessThan(2)
  })

  it('falls back on the usual margins where ink cannot be told from paper', () => {
    const { top, bottom, spans } = place(cropWith(96, []), [at(3), at(9)], ['A', 'B'], 8)
    expect(top).toBeGreaterThan(0)
    expect(bottom).toBeLessThan(height)
    expect(spans[0]!.right).toBe(spans[1]!.left)
  })
})

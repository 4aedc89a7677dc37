import { describe, expect, it } from 'vitest'
import { keepBlackPrint } from './black-print.ts'
import type { Crop } from './crop.ts'

const width = 240
const height = 48

/** A crop of one colour, -1..1, with strokes of others: planes are blue, green, red. */
function cropOf(
  strokes: readonly { from: number; to: number; colour: readonly [r: number, g: number, b: number] }[],
): Crop {
  const planes = new Float32Array(3 * width * height).fill(0.6)
  for (const { from, to, colour } of strokes)
    for (let row = 8; row < 40; row++)
      for (let column = from; column < to; column++)
        for (const [plane, value] of colour.toReversed().entries())
          planes[plane * width * height + row * width + column] = value
  return { planes, width, height, projection: { a: width, b: 0, c: 0, d: 0, e: height, f: 0, g: 0, h: 0 } }
}

const at = ({ planes }: Crop, column: number) => planes[24 * width + column]!

describe('keepBlackPrint', () => {
  it('makes black print black, and coloured and light grey print white', () => {
    const crop = cropOf([
      { from: 20, to: 24, colour: [-0.7, -0.7, -0.7] },
      { from: 60, to: 64, colour: [0.6, -0.5, -0.4] },
      { from: 100, to: 104, colour: [-0.6, -0.4, 0.55] },
      { from: 140, to: 144, colour: [0.3, 0.3, 0.3] },
      { from: 180, to: 184, colour: [-0.7, -0.7, -0.7] },
    ])
    keepBlackPrint(crop)
    for (const column of [22, 182]) expect(at(crop, column)).toBeLessThan(-0.9)
    for (const column of [10, 62, 102, 142]) expect(at(crop, column)).toBeGreaterThan(0.6)
    // All planes say the same.
    expect(crop.planes.subarray(0, width * height)).toEqual(crop.planes.subarray(2 * width * height))
  })

  it('raises faint print to full contrast, and leaves an empty ground empty', () => {
    const faint = cropOf([{ from: 60, to: 64, colour: [0.1, 0.1, 0.1] }])
    keepBlackPrint(faint)
    expect(at(faint, 62)).toBeLessThan(-0.9)
    const empty = cropOf([])
    keepBlackPrint(empty)
    expect(Math.min(...empty.planes)).toBeGreaterThan(0.9)
  })
})

import { describe, expect, it } from 'vitest'
import type { Quad } from '../contract/geometry.ts'
import { squeezeOf, withoutTwins, zoneWidth } from './recognise.ts'

const upright = (width: number, height: number): Quad => [
  [0, 0],
  [width, 0],
  [width, height],
  [0, height],
]

describe('squeezeOf', () => {
  it('squeezes a line whose box was cut down a lot, but not further than its share', () => {
    expect(squeezeOf(upright(400, 40), upright(400, 24))).toBeCloseTo(0.7)
  })

  it('gives a line not much fewer columns than its whole box would have', () => {
    expect(squeezeOf(upright(400, 40), upright(400, 36))).toBeCloseTo((0.9 * 480) / 536)
    expect(squeezeOf(upright(400, 40), upright(400, 50))).toBe(1)
  })

  it('leaves boxes of one or two signs as they are', () => {
    expect(squeezeOf(upright(60, 40), upright(60, 24))).toBe(1)
  })
})

describe('zoneWidth', () => {
  it('takes the two longest lines of a passport for its machine-readable zone', () => {
    expect(zoneWidth([240, 1400, 180, 1320])).toBeLessThanOrEqual(1320)
  })

  it('takes one long line, and many, for ordinary text', () => {
    expect(zoneWidth([240, 1400])).toBe(Infinity)
    expect(zoneWidth([1400, 1390, 1410, 1380])).toBe(Infinity)
  })
})

describe('withoutTwins', () => {
  const colon = {
    text: ':',
    confidence: 0.5,
    alternatives: [
      { text: '：', confidence: 0.45 },
      { text: ';', confidence: 0.01 },
    ],
  }

  it('takes both widths of a sign for one answer', () => {
    const { confidence, alternatives } = withoutTwins(colon)
    expect(confidence).toBeCloseTo(0.95)
    expect(alternatives).toEqual([{ text: ';', confidence: 0.01 }])
  })

  it('leaves signs alone that only look alike', () => {
    const nought = { text: '0', confidence: 0.6, alternatives: [{ text: 'O', confidence: 0.3 }] }
    expect(withoutTwins(nought)).toEqual(nought)
  })
})

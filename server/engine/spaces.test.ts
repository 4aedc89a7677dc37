import { describe, expect, it } from 'vitest'
import { lostSpaces } from './spaces.ts'

/** Signs of 20 columns each, after the given gaps; the ink is 40 high. */
const spans = (...gaps: number[]) => {
  let right = 0
  return gaps.map((gap) => {
    const left = right + gap
    right = left + 20
    return { left, right }
  })
}

describe('lostSpaces', () => {
  it('finds the gap that is clearly wider than the others', () => {
    const found = lostSpaces([...'ofexpiry'], spans(0, 3, 12, 3, 4, 2, 3, 3), 40)
    expect([...found.keys()]).toEqual([2])
    expect(found.get(2)).toBeGreaterThan(0.5)
  })

  it('leaves letter-spaced print and Chinese alone', () => {
    expect(lostSpaces([...'ABCDEF'], spans(0, 14, 15, 14, 15, 14), 40).size).toBe(0)
    expect(lostSpaces([...'姓名张'], spans(0, 30, 30), 40).size).toBe(0)
  })

  it('parts groups of digits only where the gap is very wide', () => {
    expect(lostSpaces([...'112233'], spans(0, 4, 12, 4, 26, 4), 40).has(2)).toBe(false)
    expect(lostSpaces([...'112233'], spans(0, 4, 4, 4, 26, 4), 40).has(4)).toBe(true)
  })

  it('believes in a narrower gap where the recogniser thought of a space, and needs a wider one where it did not', () => {
    const gaps = spans(0, 3, 8, 3, 4, 2, 3, 3)
    const thoughts = (thought: number) => [0, 0, thought, 0, 0, 0, 0, 0]
    expect([...lostSpaces([...'onexpiry'], gaps, 40, thoughts(0.2)).keys()]).toEqual([2])
    expect(lostSpaces([...'onexpiry'], gaps, 40, thoughts(0.004)).size).toBe(0)
    expect(lostSpaces([...'JL-7994x'], spans(0, 9, 3, 3, 4, 2, 3, 3), 40, thoughts(0)).size).toBe(0)
  })

  it('leaves a number whole behind its stop', () => {
    const thoughts = [0, 0, 0, 0.1, 0]
    expect(lostSpaces([...'12.5m'], spans(0, 3, 3, 25, 3), 40, thoughts).size).toBe(0)
  })
})

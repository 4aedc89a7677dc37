import { describe, expect, it } from 'vitest'
import type { Box } from './boxes.ts'
import { lowPrint } from './page-jobs.ts'

const line = (width: number, height: number): Box => ({
  x: 0,
  y: 0,
  halfWidth: width / 2,
  halfHeight: height / 2,
  ux: 1,
  uy: 0,
})

describe('lowPrint', () => {
  it('says how high the lines of the lower third are in the map', () => {
    expect(lowPrint({ boxes: [line(300, 40), line(300, 10), line(300, 20)], scale: 0.5 })).toBe(10)
  })

  it('does not count a speck for a line', () => {
    expect(lowPrint({ boxes: [line(354, 77), line(15, 8), line(9, 8)], scale: 1 })).toBe(77)
  })

  it('asks for no closer look at an empty page', () => {
    expect(lowPrint({ boxes: [], scale: 1 })).toBe(Infinity)
  })
})

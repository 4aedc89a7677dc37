import { describe, expect, it } from 'vitest'
import type { RuleReading } from '../reading.ts'
import { gridsOf } from './cell-grid.ts'
import type { Box } from './geometry.ts'
import { rulesAmong } from './print-strokes.ts'

const along = (at: number, from: number, to: number): RuleReading => ({ direction: 'along', at, from, to })
const across = (at: number, from: number, to: number): RuleReading => ({ direction: 'across', at, from, to })
const run = (left: number, top: number, right: number): Box => ({ left, top, right, bottom: top + 12 })

/** Small print in rows of 18: the signs of two rows nearly touch, and their upright strokes are found as one. */
const runs = [run(100, 103, 190), run(100, 121, 190), run(230, 103, 290), run(230, 121, 290)]

describe('strokes of print', () => {
  it('are no rules where they run through the runs of several rows, between two signs of one or not', () => {
    expect(rulesAmong([across(140, 102, 134)], [], runs)).toEqual([])
    expect(rulesAmong([across(250, 104, 117)], [], runs)).toEqual([])
  })

  it('are told from rules, which stand beside the runs however near', () => {
    const rules = [across(190.5, 100, 136), across(210, 100, 136), across(229, 100, 136)]
    expect(rulesAmong(rules, [], runs)).toEqual(rules)
  })

  it('are no rules where they are no longer than the line beside them is high, as its signs` places may be wrong', () => {
    expect(rulesAmong([across(97, 103, 114)], [], runs)).toEqual([])
    expect(rulesAmong([across(193, 104, 115)], [], runs)).toEqual([])
    expect(rulesAmong([across(97, 100, 118)], [], runs)).toHaveLength(1)
  })

  it('are told from rules between the rows', () => {
    const rules = [along(118, 100, 290)]
    expect(rulesAmong(rules, [], runs)).toEqual(rules)
  })
})

describe('columns', () => {
  const rows = [100, 118, 136, 154].map((at) => along(at, 100, 300))
  const sides = [across(100, 100, 154), across(200, 100, 154), across(300, 100, 154)]

  it('are not made by a stroke that goes most of the way between two rules and parts no other row', () => {
    expect(gridsOf([...rows, ...sides, across(150, 121, 133)], []).grids[0]).toMatchObject({ rows: 3, columns: 2 })
    expect(gridsOf([...rows, ...sides, across(150, 118, 136)], []).grids[0]).toMatchObject({ rows: 3, columns: 3 })
  })

  it('are no narrower than print is high, but sections may have theirs nearly under each other', () => {
    const narrow = [...rows, ...sides, across(209.5, 100, 136)]
    expect(gridsOf(narrow, [], 0).grids[0]).toMatchObject({ columns: 3 })
    expect(gridsOf(narrow, [], 12).grids[0]).toMatchObject({ columns: 2 })
    const sections = [
      ...rows,
      across(100, 100, 154),
      across(300, 100, 154),
      across(200, 100, 118),
      across(210, 118, 154),
    ]
    expect(gridsOf(sections, [], 12).grids[0]).toMatchObject({ columns: 3 })
  })
})

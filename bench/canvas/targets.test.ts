import { describe, expect, it } from 'vitest'
import { isMet, largePageTargets, targetsOf, type Figures } from './targets.ts'

const figures = (boxes: number, milliseconds: number): Figures => ({
  name: 'x',
  boxes,
  panMain: milliseconds,
  panAll: 2 * milliseconds,
  zoomMain: 3 * milliseconds,
  zoomAll: 4 * milliseconds,
  load: 100,
  click: 20,
  editMain: 1,
  heapMegabytes: 10,
  seen: 1,
})

describe('the targets of the stage', () => {
  it('compare with the loop of the same run, more strictly up to 5,000 boxes', () => {
    const targets = targetsOf([figures(5000, 1.25), figures(20000, 1.25)], [figures(5000, 1), figures(20000, 1)])
    const cpu = targets.filter(({ what }) => what.includes('of the loop'))
    expect(cpu.map(({ value }) => value)).toEqual([1.25, 1.25])
    expect(cpu.map(isMet)).toEqual([false, true])
    expect(targets.filter((target) => !isMet(target))).toHaveLength(1)
  })

  it('are missed by an edit that grows with the boxes, by a late click and by boxes that are not seen', () => {
    const worse = { ...figures(20000, 1), editMain: 5, click: 30, seen: 0.9 }
    const missed = targetsOf([figures(1000, 1), worse], [figures(1000, 1), figures(20000, 1)]).filter(
      (target) => !isMet(target),
    )
    expect(missed.map(({ what }) => what)).toEqual([
      '20000 boxes: click to painted, ms',
      '20000 boxes: sampled boxes not seen',
      '20000 boxes: CPU of an edit over that at 1000, ms',
    ])
  })

  it('bound the large page', () => {
    expect(largePageTargets({ firstPaint: 109, longestStall: 31, heldMegabytes: 59 }).map(isMet)).toEqual([
      true,
      false,
      true,
    ])
  })
})

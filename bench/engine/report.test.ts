import { expect, it } from 'vitest'
import { verdicts, type Figures } from './report.ts'

const figures = (
  name: string,
  milliseconds: number,
  found: number,
  peakMegabytes: number,
  stallMax: number,
): Figures => ({
  name,
  firstResultMs: 0,
  times: [[milliseconds], [milliseconds * 2]],
  processorTimes: [[1], [1]],
  score: { characters: 1000, charactersFound: found, lines: 1, linesExact: 1 },
  queuePagesPerMinute: 60,
  stallP99: 1,
  stallMax,
  peakMegabytes,
})

it('holds the engine against the faster and the more exact of the others', () => {
  const others = [figures('exact', 300, 990, 1000, 400), figures('fast', 150, 900, 500, 400)]
  const passed = (mine: Figures) => verdicts([mine, ...others], 'exact').map((verdict) => verdict.passed)
  expect(passed(figures('ours', 100, 990, 400, 20))).toEqual([true, true, true, true])
  expect(passed(figures('ours', 101, 989, 401, 20.1))).toEqual([false, false, false, false])
})

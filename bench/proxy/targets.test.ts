import { expect, test } from 'vitest'
import { isMet, ours, targetsOf, type Figures } from './targets.ts'

const figure = (name: string, cpuMsPerRequest: number, requestsPerSecond: number, slowestMs: number): Figures => ({
  name,
  cpuMsPerRequest,
  requestsPerSecond,
  slowestMs,
  stallP99Ms: 1,
  idleMegabytes: 100,
  peakMegabytes: 260,
})
const mine = figure(ours, 20, 40, 400)
const others = [figure('naive', 80, 10, 2000), figure('pipe + Base64 + sha256', 10, 50, 300)]

test('the ratios are ours to theirs, and what was not measured is not met either', () => {
  const targets = targetsOf([mine, ...others], 10, 32)
  expect(targets.map((target) => [target.value, isMet(target)])).toEqual([
    [0.25, true],
    [2, false],
    [null, null],
    [0.5, true],
    [0.2, true],
  ])
  const nginx = figure('nginx', 5, 100, 100)
  expect(targetsOf([mine, ...others, nginx], 10, 8).map((target) => [target.value, isMet(target)])).toEqual([
    [0.25, true],
    [2, false],
    [0.4, false],
  ])
})

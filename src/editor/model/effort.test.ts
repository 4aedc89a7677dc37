import { expect, test } from 'vitest'
import { EffortMeter } from './effort.ts'

test('seconds are those at work: a pause counts half a minute at most; keys and clicks are counted', () => {
  let now = 1000
  const meter = new EffortMeter(() => now)
  now += 4000
  meter.moved(true)
  now += 10 * 60_000
  meter.moved(true)
  now += 2000
  meter.moved(false)
  expect(meter.read()).toEqual({ seconds: 36, keys: 2 })
  now += 1000
  expect(meter.read()).toEqual({ seconds: 37, keys: 2 })
})

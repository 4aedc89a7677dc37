import { expect, it } from 'vitest'
import { chargedSeconds, costInFen, tieredTotal, toFen, videoPrice } from './money.ts'
import { priceOf } from './prices/index.ts'

const tiersOf = (capability: string) => priceOf('aliyun-viapi', capability).tiers

// Each bound is inclusive: the call after it is the first at the next price.
it.each([
  ['RecognizeIdentityCard', 0, 0],
  ['RecognizeIdentityCard', 1, 825],
  ['RecognizeIdentityCard', 10_000, 10_000 * 825],
  ['RecognizeIdentityCard', 10_001, 10_000 * 825 + 495],
  ['RecognizeIdentityCard', 100_000, 10_000 * 825 + 90_000 * 495],
  ['RecognizeIdentityCard', 100_001, 10_000 * 825 + 90_000 * 495 + 415],
  ['RecognizeIdentityCard', 500_001, 10_000 * 825 + 90_000 * 495 + 400_000 * 415 + 248],
  ['RecognizeIdentityCard', 1_000_001, 10_000 * 825 + 90_000 * 495 + 400_000 * 415 + 500_000 * 248 + 90],
  ['RecognizeLicensePlate', 100_001, 10_000 * 1500 + 90_000 * 1000 + 600],
  ['RecognizeLicensePlate', 500_001, 10_000 * 1500 + 90_000 * 1000 + 400_001 * 600],
  ['RecognizeLicensePlate', 1_000_001, 10_000 * 1500 + 90_000 * 1000 + 900_000 * 600 + 200],
  ['RecognizeVATInvoice', 10_001, 10_000 * 2250 + 900],
  ['RecognizeVINCode', 10_001, 10_000 * 480 + 144],
  ['RecognizeQrCode', 1_000_001, 10_000 * 240 + 90_000 * 72 + 400_000 * 45 + 500_000 * 42 + 34],
])('%s, %i calls of a month', (capability, calls, hundredths) => {
  expect(tieredTotal(calls, tiersOf(capability))).toBe(hundredths)
})

it("the integers of a month's calls add up to the month's total, rounded once", () => {
  const tiers = tiersOf('RecognizeQrCode')
  const costs = Array.from({ length: 12_345 }, (_, call) =>
    costInFen(tieredTotal(call, tiers), tieredTotal(call + 1, tiers)),
  )
  expect(costs.every((cost) => Number.isInteger(cost) && cost >= 0)).toBe(true)
  const sum = (count: number) => costs.slice(0, count).reduce((total, cost) => total + cost, 0)
  expect([1, 999, 10_000, 10_001].map(sum)).toEqual(
    [1, 999, 10_000, 10_001].map((calls) => toFen(tieredTotal(calls, tiers))),
  )
  expect(sum(12_345)).toBe(toFen(10_000 * 240 + 2_345 * 72))
})

it.each([
  [1, 1],
  [999, 1],
  [1000, 1],
  [1001, 2],
  [59_999.5, 60],
])('a video of %d ms is charged as %i s', (durationMs, seconds) => {
  expect(chargedSeconds(durationMs)).toBe(seconds)
})

it('the first 300 seconds of video in a month are free', () => {
  expect(videoPrice(300, 0, 100, 300)).toBe(0)
  expect(videoPrice(301, 0, 100, 300)).toBe(100)
  expect(videoPrice(10, 295, 600, 300)).toBe(5 * 600)
  expect(videoPrice(10, 300, 150, 300)).toBe(1500)
})

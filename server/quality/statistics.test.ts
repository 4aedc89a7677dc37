import { describe, expect, it, test } from 'vitest'
import { confidenceClass, confidenceClasses, lowestOf } from '../contract/quality.ts'
import { calibrate, findThreshold, shareOf } from './statistics.ts'

/** Counts at confidences. */
function at(counts: readonly (readonly [confidence: number | null, count: number])[]): number[] {
  const classes = Array.from({ length: confidenceClasses }, () => 0)
  for (const [confidence, count] of counts) classes[confidenceClass(confidence)]! += count
  return classes
}

describe('classes of confidence', () => {
  it.each([
    [null, 0],
    [0, 1],
    [0.005, 1],
    [0.29, 30],
    [0.9899, 99],
    [0.99, 100],
    [0.9951, 105],
    [0.999, 109],
    [1, 109],
  ])('%s is in class %i', (confidence, place) => {
    expect(confidenceClass(confidence)).toBe(place)
  })

  it('a class begins where its lowest confidence is', () => {
    for (let place = 1; place < confidenceClasses; place += 1) expect(confidenceClass(lowestOf(place))).toBe(place)
  })
})

test("Wilson's interval, against figures from the literature", () => {
  expect(shareOf(0, 0)).toBeNull()
  // R. G. Newcombe, Statistics in Medicine 17 (1998), table I: method 3.
  const cases = [
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ] as const
  for (const [count, of, low, high] of cases) {
    const share = shareOf(count, of)!
    expect(share.low).toBeCloseTo(low, 4)
    expect(share.high).toBeCloseTo(high, 4)
  }
  expect(shareOf(20, 20)).toMatchObject({ share: 1, high: 1 })
})

test('values that claim 0.95 and stand four times of five are overconfident by 0.15; unknown ones are a row of their own', () => {
  const { bins, error, unknown } = calibrate({
    right: at([
      [0.955, 80],
      [null, 9],
    ]),
    wrong: at([
      [0.955, 20],
      [null, 1],
    ]),
  })
  expect(bins).toHaveLength(1)
  expect(bins[0]).toMatchObject({ from: 0.95, to: 1, stood: { count: 80, of: 100 } })
  expect(error).toBeCloseTo(0.155, 6)
  expect(unknown).toMatchObject({ count: 9, of: 10 })
  expect(calibrate({ right: at([[null, 3]]), wrong: at([]) })).toMatchObject({ bins: [], error: null })
})

test('values that are what they claim have no error', () => {
  const { error } = calibrate({ right: at([[0.755, 755]]), wrong: at([[0.755, 245]]) })
  expect(error).toBeCloseTo(0, 6)
})

describe('the threshold for an error rate', () => {
  const fields = {
    right: at([
      [0.999, 2000],
      [0.97, 990],
      [0.6, 300],
      [null, 500],
    ]),
    wrong: at([
      [0.999, 1],
      [0.97, 10],
      [0.6, 100],
      [null, 20],
    ]),
  }
  const documents = {
    clean: at([
      [0.999, 50],
      [0.97, 30],
      [null, 40],
    ]),
    faulty: at([
      [0.97, 4],
      [0.6, 40],
    ]),
  }

  it('is the lowest at which the upper end of the interval stays below, and says what goes through', () => {
    const found = findThreshold(fields, documents, 0.01)
    expect(found).toMatchObject({
      state: 'found',
      threshold: 0.97,
      fields: { count: 3001, of: 3921 },
      wrongFields: { count: 11, of: 3001 },
      documents: { count: 84, of: 164 },
      wrongDocuments: { count: 4, of: 84 },
    })
    expect(found.wrongFields!.high).toBeLessThanOrEqual(0.01)
    expect(findThreshold(fields, documents, 0.003)).toMatchObject({ threshold: 0.999 })
  })

  it('says that data are missing where what was seen is good and too little, and none where it is not good', () => {
    const few = { right: at([[0.99, 30]]), wrong: at([]) }
    expect(findThreshold(few, documents, 0.01)).toMatchObject({ state: 'not-enough-data', threshold: null })
    expect(findThreshold({ right: at([[null, 900]]), wrong: at([]) }, documents, 0.01).state).toBe('not-enough-data')
    const bad = { right: at([[0.99, 900]]), wrong: at([[0.99, 100]]) }
    expect(findThreshold(bad, documents, 0.01).state).toBe('none')
  })
})

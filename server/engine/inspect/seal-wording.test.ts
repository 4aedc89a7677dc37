import { expect, test } from 'vitest'
import type { Character } from '../../contract/result.ts'
import { withCity, withFirmEnding } from './seal-wording.ts'

const quad: Character['quad'] = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
]
/** Signs that are sure but for those at `doubted`. */
const chars = (text: string, doubted: readonly number[] = []) =>
  Array.from(text, (sign, index): Character => {
    return { text: sign, quad, confidence: doubted.includes(index) ? 0.6 : 0.98, alternatives: [] }
  })
const ending = (text: string, doubted?: readonly number[]) =>
  withFirmEnding(chars(text, doubted))
    .map(({ text: sign }) => sign)
    .join('')

test('one sign of a firm`s ending that was hardly believed is put right', () => {
  expect(ending('禾木市长桥有贸公司', [6])).toBe('禾木市长桥有限公司')
  expect(ending('禾木市长桥肴限公司', [5])).toBe('禾木市长桥有限公司')
})

test('what was read for sure, and other endings, stay', () => {
  expect(ending('禾木市长桥有贸公司')).toBe('禾木市长桥有贸公司')
  expect(ending('禾木长桥集团总公司', [6])).toBe('禾木长桥集团总公司')
  expect(ending('禾木市长桥中学', [6])).toBe('禾木市长桥中学')
})

test('an ending that was read twice is read once', () => {
  expect(ending('禾木市长桥有限公司司')).toBe('禾木市长桥有限公司')
  expect(ending('禾木市长桥有限公司公司')).toBe('禾木市长桥有限公司')
})

test('a city is put right in one sign that was hardly believed, where one city alone is written so', () => {
  const named = (text: string, doubted: readonly number[]) =>
    withCity(chars(text, doubted))
      .map(({ text: sign }) => sign)
      .join('')
  expect(named('深城市长桥有限公司', [1])).toBe('深圳市长桥有限公司')
  expect(named('广东省流圳市长桥有限公司', [3])).toBe('广东省深圳市长桥有限公司')
  // Read for sure, or like several cities, or a city itself: it stays.
  expect(named('深州市长桥有限公司', [])).toBe('深州市长桥有限公司')
  expect(named('义山市长桥有限公司', [0])).toBe('义山市长桥有限公司')
  expect(named('杭州市长桥有限公司', [0, 1])).toBe('杭州市长桥有限公司')
})

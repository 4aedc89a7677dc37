import { expect, test } from 'vitest'
import type { Character } from '../../contract/result.ts'
import { withFirmEnding } from './seal-wording.ts'

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

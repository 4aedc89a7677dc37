import { expect, test } from 'vitest'
import { isKept, lineOf } from './targets.ts'

const times = [...Array.from({ length: 90 }, () => 20), ...Array.from({ length: 10 }, () => 300)]

test('a page is held to its 95th percentile, a call to its median, and what is not promised is not judged', () => {
  expect(isKept({ what: 'a page', times, most: 200 })).toBe(false)
  expect(isKept({ what: 'a page', times: times.slice(0, 92), most: 200 })).toBe(true)
  expect(isKept({ what: 'a call', times, most: 200 }, 0.5)).toBe(true)
  expect(isKept({ what: 'anything', times, most: null })).toBeNull()
})

test('a line says what was seen beside what was promised', () => {
  expect(lineOf({ what: 'a page', times, most: 200 })).toBe('| a page | 100 | 20 | 300 | 200 | MISSED |')
  expect(lineOf({ what: 'a page', times: [1.234], most: 200 })).toBe('| a page | 1 | 1.23 | 1.23 | 200 | ok |')
  expect(lineOf({ what: 'a page', times: [12], most: null })).toBe('| a page | 1 | 12 | 12 | - |  |')
})

import { expect, test } from 'vitest'
import { sameValue } from './same-value.ts'

test.each([
  ['the order of members', { row: 1, item: 'a' }, { item: 'a', row: 1 }, true],
  ['a member that is undefined', { row: 1, item: undefined }, { row: 1 }, true],
  ['members within lists', [{ row: 1, item: 'a' }], [{ item: 'a', row: 1 }], true],
  ['another value', { row: 1 }, { row: 2 }, false],
  ['a member more', { row: 1 }, { row: 1, column: 1 }, false],
  ['null and nothing', { row: null }, {}, false],
  ['the order of a list', [1, 2], [2, 1], false],
  ['a longer list', [1], [1, 2], false],
  ['a list and an object', [], {}, false],
  ['a text and a number', '1', 1, false],
])('%s', (_name, first, second, same) => {
  expect(sameValue(first, second)).toBe(same)
})

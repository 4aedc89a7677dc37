import { expect, it } from 'vitest'
import { findMatches, splitAt } from './find-matches.ts'
import { jsonRows } from './json-rows.ts'

const rows = jsonRows('{"Name":"name of NAME","Other":[1,12]}')!

it('finds every place, whatever its case, and none for nothing', () => {
  expect(findMatches(rows, 'name')).toEqual([
    { row: 1, at: 1 },
    { row: 1, at: 9 },
    { row: 1, at: 17 },
  ])
  expect(findMatches(rows, '1')).toHaveLength(2)
  expect(findMatches(rows, ' ')).toEqual([])
  expect(findMatches(rows, 'name', 2)).toHaveLength(2)
})

it('marks what was found, also across the pieces of a line, and loses no character', () => {
  const row = rows[1]!
  const text = row.tokens.map(({ text }) => text).join('')
  const pieces = splitAt(row, [1, 9], 4)
  expect(pieces.map((piece) => piece.text).join('')).toBe(text)
  expect(pieces.filter(({ match }) => match !== null).map((piece) => piece.text)).toEqual(['Name', 'name'])
  const across = splitAt(row, [text.indexOf('": "')], 4)
  expect(across.filter(({ match }) => match !== null).map((piece) => piece.text)).toEqual(['"', ': ', '"'])
  expect(across.map((piece) => piece.text).join('')).toBe(text)
})

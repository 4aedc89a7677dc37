import { describe, expect, test } from 'vitest'
import type { Character } from '#contract/result'
import type { ReviewItem } from '#contract/review'
import { comparisonOf, differingQuads, engineReading } from './comparison.ts'
import { doubtfulCharacters } from './characters.ts'
import { readingsOf } from './readings.ts'

/** Characters of 10 by 10 pixels; `reads` says at which index the engine read something else. */
function characters(text: string, reads: Record<number, string>): Character[] {
  return Array.from(text).map((sign, index) => ({
    text: sign,
    quad: [
      [10 * index, 0],
      [10 * index + 10, 0],
      [10 * index + 10, 10],
      [10 * index, 10],
    ],
    confidence: 0.99,
    alternatives: [],
    ...(reads[index] !== undefined && { read: reads[index] }),
  }))
}

function grounded(value: string, printed: string, reads: Record<number, string>): ReviewItem {
  const box = { page: 0, quads: [], boxSource: 'grounded' as const }
  return {
    id: 'field:name',
    source: 'field',
    key: 'name',
    value,
    ...box,
    confidence: null,
    confidenceSource: null,
    agreement: Object.keys(reads).length === 0 ? 1 : 0.8,
    chars: characters(printed, reads),
    mark: null,
    accepted: false,
    returned: true,
    machine: { ...box, value },
  }
}

describe('two readings of one place', () => {
  test('what is the same and what differs, for both', () => {
    expect(comparisonOf(grounded('张伟明', '张伟明', { 1: '玮' }))).toEqual({
      provider: [
        { text: '张', differs: false },
        { text: '伟', differs: true },
        { text: '明', differs: false },
      ],
      engine: [
        { text: '张', differs: false },
        { text: '玮', differs: true },
        { text: '明', differs: false },
      ],
    })
    expect(comparisonOf(grounded('张伟', '张伟', {}))).toBeNull()
  })

  test('a character that the page lacks has no counterpart', () => {
    expect(comparisonOf(grounded('A12', 'A12', { 1: '' }))?.engine).toEqual([
      { text: 'A', differs: false },
      { text: '2', differs: false },
    ])
    expect(engineReading(grounded('A12', 'A12', { 1: '' }))).toBe('A2')
    expect(engineReading(grounded('A12', 'A12', { 2: '23' }))).toBe('A123')
  })

  test('the engine’s reading of a date keeps the way in which the value is written', () => {
    const item = grounded('1990-01-05', '1990年1月5日', { 3: '8' })
    expect(engineReading(item)).toBe('1998-01-05')
    expect(engineReading(grounded('1990-01-05', '1990年1月5日', {}))).toBeNull()
  })

  test('it is the first of the other readings, and its character is a doubtful one however sure the engine was', () => {
    const item = grounded('张伟明', '张伟明', { 1: '玮' })
    expect(readingsOf(item, 'id-card-front', []).map(({ value, origin }) => [value, origin])).toEqual([
      ['张伟明', 'machine'],
      ['张玮明', 'engine'],
    ])
    expect(doubtfulCharacters(item, 0.5).map(({ index }) => index)).toEqual([1])
    expect(differingQuads(item)).toEqual([characters('张伟明', {})[1]!.quad])
    expect(differingQuads(grounded('张伟明', '张伟明', {}))).toEqual([])
  })
})

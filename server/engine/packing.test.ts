import { expect, it } from 'vitest'
import type { Quad } from '../contract/geometry.ts'
import { pack, unpack } from './packing.ts'

const quad = (left: number): Quad => [
  [left, 1],
  [left + 10, 1],
  [left + 10, 21],
  [left, 21],
]

it('brings a line back as it was, rounded to tenths of a pixel', () => {
  const chars = [
    { text: '姓', quad: quad(0.04), confidence: 0.98768, alternatives: [{ text: '娃', confidence: 0.01 }] },
    { text: ' ', quad: quad(10), confidence: 0.5, alternatives: [] },
  ]
  const line = unpack(pack(3, { quad: quad(0), text: '姓 ', confidence: 0.75, chars }))
  expect(line).toEqual({
    text: '姓 ',
    page: 0,
    quad: quad(0),
    confidence: 0.75,
    chars: [{ ...chars[0], quad: quad(0), confidence: 0.9877 }, chars[1]],
  })
})

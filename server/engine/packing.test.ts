import { expect, it } from 'vitest'
import type { Quad } from '../contract/geometry.ts'
import { pack, unpack, unpackAll } from './packing.ts'

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

it('lets the calling thread go while it unpacks a long page', async () => {
  const char = { text: '姓', quad: quad(0), confidence: 1, alternatives: [] }
  const line = pack(0, { quad: quad(0), text: '', confidence: 1, chars: Array.from({ length: 300 }, () => char) })
  let turns = 0
  let over = false
  const turn = () => {
    if (over) return
    turns++
    setImmediate(turn)
  }
  setImmediate(turn)
  const lines = await unpackAll(Array.from({ length: 8 }, () => line))
  over = true
  expect(lines).toHaveLength(8)
  expect(turns).toBeGreaterThanOrEqual(3)
})

import { expect, test } from 'vitest'
import { boundsOf, type Quad } from '../../contract/geometry.ts'
import type { Line } from '../../contract/result.ts'
import { tightenLines } from './loose-lines.ts'

const box = (left: number, top: number, right: number, bottom: number): Quad => [
  [left, top],
  [right, top],
  [right, bottom],
  [left, bottom],
]

/** Signs side by side, with this much air between them. */
function line(text: string, [left, top, width, height]: [number, number, number, number], air: number): Line {
  const signs = Array.from(text)
  const step = width / signs.length
  const chars = signs.map((sign, index) => {
    const quad = box(left + index * step, top, left + (index + 1) * step - air, top + height)
    return { text: sign, quad, confidence: 0.9, alternatives: [] }
  })
  return { text, page: 0, quad: box(left, top, left + width, top + height), confidence: 0.9, chars }
}

const neighbours = [line('横幅制作', [100, 100, 112, 26], 2), line('195.00', [400, 102, 84, 22], 3)]

test('a sign whose box reaches over the rule beside it is cut down to its row', () => {
  const [, , sign] = tightenLines([...neighbours, line('次', [290, 98, 48, 48], 0)])
  const { left, top, right, bottom } = boundsOf(sign!.quad)
  expect(bottom).toBeLessThan(130)
  expect(top).toBeGreaterThanOrEqual(98)
  expect(right - left).toBeLessThan(32)
  expect((left + right) / 2).toBeCloseTo(314, 0)
  expect(boundsOf(sign!.chars[0]!.quad)).toEqual(boundsOf(sign!.quad))
})

test('several signs keep the places that they have within the line', () => {
  const [, , figures] = tightenLines([...neighbours, line('8019', [250, 96, 72, 44], 0)])
  const places = figures!.chars.map(({ quad }) => boundsOf(quad))
  expect(places.map(({ bottom, top }) => Math.round(bottom - top))).toEqual([26, 26, 26, 26])
  expect(places[1]!.left).toBeCloseTo(268, 5)
  expect(places[0]!.left).toBeGreaterThan(252)
})

test('a heading, a line by itself and one as high as its neighbours stay', () => {
  const heading = line('费用明细表', [100, 20, 260, 50], 0)
  const even = line('单位', [250, 98, 58, 28], 0)
  const lines = [...neighbours, heading, even]
  expect(tightenLines(lines)).toEqual(lines)
})

test('where no line was fitted to its ink nothing says that another was not', () => {
  const lines = [line('横幅', [100, 100, 60, 26], 0), line('次', [290, 98, 48, 48], 0)]
  expect(tightenLines(lines)).toBe(lines)
})

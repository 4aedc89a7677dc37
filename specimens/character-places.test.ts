import { describe, expect, it } from 'vitest'
import type { Quad } from '../server/contract/geometry.ts'
import type { Line } from '../server/contract/result.ts'
import { placeErrors, summarisePlaces } from './character-places.ts'

const quad = (left: number, right: number): Quad => [
  [left, 0],
  [right, 0],
  [right, 20],
  [left, 20],
]

const lineOf = (...chars: [text: string, left: number, right: number][]): Line => ({
  text: chars.map(([text]) => text).join(''),
  page: 0,
  quad: quad(0, 100),
  confidence: 1,
  chars: chars.map(([text, left, right]) => ({ text, quad: quad(left, right), confidence: 1, alternatives: [] })),
})

const printed = {
  text: '京A1',
  quad: quad(0, 60),
  chars: [
    { text: '京', quad: quad(0, 20) },
    { text: 'A', quad: quad(22, 32) },
    { text: '1', quad: quad(34, 44) },
  ],
}

describe('placeErrors', () => {
  it('counts distances in widths of the printed sign, and whether the middle lies in it', () => {
    const errors = placeErrors([printed], [lineOf(['京', 2, 22], ['A', 22, 32], [' ', 32, 33], ['1', 40, 50])])
    expect(errors).toEqual([
      { class: 'Chinese', widths: 0.1, inside: true },
      { class: 'Latin', widths: 0, inside: true },
      { class: 'digits', widths: 0.6, inside: false },
    ])
  })

  it('leaves out lines that were read differently', () => {
    expect(placeErrors([printed], [lineOf(['京', 0, 20], ['4', 22, 32], ['1', 34, 44])])).toEqual([])
  })
})

describe('summarisePlaces', () => {
  it('takes the middle of all and of each class', () => {
    const errors = [0.1, 0.2, 0.6].map((widths) => ({ class: 'digits' as const, widths, inside: widths < 0.5 }))
    const [all, chinese, digits] = summarisePlaces(errors)
    expect(all).toMatchObject({ class: 'all', signs: 3, median: 0.2, p95: 0.6 })
    expect(all!.inside).toBeCloseTo(2 / 3)
    expect(chinese!.signs).toBe(0)
    expect(digits).toMatchObject({ signs: 3, median: 0.2 })
  })
})

import { describe, expect, it } from 'vitest'
import { geometricMean, median, score } from './score.ts'

describe('score', () => {
  it('counts a character as often as it stands on the page and was read, in any order', () => {
    expect(score(['AAB', '号'], ['BA', 'C'])).toEqual({ characters: 4, charactersFound: 2, lines: 2, linesExact: 0 })
  })

  it('takes a line as exact when it stands whole in a line that was read, full-width signs and blanks aside', () => {
    expect(score(['No. 12', '姓名'], ['编号No．12', '姓 名', '姓'])).toMatchObject({ lines: 2, linesExact: 2 })
  })
})

describe('means', () => {
  it('takes the middle, and the mean of the two middle ones', () => {
    expect([median([3, 1, 2]), median([4, 1, 2, 3])]).toEqual([2, 2.5])
  })

  it('multiplies and takes the root', () => expect(geometricMean([2, 8])).toBeCloseTo(4))
})

import { describe, expect, it } from 'vitest'
import { comparable, consensusOf, isDisagreement, sameReading } from './consensus.ts'

const votes = (...values: (string | null)[]) => values.map((value, index) => ({ by: `r${index + 1}`, value }))
const ask = (...values: (string | null)[]) => consensusOf(votes(...values))

describe('two values say the same', () => {
  it.each([
    ['full-width signs', 'ＡＢＣ１２３', 'ABC123'],
    ['spaces between Chinese characters', '王 小 明', '王小明'],
    ['spaces at the ends and double ones', ' ANNA  MARIA ', 'ANNA MARIA'],
    ['kinds of dashes', '2024–01−02', '2024-01-02'],
    ['kinds of middle dots', '阿里木・买买提', '阿里木·买买提'],
    ['marks of direction', '\u2067محمد\u2069', 'محمد'],
    ['nothing and an empty text', '', null],
  ])('whatever their %s', (_, first, second) => expect(sameReading(first, second)).toBe(true))

  it.each([
    ['a digit', '110105', '110106'],
    ['case', 'abc', 'ABC'],
    ['a space between words', 'ANNAMARIA', 'ANNA MARIA'],
    ['a look-alike', '未', '末'],
    ['punctuation', '1.50', '150'],
    ['nothing', '张', null],
  ])('but not where %s differs', (_, first, second) => expect(sameReading(first, second)).toBe(false))

  it('comparing changes nothing twice', () => {
    for (const value of ['Ａ b－c', '王 小明', '١٢٣', '']) expect(comparable(comparable(value))).toBe(comparable(value))
  })
})

describe('the consensus', () => {
  it('of all is what they say, as most of them write it', () => {
    expect(ask('王 小明', '王小明', '王小明')).toMatchObject({
      agreement: 'agree',
      value: '王小明',
      by: ['r1', 'r2', 'r3'],
    })
  })
  it('is written as the first writes it where none writes it more often', () => {
    expect(ask('Ａ', 'A').value).toBe('Ａ')
  })
  it('of more than half is a majority: a disagreement with an answer', () => {
    const found = ask('甲', '乙', '甲')
    expect(found).toMatchObject({ agreement: 'majority', value: '甲', by: ['r1', 'r3'] })
    expect(isDisagreement(found)).toBe(true)
  })
  it('of exactly half is none, of two as of four', () => {
    expect(ask('甲', '乙')).toMatchObject({ agreement: 'tie', value: null, by: [] })
    expect(ask('甲', '甲', '乙', '乙')).toMatchObject({ agreement: 'tie', value: null })
  })
  it('needs more than half of all, not only more than the others have', () => {
    expect(ask('甲', '甲', '乙', '丙')).toMatchObject({ agreement: 'tie', value: null })
    expect(ask('甲', '甲', '甲', '乙', '丙')).toMatchObject({ agreement: 'majority', value: '甲' })
  })
  it('counts "nothing there" as an answer', () => {
    expect(ask('甲', null)).toMatchObject({ agreement: 'tie' })
    expect(ask('甲', null, '')).toMatchObject({ agreement: 'majority', value: null, by: ['r2', 'r3'] })
    expect(ask(null, null)).toMatchObject({ agreement: 'agree', value: null })
  })
  it('of one is no agreement, and of none nothing', () => {
    expect(ask('甲')).toMatchObject({ agreement: 'alone', value: '甲' })
    expect(ask()).toEqual({ agreement: 'nobody', value: null, by: [], groups: [] })
    expect(isDisagreement(ask('甲'))).toBe(false)
  })
  it('names the groups, the largest first', () => {
    expect(ask('乙', '甲', '甲').groups).toEqual([
      { value: '甲', by: ['r2', 'r3'] },
      { value: '乙', by: ['r1'] },
    ])
  })
})

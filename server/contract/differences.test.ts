import { describe, expect, it } from 'vitest'
import { differencesOf } from './differences.ts'

const shown = (value: string, reference: string) =>
  differencesOf(value, reference)
    .map(({ kind, text }) => (kind === 'same' ? text : kind === 'other' ? `[${text}]` : `(${text})`))
    .join('')

describe('differences, character by character', () => {
  it.each([
    ['the same', '110105199003077219', '110105199003077219', '110105199003077219'],
    ['another character', '110105190003077219', '110105199003077219', '11010519[0]003077219'],
    ['one too many', '北京市市东城区', '北京市东城区', '北京市[市]东城区'],
    ['one too few', '北京东城区', '北京市东城区', '北京(市)东城区'],
    ['several places', 'A1B2C3', 'A7B2C8', 'A[1]B2C[3]'],
    ['nothing in common', '甲', '乙', '[甲]'],
    ['nothing beside something', '', '甲乙', '(甲乙)'],
    ['something beside nothing', '甲乙', '', '[甲乙]'],
    ['ways of writing', '王 小明', '王小明', '王 小明'],
    ['full-width signs beside a difference', 'Ａ１', 'A2', 'Ａ[１]'],
    ['signs outside the basic plane', '𠮷野', '吉野', '[𠮷]野'],
  ])('%s', (_, value, reference, expected) => expect(shown(value, reference)).toBe(expected))

  it('give the value back, whatever it is compared with', () => {
    const texts = ['', '甲', '110105', '北京市东城区某路1号', 'ab\nc', '١٢٣ محمد']
    for (const value of texts) {
      for (const reference of texts) {
        const back = differencesOf(value, reference).filter(({ kind }) => kind !== 'missing')
        expect(back.map(({ text }) => text).join('')).toBe(value)
      }
    }
  })

  it('of very long texts are marked as a whole between their common ends, at once', () => {
    const value = `A${'甲'.repeat(3000)}Z`
    const before = performance.now()
    expect(differencesOf(value, `A${'乙'.repeat(3000)}Z`).map(({ kind }) => kind)).toEqual(['same', 'other', 'same'])
    expect(performance.now() - before).toBeLessThan(500)
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { idBirthDate, idCheckSign, idRepairs, idSex, isIdNumber } from './cn-id.ts'

describe('GB 11643-1999', () => {
  // The two worked examples of the standard.
  it.each(['11010519491231002X', '440524188001010014'])('accepts the example %s', (id) => {
    expect(isIdNumber(id)).toBe(true)
    expect(idCheckSign(id)).toBe(id[17])
  })

  it('reads birth date and sex out of the number', () => {
    expect(idBirthDate('11010519491231002X')).toBe('1949-12-31')
    expect(idSex('11010519491231002X')).toBe('女')
    expect(idSex('440524188001010014')).toBe('男')
  })

  it.each([
    '',
    '1101051949123100',
    '11010519491331002X',
    '110105194912310029',
    '11010519491231002x',
    '１１010519491231002X',
  ])('refuses %j', (id) => {
    expect(isIdNumber(id)).toBe(false)
  })

  it('notices every single wrong sign and every swap of neighbours', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 16 }), fc.integer({ min: 1, max: 9 }), (index, step) => {
        const id = '440524188001010014'
        const other = (Number(id[index]) + step) % 10
        expect(isIdNumber(id.slice(0, index) + other + id.slice(index + 1))).toBe(false)
        const swapped = id.slice(0, index) + id[index + 1] + id[index] + id.slice(index + 2)
        expect(isIdNumber(swapped)).toBe(swapped === id)
      }),
    )
  })

  it('offers the look-alike that makes the number right', () => {
    expect(idRepairs('11O10519491231002X')).toContain('11010519491231002X')
    expect(idRepairs('110105194912310O2X')).toContain('11010519491231002X')
    expect(idRepairs('11010519491237002X')).toContain('11010519491231002X')
    expect(idRepairs('110105194912310028')).toContain('11010519491231002X')
    for (const repair of idRepairs('11010579491231002X')) expect(isIdNumber(repair)).toBe(true)
  })
})

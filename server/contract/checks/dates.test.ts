import { describe, expect, it } from 'vitest'
import { fullYear, isIsoDate, isoDate, monthOfName, parseShortDate, parseWrittenDate } from './dates.ts'

describe('parseWrittenDate', () => {
  it.each([
    '1990年1月5日',
    '1990 年 1 月 5 日',
    '1990年01月05日',
    '１９９０年１月５日',
    '一九九〇年一月五日',
    '1990.01.05',
    '1990．1．5',
    '1990-01-05',
    '1990/1/5',
    '1990 01 05',
    '05.01.1990',
    '05/01/1990',
    '5-1-1990',
    '05 01 1990',
    '05 JAN 1990',
    '05JAN1990',
    '5 Jan. 1990',
    '05 JAN/JAN 1990',
    '05 JAN / JANV 1990',
    '05 Jan/Janv/Ene 1990',
    'January 5, 1990',
    '05 1月/JAN 1990',
    '05 1月 1990',
    '05 1月 / JAN 1990',
    '19900105',
    '05011990',
  ])('reads %s', (text) => {
    expect(parseWrittenDate(text)).toBe('1990-01-05')
  })

  it.each([
    ['二〇二〇年十二月三十一日', '2020-12-31'],
    ['二零二零年十月二十日', '2020-10-20'],
    ['31/12/1999', '1999-12-31'],
    ['12/31/1999', '1999-12-31'],
    ['12 AOÛT 2019', '2019-08-12'],
    ['12 DÉC 2019', '2019-12-12'],
    ['29.02.2024', '2024-02-29'],
  ])('reads %s as %s', (text, iso) => {
    expect(parseWrittenDate(text)).toBe(iso)
  })

  it.each([
    '',
    '长期',
    '1990',
    '1990年1月',
    '1990年13月5日',
    '31.02.1990',
    '29.02.2023',
    '05 JAN/FEB 1990',
    '05 JAM 1990',
    '123456789',
    '900105',
    '05 JAN 90',
    'E12345678',
    '1'.repeat(100_000),
    '十'.repeat(50),
    '05 JAN 1990 '.repeat(4),
  ])('refuses %.30s', (text) => {
    expect(parseWrittenDate(text)).toBeNull()
  })

  it('completes two-digit years only when told how', () => {
    const presentYear = 2026
    expect(parseWrittenDate('900105', { years: 'birth', presentYear })).toBe('1990-01-05')
    expect(parseWrittenDate('05 JAN 90', { years: 'birth', presentYear })).toBe('1990-01-05')
    expect(parseWrittenDate('05.01.30', { years: 'birth', presentYear })).toBe('1930-01-05')
    expect(parseWrittenDate('90-01-05', { years: 'birth', presentYear })).toBe('1990-01-05')
    expect(parseWrittenDate('310105', { years: 'expiry', presentYear })).toBe('2031-01-05')
  })
})

describe('the century of two digits', () => {
  it.each([
    [26, 'birth', 2026],
    [27, 'birth', 1927],
    [0, 'birth', 2000],
    [99, 'birth', 1999],
    [31, 'expiry', 2031],
    [76, 'expiry', 2076],
    [77, 'expiry', 1977],
    [99, 'expiry', 1999],
  ] as const)('%i of a %s is %i', (digits, rule, year) => {
    expect(fullYear(digits, rule, 2026)).toBe(year)
  })

  it('refuses short dates that do not exist', () => {
    expect(parseShortDate('900230', 'birth', 2026)).toBeNull()
    expect(parseShortDate('9001<<', 'birth', 2026)).toBeNull()
    expect(parseShortDate('000229', 'birth', 2026)).toBe('2000-02-29')
  })
})

it('knows ISO dates that exist', () => {
  expect(isIsoDate('2024-02-29')).toBe(true)
  expect(isIsoDate('2023-02-29')).toBe(false)
  expect(isIsoDate('2024-2-9')).toBe(false)
  expect(isoDate(1990, 1, 0)).toBeNull()
  expect(isoDate(Number.NaN, 1, 1)).toBeNull()
})

it('knows month names by their first letters', () => {
  expect(monthOfName('JUIN')).toBe(6)
  expect(monthOfName('juil.')).toBe(7)
  expect(monthOfName('SEPTEMBER')).toBe(9)
  expect(monthOfName('MÄR')).toBe(3)
  expect(monthOfName('JA')).toBeNull()
  expect(monthOfName('NATIONALITYSS')).toBeNull()
})

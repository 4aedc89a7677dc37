import { describe, expect, it } from 'vitest'
import { mrzAlphabetAt, mrzCheckDigit, mrzLayouts, mrzNameForms, mrzValue, parseMrz } from './mrz.ts'

// The specimens of ICAO 9303 parts 4, 5, 6 and 7.
const td3 = ['P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<', 'L898902C36UTO7408122F1204159ZE184226B<<<<<10']
const td2 = ['I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<', 'D231458907UTO7408122F1204159<<<<<<<6']
const td1 = ['I<UTOD231458907<<<<<<<<<<<<<<<', '7408122F1204159UTO<<<<<<<<<<<6', 'ERIKSSON<<ANNA<MARIA<<<<<<<<<<']
const visa = ['V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<', 'L8988901C4XXX4009078F96121096ZE184226B<<<<<<']

describe('check digits', () => {
  it.each([
    ['520727', '3'],
    ['AB2134<<<', '5'],
    ['L898902C3', '6'],
    ['ZE184226B<<<<<', '1'],
  ])('of %s is %s', (text, digit) => {
    expect(mrzCheckDigit(text)).toBe(digit)
  })

  it('has values for the 37 signs only', () => {
    expect([mrzValue('<'), mrzValue('0'), mrzValue('9'), mrzValue('A'), mrzValue('Z')]).toEqual([0, 0, 9, 10, 35])
    expect(mrzValue('a')).toBeNaN()
    expect(mrzCheckDigit('12 3')).toBeNull()
  })
})

describe('parseMrz', () => {
  it.each([
    ['TD3', td3, 'L898902C3'],
    ['TD2', td2, 'D23145890'],
    ['TD1', td1, 'D23145890'],
    ['MRV-A', visa, 'L8988901C'],
  ] as const)('reads the %s specimen with every digit right', (format, lines, number) => {
    const mrz = parseMrz(lines, 2026)!
    expect(mrz.layout.format).toBe(format)
    expect(mrz).toMatchObject({ number, issuingState: 'UTO', surname: 'ERIKSSON', givenNames: 'ANNA MARIA', sex: 'F' })
    expect(mrz.digits.length).toBeGreaterThanOrEqual(3)
    expect(mrz.digits.filter(({ ok }) => !ok)).toEqual([])
  })

  it('reads dates, document type and nationality', () => {
    expect(parseMrz(td3, 2026)).toMatchObject({
      documentType: 'P',
      nationality: 'UTO',
      birthDate: '1974-08-12',
      expiryDate: '2012-04-15',
      optional: 'ZE184226B',
      namesMayBeCut: false,
    })
  })

  it('names the digit that is wrong and what it would have to be', () => {
    const wrong = parseMrz([td3[0]!, td3[1]!.replace('740812', '740872')])!.digits.filter(({ ok }) => !ok)
    expect(wrong).toEqual([
      { id: 'birth', printed: '2', expected: mrzCheckDigit('740872'), ok: false },
      expect.objectContaining({ id: 'composite', ok: false }),
    ])
  })

  it('takes numbers of more than nine signs on cards from the optional data (ICAO 9303-5, note j)', () => {
    const digit = mrzCheckDigit('D23145890734')!
    const first = `I<UTOD23145890<734${digit}`.padEnd(30, '<')
    const mrz = parseMrz([first, td1[1]!, td1[2]!])!
    expect(mrz.number).toBe('D23145890734')
    expect(mrz.digits.find(({ id }) => id === 'number')?.ok).toBe(true)
  })

  it('accepts filler as the digit of empty optional data', () => {
    const body = 'L898902C36UTO7408122F1204159<<<<<<<<<<<<<<<'
    const composite = mrzCheckDigit(body.slice(0, 10) + body.slice(13, 20) + body.slice(21, 43))
    expect(parseMrz([td3[0]!, body + composite])!.digits.every(({ ok }) => ok)).toBe(true)
  })

  it('reads one known line and leaves the rest null', () => {
    expect(parseMrz(['', td3[1]!])).toMatchObject({ surname: null, issuingState: null, number: 'L898902C3' })
    expect(parseMrz([td3[0]!, ''])).toMatchObject({ surname: 'ERIKSSON', number: null, digits: [] })
  })

  it('refuses lines of no format', () => {
    expect(parseMrz([])).toBeNull()
    expect(parseMrz(['P<UTO', 'L898902C3'])).toBeNull()
  })
})

it('knows which signs may stand where', () => {
  expect(mrzAlphabetAt(mrzLayouts.TD3, 1, 13)).toBe('0123456789')
  expect(mrzAlphabetAt(mrzLayouts.TD3, 1, 20)).toBe('MFX<')
  expect(mrzAlphabetAt(mrzLayouts.TD3, 0, 2)).not.toContain('0')
  expect(mrzAlphabetAt(mrzLayouts.TD3, 1, 0)).toContain('0')
})

it('transliterates names as states do', () => {
  expect(mrzNameForms('Müller-Łuć')).toEqual(['MUELLERLUC', 'MULLERUC'])
  expect(mrzNameForms("O'CONNOR")).toEqual(['OCONNOR'])
  expect(mrzNameForms('GROẞ')).toContain('GROSS')
})

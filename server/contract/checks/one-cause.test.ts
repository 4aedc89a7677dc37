import { describe, expect, it } from 'vitest'
import { kindByName } from '../documents/index.ts'
import { runChecks } from './index.ts'

const run = (kind: string, values: Record<string, string>) =>
  runChecks(
    kindByName(kind)!,
    Object.entries(values).map(([key, value]) => ({ key, value })),
  )

const broken = (results: ReturnType<typeof run>) =>
  Object.entries(results).flatMap(([key, checks]) => checks.filter(({ ok }) => !ok).map(({ id }) => `${key} ${id}`))

// ICAO 9303-4, appendix B.
const passport = {
  passport_number: 'L898902C3',
  birth_date: '1974-08-12',
  expiry_date: '2012-04-15',
  sex: 'F',
  mrz_line1: 'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<',
  mrz_line2: 'L898902C36UTO7408122F1204159ZE184226B<<<<<10',
}

describe('one cause raises one flag', () => {
  it('a zone that is right agrees with what is printed', () => {
    expect(broken(run('passport', passport))).toEqual([])
  })

  it('a sign misread in the zone is flagged at its line alone, with its repair', () => {
    const misread = passport.mrz_line2.replace('740812', '740872')
    const results = run('passport', { ...passport, mrz_line2: misread })
    expect(broken(results)).toEqual(['mrz_line2 mrz-check-digit'])
    const [check] = results['mrz_line2']!
    expect(check!.says?.values?.['names']).toEqual([expect.objectContaining({ en: 'birth date' })])
    expect(check!.repairs).toContain(passport.mrz_line2)
  })

  it('a sign misread in print is flagged at its field, which offers what the zone says', () => {
    const results = run('passport', { ...passport, birth_date: '1974-08-17' })
    expect(broken(results)).toEqual(['birth_date mrz-check-digit', 'birth_date mrz-agrees'])
    expect(results['birth_date']!.find(({ ok }) => !ok)!.repairs![0]).toBe('1974-08-12')
  })

  it('an ID number that is wrong in itself says nothing of birth date and sex, but is repaired by them', () => {
    const person = { id_number: '11010519491231002X', birth_date: '1949-12-31', sex: '女' }
    expect(broken(run('id-card-front', person))).toEqual([])
    const results = run('id-card-front', { ...person, id_number: '11010519491237002X' })
    expect(broken(results)).toEqual(['id_number cn-id-checksum'])
    expect(results['id_number']!.find(({ ok }) => !ok)!.repairs![0]).toBe(person.id_number)
  })
})

describe('the zone of a card (TD1)', () => {
  // ICAO 9303-5, appendix B.
  const card = {
    mrz_line1: 'I<UTOD231458907<<<<<<<<<<<<<<<',
    mrz_line2: '7408122F1204159UTO<<<<<<<<<<<6',
    mrz_line3: 'ERIKSSON<<ANNA<MARIA<<<<<<<<<<',
  }

  it('has its digits looked at, at the line where each is printed', () => {
    expect(broken(run('emirates-id-back', card))).toEqual([])
    const misread = run('emirates-id-back', { ...card, mrz_line1: card.mrz_line1.replace('D2314', 'D2374') })
    expect(broken(misread)).toEqual(['mrz_line1 mrz-check-digit'])
    expect(misread['mrz_line1']!.find(({ ok }) => !ok)!.repairs).toContain(card.mrz_line1)
    const composite = run('emirates-id-back', { ...card, mrz_line2: card.mrz_line2.replace(/6$/, '8') })
    expect(composite['mrz_line2']!.find(({ ok }) => !ok)!.says?.values?.['names']).toEqual([
      expect.objectContaining({ zh: '总校验' }),
    ])
  })
})

describe('an Emirates ID number', () => {
  const check = (id_number: string) => run('emirates-id-front', { id_number })['id_number']![0]!

  it('is 784, a year, seven digits and the digit of Luhn', () => {
    expect(check('784-1991-7433116-7')).toMatchObject({ ok: true })
    expect(check('784199174331167')).toMatchObject({ ok: true })
    expect(check('784-1991-7433116-1')).toMatchObject({
      ok: false,
      says: { text: 'luhn.digit', values: { expected: '7', actual: '1' } },
      repairs: expect.arrayContaining(['784-1991-7433116-7']) as unknown,
    })
  })

  it('is repaired where its form is not that of the card', () => {
    expect(check('784 1991 7433116 7').repairs).toEqual(['784-1991-7433116-7'])
    expect(check('184-1991-7433116-7')).toMatchObject({ ok: false, repairs: ['784-1991-7433116-7'] })
    expect(check('784-1991-743311')).toMatchObject({ ok: false, says: { text: 'luhn.emirates' } })
  })
})

describe('repairs', () => {
  it('of dates out of order are those that one misread digit or an exchange of day and month explains', () => {
    const results = run('id-card-back', { valid_from: '2071-03-04', valid_to: '2031-03-04' })
    expect(results['valid_from']!.find(({ ok }) => !ok)!.repairs).toContain('2011-03-04')
    const turned = run('passport', { issue_date: '2020-12-01', expiry_date: '2020-10-12' })
    expect(turned['expiry_date']!.find(({ ok }) => !ok)!.repairs).toContain('2020-12-10')
    const [check] = run('id-card-back', { valid_from: '2031-03-04', valid_to: '2011-03-04' })['valid_to']!.filter(
      ({ ok }) => !ok,
    )
    expect(check!.says?.values?.['later']).toMatchObject({ ar: 'نهاية الصلاحية' })
  })

  it('of a sum are the total that the parts make, and the part that makes the total', () => {
    const results = run('vat-invoice', { total_amount: '113.00', amount_without_tax: '100.00', tax_amount: '18.00' })
    const repairs = (key: string) => results[key]!.find(({ id }) => id === 'amounts-add-up')!.repairs
    expect(repairs('total_amount')).toEqual(['118.00'])
    expect(repairs('tax_amount')).toEqual(['13.00'])
    expect(repairs('amount_without_tax')).toEqual(['95.00'])
  })
})

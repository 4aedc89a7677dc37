import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { kindByName, kinds } from '../documents/index.ts'
import { checkIds, runChecks } from './index.ts'

const kind = (name: string) => kindByName(name)!
const check = (name: string, values: Record<string, string | null>) =>
  runChecks(
    kind(name),
    Object.entries(values).map(([key, value]) => ({ key, value })),
  )
const failures = (name: string, values: Record<string, string | null>) =>
  Object.entries(check(name, values)).flatMap(([key, checks]) =>
    checks.filter(({ ok }) => !ok).map(({ id }) => `${key}:${id}`),
  )

const card = { name: '王小明', sex: '女', birth_date: '1949-12-31', id_number: '11010519491231002X' }
const passport = {
  document_type: 'P',
  country_code: 'UTO',
  passport_number: 'L898902C3',
  surname: 'ERIKSSON',
  given_name: 'ANNA MARIA',
  nationality: 'UTO',
  birth_date: '1974-08-12',
  sex: 'F',
  issue_date: '2007-04-16',
  expiry_date: '2012-04-15',
  mrz_line1: 'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<',
  mrz_line2: 'L898902C36UTO7408122F1204159ZE184226B<<<<<10',
}

it('knows every rule that a kind names', () => {
  for (const { fields, cross } of kinds) {
    for (const id of [...cross, ...fields.flatMap(({ check }) => check ?? [])]) expect(checkIds).toContain(id)
  }
})

describe('identity cards', () => {
  it('passes a right card and says so', () => {
    expect(failures('id-card-front', card)).toEqual([])
    expect(check('id-card-front', card).id_number).toEqual([
      expect.objectContaining({ id: 'cn-id-checksum', ok: true }),
    ])
  })

  it('offers what would satisfy the check digit', () => {
    const results = check('id-card-front', { ...card, id_number: '11010519491237002X' })
    expect(results.id_number?.[0]).toMatchObject({ id: 'cn-id-checksum', ok: false })
    expect(results.id_number?.[0]?.repairs).toContain('11010519491231002X')
  })

  it('compares birth date and sex with the number', () => {
    const results = check('id-card-front', { ...card, birth_date: '1949-12-30', sex: '男' })
    expect(results.birth_date?.find(({ ok }) => !ok)).toMatchObject({ id: 'cn-id-birth-date', repairs: ['1949-12-31'] })
    expect(results.sex?.find(({ ok }) => !ok)).toMatchObject({ id: 'cn-id-sex', repairs: ['女'] })
  })

  it('says nothing about what is empty', () => {
    expect(check('id-card-front', { name: null, sex: '', birth_date: null, id_number: null })).toEqual({})
    expect(failures('id-card-front', { sex: '男' })).toEqual([])
  })

  it('checks types', () => {
    expect(failures('id-card-front', { sex: 'M', birth_date: '1990年1月5日' })).toEqual([
      'sex:enum',
      'birth_date:date-valid',
    ])
    expect(check('id-card-front', { sex: 'M' }).sex?.[0]?.repairs).toEqual(['男'])
    expect(check('id-card-front', { birth_date: '1990年1月5日' }).birth_date?.[0]?.repairs).toEqual(['1990-01-05'])
  })

  it('orders the validity and takes 长期', () => {
    expect(failures('id-card-back', { valid_from: '2010-01-05', valid_to: '2030-01-05' })).toEqual([])
    expect(failures('id-card-back', { valid_from: '2010-01-05', valid_to: '长期' })).toEqual([])
    expect(failures('id-card-back', { valid_from: '长期', valid_to: '长期' })).toEqual(['valid_from:date-valid'])
    expect(failures('id-card-back', { valid_from: '2030-01-05', valid_to: '2010-01-05' })).toEqual([
      'valid_from:date-order',
      'valid_to:date-order',
    ])
  })
})

describe('passports', () => {
  it('passes the ICAO specimen with every rule heard', () => {
    expect(failures('passport', passport)).toEqual([])
    const results = check('passport', passport)
    for (const key of ['passport_number', 'birth_date', 'expiry_date', 'mrz_line2']) {
      expect(results[key]?.some(({ id }) => id === 'mrz-check-digit')).toBe(true)
    }
  })

  it('says at each field what the MRZ says instead', () => {
    const altered = {
      ...passport,
      surname: 'ERIKSON',
      birth_date: '1974-08-13',
      sex: 'M',
      passport_number: 'L8989O2C3',
    }
    expect(failures('passport', altered).toSorted()).toEqual([
      'birth_date:mrz-agrees',
      'birth_date:mrz-check-digit',
      'passport_number:mrz-agrees',
      'passport_number:mrz-check-digit',
      'sex:mrz-agrees',
      'surname:mrz-agrees',
    ])
    const results = check('passport', altered)
    expect(results.surname?.[0]?.repairs).toEqual(['ERIKSSON'])
    expect(results.passport_number?.find(({ id }) => id === 'mrz-check-digit')?.repairs?.[0]).toBe('L898902C3')
  })

  it('offers a line that satisfies all its digits', () => {
    const wrong = { ...passport, mrz_line2: passport.mrz_line2.replace('L898902', 'L8989O2') }
    const result = check('passport', wrong).mrz_line2?.[0]
    expect(result).toMatchObject({ id: 'mrz-check-digit', ok: false })
    expect(result?.repairs).toContain(passport.mrz_line2)
  })

  it('reports lines of a wrong length', () => {
    expect(failures('passport', { mrz_line2: passport.mrz_line2.slice(1) })).toEqual(['mrz_line2:mrz-check-digit'])
    expect(failures('passport', { ...passport, mrz_line1: passport.mrz_line1.slice(1) })).toEqual([
      'mrz_line1:mrz-agrees',
    ])
  })

  it('takes printed accents, hyphens and codes of the type as agreeing', () => {
    const lines = {
      mrz_line1: 'P<D<<MUELLER<<JEAN<PIERRE<<<<<<<<<<<<<<<<<<<',
      mrz_line2: 'L898902C36D<<7408122F1204159ZE184226B<<<<<10',
    }
    const values = { ...lines, surname: 'MÜLLER', given_name: 'JEAN-PIERRE', nationality: 'D', country_code: 'D' }
    expect(failures('passport', values)).toEqual([])
    expect(failures('passport', { ...lines, nationality: 'DEUTSCH' })).toEqual([])
  })

  it('orders birth, issue and expiry', () => {
    const results = check('passport', { birth_date: '1990-01-05', issue_date: '2031-01-05', expiry_date: '2030-01-05' })
    expect(results.issue_date?.at(-1)?.message).toContain('Date of expiry (2030-01-05)')
    expect(results.birth_date?.at(-1)).toMatchObject({ id: 'date-order', ok: true })
  })
})

it('survives any text in any field', () => {
  fc.assert(
    fc.property(fc.constantFrom(...kinds), fc.array(fc.string({ unit: 'binary', maxLength: 60 })), (kind, texts) => {
      const values = kind.fields.map(({ key }, index) => ({ key, value: texts[index % (texts.length || 1)] ?? null }))
      const again = runChecks(kind, values)
      expect(runChecks(kind, values)).toEqual(again)
    }),
    { numRuns: 60 },
  )
})

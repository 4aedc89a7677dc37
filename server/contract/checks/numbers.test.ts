import { describe, expect, it } from 'vitest'
import type { FieldDefinition } from '../documents/definition.ts'
import { cnPlate, plateForm, plateRepairs } from './cn-plate.ts'
import { email } from './email.ts'
import { isLuhn, luhn, luhnDigit } from './luhn.ts'
import type { FieldRule } from './rule.ts'
import { isUscc, uscc, usccCheckSign } from './uscc.ts'
import { isVin, vin, vinCheckSign } from './vin.ts'

const run = (rule: FieldRule, value: string, key = 'value') => {
  const field: FieldDefinition = { key, label: { en: key, zh: key }, type: 'text' }
  return rule(value, field, new Map())
}

describe('luhn (ISO/IEC 7812-1)', () => {
  it.each(['4111111111111111', '6212262315007683105', '5555 5555 5555 4444', '784-1979-1234567-1', '378282246310005'])(
    'passes %s',
    (number) => expect(run(luhn, number)).toMatchObject({ id: 'luhn', ok: true }),
  )

  it('refuses another last digit, a swap of neighbours and letters, and offers the number that was meant', () => {
    expect(run(luhn, '4111111111111112')).toMatchObject({ ok: false })
    expect(isLuhn('6212262315007683105')).toBe(true)
    expect(isLuhn('6212262315007863105')).toBe(false)
    expect(run(luhn, '621226231500768310S')?.repairs).toContain('6212262315007683105')
    expect(run(luhn, '4111')).toMatchObject({ ok: false })
    expect(luhnDigit('7992739871')).toBe('3')
    expect(luhnDigit('79x')).toBeNull()
  })
})

describe('cn-plate (GA 36-2018)', () => {
  it.each([
    ['粤BP57E7', 'ordinary'],
    ['京A·12345', 'ordinary'],
    ['沪AD12345', 'new-energy'],
    ['粤B12345D', 'new-energy'],
    ['苏EF0A123', null],
    ['粤A1234学', 'suffixed'],
    ['粤Z1234港', 'suffixed'],
    ['京X1234应急', 'emergency'],
    ['使123456', 'embassy'],
    ['WJ京12345', 'armed-police'],
    ['民航B1234', 'aviation'],
    ['粤OA2345', 'ordinary'],
    ['浙A1234', null],
    ['浙AO2345', null],
    ['浙I12345', null],
    ['A12345', null],
    ['台A12345', null],
  ])('%s is %s', (number, form) => expect(plateForm(number)).toBe(form))

  it('passes, refuses, and offers 0 for O', () => {
    expect(run(cnPlate, '粤BP57E7')).toMatchObject({ ok: true })
    expect(run(cnPlate, '浙AO2345')).toMatchObject({ id: 'cn-plate', ok: false, repairs: ['浙A02345'] })
    expect(plateRepairs('浙8I2345')[0]).toBe('浙B12345')
  })
})

describe('vin (ISO 3779, GB 16735, 49 CFR 565)', () => {
  it('knows the check sign of published numbers', () => {
    expect(vinCheckSign('1M8GDM9AXKP042788')).toBe('X')
    expect(vinCheckSign('11111111111111111')).toBe('1')
    expect(vinCheckSign('5GZCZ43D13S812715')).toBe('1')
  })

  it('demands the check sign where the region does, and the shape everywhere', () => {
    expect(isVin('1M8GDM9AXKP042788')).toBe(true)
    expect(run(vin, '1M8GDM9A1KP042788')).toMatchObject({ ok: false, repairs: expect.any(Array) })
    expect(run(vin, '1M8GDM9AXKP042788')).toMatchObject({ ok: true })
    // A European maker's filler in the ninth place.
    expect(run(vin, 'WVWZZZ1JZ3W386752')).toMatchObject({ ok: true })
    expect(run(vin, 'LVBB2FAF777999888')).toMatchObject({ ok: false })
    expect(run(vin, '1M8GDM9AXKPO42788')?.repairs?.[0]).toBe('1M8GDM9AXKP042788')
    expect(run(vin, '1M8GDM9AXKP04278')).toMatchObject({ ok: false })
  })
})

describe('uscc (GB 32100-2015)', () => {
  it('knows real codes and refuses others', () => {
    for (const code of ['91350100M000100Y43', '91440300MA5EXWHW6F', '91110108551385082Q']) {
      expect([code, isUscc(code)]).toEqual([code, true])
    }
    expect(usccCheckSign('91350100M000100Y4')).toBe('3')
    expect(run(uscc, '91350100M000100Y44')).toMatchObject({ id: 'uscc', ok: false })
    expect(run(uscc, '9135O100M000100Y43')?.repairs).toEqual(['91350100M000100Y43'])
    expect(run(uscc, '91420200000123403', 'credit_code')).toMatchObject({ ok: false })
  })

  it('leaves older taxpayer numbers alone and takes the ID number of a person', () => {
    expect(run(uscc, '91420200000123403', 'seller_tax_id')).toBeNull()
    expect(run(uscc, '440300123456789', 'seller_tax_id')).toBeNull()
    expect(run(uscc, '11010519491231002X', 'seller_tax_id')).toMatchObject({ ok: true })
    expect(run(uscc, '91350100M000100Y44', 'seller_tax_id')).toMatchObject({ ok: false })
  })
})

describe('email (RFC 5322)', () => {
  it.each(['meili@123.com', 'a.b+c@mail.example.co.uk', '张三@example.cn', "o'neil@example.org"])('passes %s', (text) =>
    expect(run(email, text)).toMatchObject({ ok: true }),
  )
  it.each(['meili', 'meili@123', 'a..b@example.com', '@example.com', 'a@b@example.com', 'a@-x.com'])(
    'refuses %s',
    (text) => expect(run(email, text)).toMatchObject({ id: 'email', ok: false }),
  )
  it('offers what a recogniser mangled', () => {
    expect(run(email, 'mei li©123,com')?.repairs).toEqual(['meili@123.com'])
  })
})

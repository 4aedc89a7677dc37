import { describe, expect, it } from 'vitest'
import { fieldDefinition } from '../contract/documents/index.ts'
import { canonicalValue, confidenceOf, listOf, numberOf, textOf } from './values.ts'

const cases: readonly [kind: string, key: string, native: unknown, value: string | null][] = [
  ['id-card-front', 'birth_date', 19960111, '1996-01-11'],
  ['id-card-front', 'birth_date', '1996年1月11日', '1996-01-11'],
  ['id-card-front', 'birth_date', '960111', '1996-01-11'],
  ['id-card-front', 'birth_date', '1996-02-30', '1996-02-30'],
  ['id-card-front', 'sex', 'M', '男'],
  ['passport', 'sex', '女', 'F'],
  ['passport', 'sex', '<', 'X'],
  ['passport', 'sex', 'Q', 'Q'],
  ['id-card-back', 'valid_to', '29991231', '长期'],
  ['business-licence', 'valid_to', 29991231, '长期'],
  ['business-licence', 'valid_to', '永续', '长期'],
  ['business-licence', 'valid_to', '20350504', '2035-05-04'],
  // Its vocabulary knows no endless validity: the text stays, and the console's rule marks it.
  ['business-licence', 'established_date', '29991231', '29991231'],
  ['bank-card', 'expiry_date', '07/26', '07/26'],
  ['bank-card', 'expiry_date', '7/2026', '07/26'],
  ['bank-card', 'card_number', ' 6212262315007683105 ', '6212262315007683105'],
  ['vat-invoice', 'total_amount', '￥1,234.5', '1234.50'],
  ['vat-invoice', 'total_amount', 87, '87.00'],
  ['taxi-invoice', 'amount', '129.00元', '129.00'],
  ['takeaway-order', 'discount_total', -2, '-2.00'],
  ['takeaway-order', 'item_count', '3件', '3'],
  ['taxi-invoice', 'boarding_time', '22：24', '22:24'],
  ['train-ticket', 'departure_time', '2017年08月05日22：09开', '2017-08-05T22:09'],
  ['train-ticket', 'departure_time', '2017-08-05T22:09', '2017-08-05T22:09'],
  ['train-ticket', 'seat', '０４车13A号', '04车13A号'],
  ['card-screenshot', 'is_card', true, 'true'],
  ['card-screenshot', 'is_card', 'false', 'false'],
  ['card-screenshot', 'recapture_score', 99.99965944391533, '99.99965944391533'],
  ['bank-card', 'bank_name', '', null],
  ['bank-card', 'bank_name', null, null],
]

describe('canonicalValue', () => {
  it.each(cases)('%s %s: %j is %j', (kind, key, native, value) => {
    const definition = fieldDefinition(kind, key)
    expect(definition).toBeDefined()
    expect(canonicalValue(definition, native)).toBe(value)
  })

  it('keeps native keys as text, and knows the markers of failure', () => {
    expect(canonicalValue(undefined, 19960111)).toBe('19960111')
    expect(canonicalValue(undefined, 'FailInRecognition', ['FailInRecognition'])).toBeNull()
    expect(canonicalValue(undefined, 'FailInRecognition')).toBe('FailInRecognition')
  })
})

describe('readers of native values', () => {
  it('take numbers and their texts', () => {
    expect([12, '12', ' -1.5 ', '1e2', '.5'].map(numberOf)).toEqual([12, 12, -1.5, 100, 0.5])
    expect(['', 'abc', '12px', null, undefined, Number.NaN, {}, true, '0x10'].map(numberOf)).toEqual(
      Array.from({ length: 9 }).fill(null),
    )
  })

  it('scale confidences and leave out what none is', () => {
    expect(confidenceOf(0.99)).toBe(0.99)
    expect(confidenceOf('99.91', 100)).toBeCloseTo(0.9991, 10)
    expect(confidenceOf(0)).toBe(0)
    expect(confidenceOf(1.0000001)).toBe(1)
    expect([undefined, null, '', -0.1, 1.2, 'high'].map((value) => confidenceOf(value))).toEqual([
      null,
      null,
      null,
      null,
      null,
      null,
    ])
    expect(confidenceOf(101, 100)).toBeNull()
  })

  it('write a number as its source did, and a list line by line', () => {
    expect(textOf(81931914902643030000)).toBe('81931914902643030000')
    expect(textOf(310228199601115400)).toBe('310228199601115400')
    expect(textOf(['a', '', 'b'])).toBe('a\nb')
    expect(textOf([])).toBeNull()
    expect(textOf('  \n ')).toBeNull()
  })

  it('make a list of what stands in place of one', () => {
    expect(listOf([1, 2])).toEqual([1, 2])
    expect(listOf({ a: 1 })).toEqual([{ a: 1 }])
    expect(listOf(0)).toEqual([0])
    expect([listOf(undefined), listOf(null), listOf('')]).toEqual([[], [], []])
  })
})

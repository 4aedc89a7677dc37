import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { kindByName } from '../documents/index.ts'
import { amountWords, parseAmountWords } from './amount-words.ts'
import { runChecks } from './index.ts'
import { fenOf, moneyOf, parseWrittenMoney } from './money.ts'
import { parseWrittenDateTime, parseWrittenMonth, parseWrittenNumber, parseWrittenTime } from './written-values.ts'

const check = (kind: string, values: Record<string, string>) =>
  runChecks(
    kindByName(kind)!,
    Object.entries(values).map(([key, value]) => ({ key, value })),
  )
const failures = (kind: string, values: Record<string, string>) =>
  Object.entries(check(kind, values))
    .flatMap(([key, checks]) => checks.filter(({ ok }) => !ok).map(({ id }) => `${key}:${id}`))
    .toSorted()

describe('money in whole fen', () => {
  it.each([
    ['¥1,234.50', 123450],
    ['￥220.00', 22000],
    ['12.5元', 1250],
    ['-¥3', -300],
    ['RMB 10.00', 1000],
    ['0.10', 10],
    ['1.230', 123],
    ['1,23.00', null],
    ['1.235', null],
    ['壹元', null],
    ['', null],
  ])('%s', (text, fen) => expect(parseWrittenMoney(text)).toBe(fen))

  it('is exact in both directions', () => {
    expect(fenOf('0.29')).toBe(29)
    expect(fenOf('-0.00')).toBe(0)
    expect(fenOf('1.5')).toBeNull()
    fc.assert(fc.property(fc.integer({ min: -1e13, max: 1e13 }), (fen) => fenOf(moneyOf(fen)) === (fen || 0)))
  })
})

describe('amounts in words', () => {
  it.each([
    ['壹拾元整', 1000],
    ['拾圆正', 1000],
    ['壹佰贰拾叁元肆角伍分', 12345],
    ['⊗壹仟零贰拾元零叁分', 102003],
    ['人民币叁万零伍佰元整', 3050000],
    ['壹亿零壹万元整', 10001000000],
    ['叁角', 30],
    ['柒分', 7],
    ['贰佰捌拾圆', 28000],
    ['壹佰佰元', null],
    ['元整', null],
    ['壹拾', null],
    ['壹万贰亿元', null],
    ['零元整', 0],
  ])('%s', (words, fen) => expect(parseAmountWords(words)).toBe(fen))

  it('writes what the rules for cheques want, and reads everything that it writes', () => {
    expect(amountWords(10_200_30)).toBe('壹万零贰佰元叁角整')
    expect(amountWords(1_680_032)).toBe('壹万陆仟捌佰元叁角贰分')
    expect(amountWords(107_000_53)).toBe('壹拾万柒仟元伍角叁分')
    expect(amountWords(325_04)).toBe('叁佰贰拾伍元零肆分')
    expect(amountWords(5)).toBe('伍分')
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999_999_999 }), (fen) => parseAmountWords(amountWords(fen)) === fen),
    )
  })
})

describe('rules on amounts', () => {
  const invoice = {
    amount_without_tax: '82.08',
    tax_amount: '4.92',
    total_amount: '87.00',
    total_amount_words: '捌拾柒圆整',
  }
  it('passes an invoice that adds up and says so at every part', () => {
    expect(failures('vat-invoice', invoice)).toEqual([])
    expect(check('vat-invoice', invoice).tax_amount).toContainEqual(
      expect.objectContaining({ id: 'amounts-add-up', ok: true }),
    )
    expect(check('vat-invoice', invoice).total_amount_words?.map(({ id }) => id)).toEqual([
      'cn-amount-words',
      'amount-words-agree',
    ])
  })

  it('finds one wrong fen, and offers the sum and the words', () => {
    const wrong = { ...invoice, total_amount: '87.01' }
    expect(failures('vat-invoice', wrong)).toEqual([
      'amount_without_tax:amounts-add-up',
      'tax_amount:amounts-add-up',
      'total_amount:amount-words-agree',
      'total_amount:amounts-add-up',
      'total_amount_words:amount-words-agree',
    ])
    const results = check('vat-invoice', wrong)
    expect(results.total_amount?.flatMap(({ repairs = [] }) => repairs)).toEqual(['87.00', '87.00'])
    expect(results.total_amount_words?.at(-1)?.repairs).toEqual(['捌拾柒元零壹分'])
  })

  it('takes a discount off whichever way it is printed, and needs the parts', () => {
    const order = {
      goods_total: '36.00',
      packaging_fee: '1.00',
      delivery_fee: '4.00',
      other_total: '5.00',
      discount_total: '-2.00',
      paid_online: '39.00',
    }
    expect(failures('takeaway-order', order)).toEqual([])
    expect(failures('takeaway-order', { ...order, discount_total: '2.00' })).toEqual([])
    expect(failures('takeaway-order', { ...order, delivery_fee: '3.00' })).toContain('other_total:amounts-add-up')
    expect(failures('takeaway-order', { paid_online: '39.00' })).toEqual([])
  })

  it('compares the quota invoice with its words', () => {
    expect(failures('quota-invoice', { amount: '10.00', amount_words: '壹拾元整' })).toEqual([])
    expect(failures('quota-invoice', { amount: '100.00', amount_words: '壹拾元整' })).toEqual([
      'amount:amount-words-agree',
      'amount_words:amount-words-agree',
    ])
    expect(failures('quota-invoice', { amount_words: '壹拾无整' })).toEqual(['amount_words:cn-amount-words'])
  })
})

describe('types', () => {
  const repairs = (kind: string, key: string, value: string) => check(kind, { [key]: value })[key]?.[0]
  it.each([
    ['train-ticket', 'price', '￥104.5', '104.50', 'money-valid'],
    ['takeaway-order', 'item_count', '共3件', '3', 'number-valid'],
    ['bank-card', 'expiry_date', '7/2026', '07/26', 'month-valid'],
    ['taxi-invoice', 'boarding_time', '9：05', '09:05', 'time-valid'],
    ['train-ticket', 'departure_time', '2017年08月05日22：09开', '2017-08-05T22:09', 'datetime-valid'],
    ['card-screenshot', 'is_card', '是', 'true', 'boolean-valid'],
  ])('%s %s: %s offers %s', (kind, key, value, wanted, id) => {
    expect(repairs(kind, key, value)).toEqual(expect.objectContaining({ id, ok: false, repairs: [wanted] }))
    expect(repairs(kind, key, wanted)).toMatchObject({ id, ok: true })
  })

  it('refuses what cannot be', () => {
    expect(failures('bank-card', { expiry_date: '13/26' })).toEqual(['expiry_date:month-valid'])
    expect(failures('taxi-invoice', { alighting_time: '24:00' })).toEqual(['alighting_time:time-valid'])
    expect(failures('train-ticket', { departure_time: '2017-02-30T10:00' })).toEqual(['departure_time:datetime-valid'])
    expect(failures('takeaway-order', { item_count: 'drei' })).toEqual(['item_count:number-valid'])
  })

  it('reads what is printed', () => {
    expect(parseWrittenTime('22时24分')).toBe('22:24')
    expect(parseWrittenTime('25:10')).toBeNull()
    expect(parseWrittenDateTime('2024-05-06 12:30:11')).toBe('2024-05-06T12:30')
    expect(parseWrittenDateTime('2024-05-06')).toBeNull()
    expect(parseWrittenMonth('0726')).toBe('07/26')
    expect(parseWrittenMonth('1326')).toBeNull()
    expect(parseWrittenNumber('×03')).toBe('3')
    expect(parseWrittenNumber('3/4')).toBeNull()
  })
})

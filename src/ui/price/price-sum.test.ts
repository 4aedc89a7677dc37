import { describe, expect, it } from 'vitest'
import type { PriceQuote } from '#contract/price-quote'
import { createFormat } from '../format.ts'
import { priceText, type PriceWords } from './price-text.ts'
import { sumOf } from './price-sum.ts'

const quote = (given: Partial<PriceQuote>): PriceQuote => ({
  provider: 'ctyun',
  capability: 'ctyun.ocr.idcard',
  mode: 'sandbox',
  calls: 1,
  prepaid: 0,
  free: 0,
  freeBecause: null,
  paid: 0,
  unpriced: 0,
  blocked: 0,
  fen: 0,
  hundredths: 0,
  lack: null,
  unseenWarning: null,
  ...given,
})
const words: PriceWords = {
  prepaid: (count) => `${count} of package`,
  under: (money) => `under ${money}`,
  unpriced: (count) => `${count} of unknown price`,
  blocked: (count) => `${count} refused`,
  free: () => 'free',
}
const textOf = (...quotes: Partial<PriceQuote>[]) => priceText(sumOf(quotes.map(quote)), words, createFormat('en'))

describe('a price in words', () => {
  it.each([
    ['free', [{ free: 2 }]],
    ['1 of package', [{ prepaid: 1 }]],
    ['¥0.08', [{ paid: 1, hundredths: 825 }]],
    ['¥0.33', [{ paid: 4, hundredths: 3300 }]],
    ['under ¥0.01', [{ paid: 1, hundredths: 34 }]],
    ['1 of unknown price', [{ unpriced: 1 }]],
    ['1 refused', [{ blocked: 1 }]],
    ['3 of package + ¥0.17', [{ prepaid: 3, paid: 2, hundredths: 1650 }]],
    // What is free beside what costs something is not worth a word.
    ['4 of package + ¥0.08', [{ prepaid: 4 }, { paid: 1, hundredths: 825 }, { free: 3 }]],
    ['2 of package + 3 refused', [{ prepaid: 2, blocked: 3 }]],
  ])('%s', (expected, quotes) => {
    expect(textOf(...quotes)).toBe(expected)
  })

  it('says nothing of no call', () => {
    expect(textOf()).toBe('')
  })
})

it('keeps the quotes whose warning is yet to be seen', () => {
  const unseen = quote({ paid: 1, unseenWarning: 'w1' })
  expect(sumOf([quote({ prepaid: 1 }), unseen]).unseen).toEqual([unseen])
})
